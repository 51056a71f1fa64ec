import { REFUSALS } from '#membership';
import type { RateLimitName } from '#platform/config';
import type { Refusal, Verdict } from '#platform/errors';
import type { Place } from '../thread/place.type.js';
import { canReadThread, canReply } from '../thread/thread.policy.js';

/** What a policy must know of a post. */
export interface PostFacts {
  readonly authorId: string;
  readonly deleted: boolean;
}

const notYours: Refusal = { code: 'FORBIDDEN', message: 'Only its author may do this.' };
const gone: Refusal = { code: 'FORBIDDEN', message: 'This post was deleted.' };

/** Who may edit a post: its author, as long as they could still reply there. */
export function canEdit(accountId: string | null, post: PostFacts, place: Place): Verdict {
  const own = isOwn(accountId, post, place);
  if (own !== true) return own;
  return post.deleted ? gone : canReply(place);
}

/**
 * Who may delete a post: its author, as long as they can read it. Taking back one's own words needs no membership,
 * and is possible in an archived community as well.
 */
export function canDelete(accountId: string | null, post: PostFacts, place: Place): Verdict {
  const own = isOwn(accountId, post, place);
  if (own !== true) return own;
  return post.deleted ? gone : true;
}

function isOwn(accountId: string | null, post: PostFacts, place: Place): Verdict {
  const readable = canReadThread(place);
  if (readable !== true) return readable;
  if (!place.standing.signedIn) return REFUSALS.signIn;
  if (!place.standing.verified) return REFUSALS.unverified;
  return post.authorId === accountId ? true : notYours;
}

const DAY_MS = 86_400_000;

/** The limit that counts this act: a lower one in an account's first day, when spam comes. */
export function limitOf(
  act: 'thread' | 'reply',
  accountId: string,
  now: number = Date.now(),
): Extract<RateLimitName, 'thread' | 'reply' | `new-${string}`> {
  return now - madeAt(accountId) < DAY_MS ? `new-${act}` : act;
}

/** Accounts are given UUIDv7s by the server: their id says when they were made. */
const madeAt = (id: string): number => (id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : 0);
