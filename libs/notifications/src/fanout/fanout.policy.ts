import type { NotificationKind, NotificationReason } from '../inbox/notification.type.js';
import type { WatchCause } from '../watch/watch.type.js';

/** A post that people are told of. */
export interface ToldPost {
  readonly id: string;
  readonly threadId: string;
  readonly number: number;
  readonly authorId: string;
  readonly createdAt: string;
  /** Accounts that it mentions, and whose words it quotes. */
  readonly mentioned: ReadonlySet<string>;
  readonly quoted: ReadonlySet<string>;
}

/** Somebody who may read the thread, wants to hear of it, and why. */
export interface Listener {
  readonly accountId: string;
  /** Why they follow the thread; null: they do not. */
  readonly cause: WatchCause | null;
  /** Whether they follow the community. */
  readonly follows: boolean;
  /** Numbers of the posts that they have not read. */
  readonly unread: readonly number[];
}

/** What stands in somebody's inbox of one or several posts. */
export interface Telling {
  readonly accountId: string;
  readonly kind: Extract<NotificationKind, 'REPLY' | 'MENTION' | 'QUOTE' | 'NEW_THREAD'>;
  readonly matterId: string;
  readonly postId: string | null;
  readonly firstNumber: number;
  readonly lastNumber: number;
  readonly count: number;
  /** Who wrote, newest first, three at most. */
  readonly actorIds: readonly string[];
  readonly reason: NotificationReason;
  readonly createdAt: string;
}

const REASONS = { STARTED: 'STARTED', WROTE: 'WROTE', CHOSEN: 'FOLLOWS_THREAD' } as const;

/** How many actors a notification names. */
const ACTORS = 3;

/**
 * What somebody is told of these posts of one thread, which stand in their order: of each post once at most, of the
 * strongest kind (mention, quote, reply, new thread), nothing of their own and nothing that they have read. Replies are
 * one telling, however many. Whoever only began to follow by writing one of them (`isNew`) is told of the replies after
 * it.
 */
export function tellingsFor(listener: Listener, posts: readonly ToldPost[], isNew = false): Telling[] {
  const { accountId, cause, follows } = listener;
  const unread = new Set(listener.unread);
  const tellings: Telling[] = [];
  const replies: ToldPost[] = [];
  let hearsReplies = cause !== null && !isNew;
  for (const post of posts) {
    if (isNew && post.authorId === accountId) hearsReplies = cause !== null;
    if (post.authorId === accountId || !unread.has(post.number)) continue;
    if (post.mentioned.has(accountId)) tellings.push(aboutPost(accountId, post, 'MENTION'));
    else if (post.quoted.has(accountId)) tellings.push(aboutPost(accountId, post, 'QUOTE'));
    else if (post.number > 1 && hearsReplies) replies.push(post);
    else if (post.number === 1 && follows)
      tellings.push(ofThread(accountId, [post], 'NEW_THREAD', 'FOLLOWS_COMMUNITY'));
  }
  if (cause !== null && replies.length > 0) tellings.push(ofThread(accountId, replies, 'REPLY', REASONS[cause]));
  return tellings;
}

/** A post that speaks to somebody is a matter of its own. */
export function aboutPost(accountId: string, post: ToldPost, kind: 'MENTION' | 'QUOTE'): Telling {
  return {
    accountId,
    kind,
    matterId: post.id,
    postId: post.id,
    firstNumber: post.number,
    lastNumber: post.number,
    count: 1,
    actorIds: [post.authorId],
    reason: kind === 'MENTION' ? 'MENTIONED' : 'QUOTED',
    createdAt: post.createdAt,
  };
}

function ofThread(
  accountId: string,
  posts: readonly ToldPost[],
  kind: 'REPLY' | 'NEW_THREAD',
  reason: NotificationReason,
): Telling {
  const [first, last] = [posts[0], posts.at(-1)];
  if (!first || !last) throw new Error('Nobody is told of no post.');
  return {
    accountId,
    kind,
    matterId: first.threadId,
    postId: null,
    firstNumber: first.number,
    lastNumber: last.number,
    count: posts.length,
    actorIds: [...new Set(posts.map(({ authorId }) => authorId).toReversed())].slice(0, ACTORS),
    reason,
    createdAt: last.createdAt,
  };
}
