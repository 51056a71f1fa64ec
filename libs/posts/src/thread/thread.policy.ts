import { canPost, canRead } from '#membership';
import type { Verdict } from '#platform/errors';
import type { Place } from './place.type.js';

/** Who may read a thread and what stands in it: whoever may read its community. */
export const canReadThread = ({ standing, community }: Place): Verdict => canRead(standing, community);

/** Who may reply: whoever may read the thread and post in its community. */
export function canReply({ standing, community }: Place): Verdict {
  const readable = canRead(standing, community);
  return readable === true ? canPost(standing, community) : readable;
}
