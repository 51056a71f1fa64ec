import { LIMITS } from '#contracts';
import { input } from '#platform/graphql';
import { mentionsTooMany } from '#platform/text';

/** Shape of a text that is to be posted: how long it may be, and to how many people it may speak. */
export const postBody = () =>
  input
    .block(LIMITS.postBody)
    .refine((body) => !mentionsTooMany(body), `Mention at most ${LIMITS.mentions} people in one post.`);
