import type { Language } from '#identity';
import type { MailCommunity } from '../letter/private-mail.js';

/** Why a thread stands where it stands in a digest, most urgent first. */
export const RANKS = ['MENTIONED', 'FOLLOWED', 'UNANSWERED', 'OTHER'] as const;
/** One of {@link RANKS}. */
export type Rank = (typeof RANKS)[number];

/** How many threads and resources one digest tells of by themselves. */
export const MOST_THREADS = 10;
/** See {@link MOST_THREADS}. */
export const MOST_RESOURCES = 5;

/** A thread with something new for somebody. */
export interface FreshThread {
  readonly threadId: string;
  readonly communityId: string;
  readonly title: string;
  readonly rank: Rank;
  /** The post to begin with. */
  readonly number: number;
  /** How many posts are new. */
  readonly count: number;
  /** Number of the newest post. */
  readonly lastNumber: number;
  readonly lastActivityAt: string;
}

/** What is known of a thread before it is looked at whether it is new for its reader. */
export interface ThreadState {
  readonly thread: {
    readonly threadId: string;
    readonly communityId: string;
    readonly title: string;
    readonly firstUnread: number;
    readonly lastNumber: number;
    readonly unread: number;
    readonly answered: boolean;
    readonly lastActivityAt: string;
  };
  readonly news: {
    readonly mailed: number;
    readonly mentionedIn: number | null;
    readonly watched: boolean;
    readonly silent: boolean;
  };
}

/** What of a thread is new; null where everything was mailed before, or its reader wants to hear nothing of it. */
export function freshOf({ thread, news }: ThreadState): FreshThread | null {
  const { threadId, communityId, title, firstUnread, lastNumber, unread, lastActivityAt } = thread;
  const first = Math.max(firstUnread, news.mailed + 1);
  if (news.silent || first > lastNumber) return null;
  return {
    threadId,
    communityId,
    title,
    rank: rankOf(thread.answered, news),
    number: news.mentionedIn ?? first,
    // Where some of it was mailed before, posts that are gone, and own ones, may be counted.
    count: first === firstUnread ? unread : Math.min(unread, lastNumber - news.mailed),
    lastNumber,
    lastActivityAt,
  };
}

const rankOf = (answered: boolean, { mentionedIn, watched }: ThreadState['news']): Rank => {
  if (mentionedIn !== null) return 'MENTIONED';
  if (watched) return 'FOLLOWED';
  return answered ? 'OTHER' : 'UNANSWERED';
};

/** In the order in which a digest tells of them: by rank, then what was said last. */
export const byUrgency = (a: FreshThread, b: FreshThread): number =>
  RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) ||
  b.lastActivityAt.localeCompare(a.lastActivityAt) ||
  a.threadId.localeCompare(b.threadId);

/** A thread as a digest tells of it. */
export interface DigestItem {
  readonly thread: FreshThread;
  readonly community: MailCommunity;
  /** Where its post begins; null where the digest must not say what was written. */
  readonly words: { readonly author: string; readonly excerpt: string } | null;
}

/** A resource as a digest tells of it. */
export interface DigestResource {
  readonly id: string;
  /** Null where the digest must not say it. */
  readonly title: string | null;
  /** Language of the title; null where it is in both or in another. */
  readonly lang: Language | null;
  readonly community: MailCommunity;
}

/** What a digest tells. */
export interface DigestContent {
  readonly items: readonly DigestItem[];
  /** How many threads have something new besides. */
  readonly moreThreads: number;
  readonly resources: readonly DigestResource[];
  readonly moreResources: number;
}
