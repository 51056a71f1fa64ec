import { type Place, REFUSALS } from '#membership';
import type { RateLimitName } from '#platform/config';
import type { Refusal, Verdict } from '#platform/errors';
import { canKeepOrder, canReadThread, canReply, type ThreadFacts } from '../thread/thread.policy.js';

/** What a policy must know of a post. */
export interface PostFacts {
  readonly authorId: string;
  readonly deleted: boolean;
  /** When it was removed; null: it stands. */
  readonly removedAt: string | null;
}

const notYours: Refusal = { code: 'FORBIDDEN', message: 'Only its author may do this.' };
const gone: Refusal = { code: 'FORBIDDEN', message: 'This post was deleted.' };
const removed: Refusal = { code: 'FORBIDDEN', message: 'This post was removed by a facilitator.' };
const stands: Refusal = { code: 'FORBIDDEN', message: 'This post stands: there is nothing to restore.' };

/** Who may edit a post: its author, as long as they could still reply there, unless it was removed. */
export function canEdit(accountId: string | null, post: PostFacts, place: Place, thread: ThreadFacts): Verdict {
  const own = isOwn(accountId, post, place);
  if (own !== true) return own;
  if (post.deleted) return gone;
  return post.removedAt === null ? canReply(place, thread) : removed;
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

/** Who may remove a post: whoever keeps order where it stands, also in an archived community and in a locked thread. */
export function canRemove(post: PostFacts, place: Place): Verdict {
  const keeps = canKeepOrder(place);
  if (keeps !== true) return keeps;
  if (post.deleted) return gone;
  return post.removedAt === null ? true : removed;
}

/** Who may put a removed post back: whoever may remove one. What its author erased is gone. */
export function canRestore(post: PostFacts, place: Place): Verdict {
  const keeps = canKeepOrder(place);
  if (keeps !== true) return keeps;
  if (post.deleted) return gone;
  return post.removedAt === null ? stands : true;
}

/** Who may read what a removed post said: whoever may put it back, and its author, who wrote it. */
export const canSeeRemoved = (accountId: string | null, post: PostFacts, place: Place): Verdict =>
  canKeepOrder(place) === true ? true : isOwn(accountId, post, place);

/** Who may report a post: everybody who may read it, has an account and a confirmed address. */
export function canReport(post: PostFacts, place: Place): Verdict {
  const readable = canReadThread(place);
  if (readable !== true) return readable;
  if (!place.standing.signedIn) return REFUSALS.signIn;
  if (!place.standing.verified) return REFUSALS.unverified;
  if (post.deleted) return gone;
  return post.removedAt === null ? true : removed;
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
