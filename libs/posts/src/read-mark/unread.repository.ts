import { Injectable } from '@nestjs/common';
import { memberSince } from '#membership';
import { Database, lookUp, statement } from '#platform/database';

/** A thread as its reader has found it just now. */
export interface AskedThread {
  readonly id: string;
  readonly communityId: string;
  readonly lastNumber: number;
  readonly createdAt: string;
  readonly lastActivityAt: string;
}

/** What somebody has not read in a thread. */
export interface Unread {
  /** Posts of others. */
  readonly count: number;
  /** Number of the first of them. */
  readonly first: number;
}

/** A reader in a community, and since when what was said there is asked for. */
export interface UnreadPlace {
  readonly accountId: string;
  readonly communityId: string;
  /** ISO 8601. */
  readonly since: string;
}

/** A thread with something unread, as a digest tells of it. */
export interface UnreadThread {
  /** Who has not read it. */
  readonly accountId: string;
  readonly threadId: string;
  readonly communityId: string;
  readonly title: string;
  readonly authorId: string;
  /** Number of the first post of others that stands and was not read, however old. */
  readonly firstUnread: number;
  readonly lastNumber: number;
  /** How many such posts there are. */
  readonly unread: number;
  readonly replyCount: number;
  /** Whether anybody replied. */
  readonly answered: boolean;
  readonly lastActivityAt: string;
}

/**
 * Days after its last word in which a thread counts for `unreadThreads`, of how many of a community with the latest words, and how
 * many count at most. Whoever was away for long would else have tens of thousands looked at for each page.
 */
const FRESH_DAYS = 60;
const MOST_FRESH = 300;
const MOST_COUNTED = 100;

const STANDS = `p.deleted_at IS NULL AND p.removed_at IS NULL`;

/** The reader where one is asked for; where many are it is the column `reader`. An SQL expression, never input. */
const ONE = '$1::uuid';

/** By the index of what is gone: a tombstone, and what was removed, is nothing new to anybody. */
const goneOfOthers = (threadId: string, after: string, upTo: string, reader = ONE): string =>
  `(SELECT count(*) FROM posts p WHERE p.thread_id = ${threadId} AND p.number > ${after} AND p.number <= ${upTo}
      AND (p.deleted_at IS NOT NULL OR p.removed_at IS NOT NULL) AND p.author_id <> ${reader})`;

/**
 * Where counting begins, of a row `m` with `id`, `last` (number), `started`, `moved` (times of its first and newest post),
 * `number` of the mark and, where there is none, `since` (joined). Who has neither has nothing unread. Where a thread was there
 * when somebody joined and went on, the last number before is found by halving: numbers and times rise together, so
 * 20,000 posts cost fifteen looks and no index beside that of the numbers.
 */
const BASE = `CASE WHEN m.number IS NOT NULL THEN m.number
  WHEN m.since IS NULL OR m.moved <= m.since THEN m.last
  WHEN m.started > m.since THEN 0
  ELSE (
    WITH RECURSIVE halving (low, high) AS (
      SELECT 1, m.last + 1
      UNION ALL
      SELECT CASE WHEN p.created_at <= m.since THEN h.middle ELSE h.low END,
             CASE WHEN p.created_at <= m.since THEN h.high ELSE h.middle END
      FROM (SELECT low, high, (low + high) / 2 AS middle FROM halving WHERE high - low > 1) h
      JOIN posts p ON p.thread_id = m.id AND p.number = h.middle)
    SELECT max(low) FROM halving) END`;

/**
 * Counts what is unread of the rows of the query \`marked\` ({@link BASE}, and \`own\`), leaving out threads without. Each step
 * is done once for each thread; what is not materialized would be done again wherever its result is named.
 */
const counted = (marked: string, reader = ONE): string => `
  marked AS MATERIALIZED (${marked}),
  based AS MATERIALIZED (SELECT m.*, ${BASE} AS base FROM marked m),
  counted AS MATERIALIZED (
    SELECT *, CASE WHEN base + own >= last THEN 0 ELSE last - base - own - ${goneOfOthers('b.id', 'b.base', 'b.last', reader)} END AS unread
    FROM based b),
  unread AS MATERIALIZED (
    SELECT c.*, (SELECT p.number FROM posts p WHERE p.thread_id = c.id AND p.number > c.base AND p.author_id <> ${reader} AND ${STANDS}
                 ORDER BY p.number LIMIT 1) AS first
    FROM counted c WHERE c.unread > 0)`;

/** Where counting begins in a thread; null where posts must be looked at to know it. */
interface Begun {
  readonly base: number | null;
  /** Own posts after the mark. */
  readonly own: number;
  /** Whether anything in the thread was deleted or removed. */
  readonly gone: boolean;
  /** Whether the next post is the reader's own, though the mark does not know it (`markWriters` has not come to it yet). */
  readonly ownNext: boolean;
}

// Of most threads this says all: nobody's post is gone, and the reader wrote nothing since. The rows come in the order of
// the threads that are asked for, which the reader has already.
const BEGUN = lookUp(
  'unread-begun',
  `SELECT CASE WHEN r.number IS NOT NULL THEN r.number
       WHEN m.since IS NULL OR a.moved <= m.since THEN a.last
       WHEN a.started > m.since THEN 0 END AS base,
     COALESCE(r.own_after, 0) AS own,
     EXISTS (SELECT FROM posts p WHERE p.thread_id = a.id AND (p.deleted_at IS NOT NULL OR p.removed_at IS NOT NULL)) AS gone,
     EXISTS (SELECT FROM posts p WHERE p.thread_id = a.id AND p.number = COALESCE(r.number, 0) + 1 AND p.author_id = $1) AS "ownNext"
   FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::timestamptz[], $6::timestamptz[])
     WITH ORDINALITY AS a (id, community_id, last, started, moved, place)
   LEFT JOIN read_marks r ON r.account_id = $1 AND r.thread_id = a.id
   CROSS JOIN LATERAL (
     SELECT CASE WHEN r.number IS NULL THEN ${memberSince('a.community_id', '$1::uuid')} END AS since OFFSET 0) m
   ORDER BY a.place`,
);

// Of the other threads. Nothing is read of the threads again, and of one that was read to its end no post is looked at.
const OF_THREADS = lookUp(
  'unread-of-threads',
  `WITH ${counted(`
     SELECT a.place, a.id, a.last, a.started, a.moved, r.number, COALESCE(r.own_after, 0) AS own,
       CASE WHEN r.number IS NULL THEN ${memberSince('a.community_id', '$1::uuid')} END AS since
     FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::timestamptz[], $6::timestamptz[])
       WITH ORDINALITY AS a (id, community_id, last, started, moved, place)
     LEFT JOIN read_marks r ON r.account_id = $1 AND r.thread_id = a.id`)}
   SELECT place, unread AS count, first FROM unread WHERE first IS NOT NULL`,
);

/** The newest post of others that stands in thread `t`: it alone tells whether anything is unread since some time. */
const newestOfOthers = (what: string, reader = ONE): string =>
  `(SELECT ${what} FROM posts p WHERE p.thread_id = t.id AND p.author_id <> ${reader} AND ${STANDS} ORDER BY p.number DESC LIMIT 1)`;

// LIMIT 1 keeps it a look by key for each thread: joined, the marks of a lifetime would be gone through for each community.
const markOf = (reader = ONE): string => `LEFT JOIN LATERAL (
  SELECT number, own_after FROM read_marks WHERE account_id = ${reader} AND thread_id = t.id LIMIT 1) r ON true`;

/** Since when the account is in community `c`; asked once for each. */
const joined = (reader = ONE): string =>
  `CROSS JOIN LATERAL (SELECT ${memberSince('c.id', reader)} AS since OFFSET 0) m`;

// By the index of a community's list, as far as the window goes: what is older is never looked at. The marks of all that
// is fresh are asked for as one list, which PostgreSQL (17 and newer) walks in one go: looked up one by one, each would be sought
// from the root of an index of everybody's marks, the deeper the longer the history. Whoever has no mark wrote nothing
// there, but for the minutes after an upgrade in which `markWriters` has not come to the thread.
/**
 * Says in SQL, as the beginning of a WITH, which of the 300 latest threads of a community, of the last 60 days, have something
 * that the account `$1` has not read, in those of the communities `$2` of which it is a member: `unread` (id, community_id, last_activity_at), of the communities `mine`.
 */
export const FRESH_UNREAD = `mine AS MATERIALIZED (SELECT c.id, m.since FROM (SELECT DISTINCT id FROM unnest($2::uuid[]) AS ids (id)) c ${joined()} WHERE m.since IS NOT NULL),
   fresh AS MATERIALIZED (
     SELECT t.*, m.since FROM mine m CROSS JOIN LATERAL (
       SELECT id, community_id, last_number, created_at, last_activity_at FROM threads
       WHERE community_id = m.id AND last_activity_at > now() - interval '${FRESH_DAYS} days'
       ORDER BY last_activity_at DESC, id DESC LIMIT ${MOST_FRESH}) t),
   marks AS MATERIALIZED (
     SELECT thread_id, number, own_after FROM read_marks WHERE account_id = ${ONE} AND thread_id = ANY (ARRAY (SELECT id FROM fresh))),
   unread AS MATERIALIZED (
     SELECT t.id, t.community_id, t.last_activity_at FROM fresh t LEFT JOIN marks r ON r.thread_id = t.id
     WHERE CASE
       WHEN r.number IS NOT NULL THEN r.number + r.own_after < t.last_number
         AND t.last_number - r.number - r.own_after > ${goneOfOthers('t.id', 'r.number', 't.last_number')}
       WHEN t.last_activity_at <= t.since THEN false
       WHEN t.created_at > t.since THEN t.last_number > ${goneOfOthers('t.id', '0', 't.last_number')}
       ELSE ${newestOfOthers('p.created_at > t.since')} END)`;

const OF_COMMUNITIES = statement(
  'unread-of-communities',
  `WITH ${FRESH_UNREAD}
   SELECT m.id, LEAST(count(u.community_id), ${MOST_COUNTED}) AS threads
   FROM mine m LEFT JOIN unread u ON u.community_id = m.id GROUP BY m.id`,
);

// For many readers at once: a digest of each would else be a statement of its own.
const SINCE = statement(
  'unread-since',
  `WITH ${counted(
    `
     SELECT t.* FROM (
       SELECT t.*, row_number() OVER (PARTITION BY t.reader ORDER BY t.moved DESC, t.id DESC) AS nth
     FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS c (reader, id, since)
     ${joined('c.reader')}
     CROSS JOIN LATERAL (
       SELECT c.reader, t.id, t.community_id, t.title, t.author_id, t.last_number AS last, t.created_at AS started, t.last_activity_at AS moved,
         r.number, COALESCE(r.own_after, 0) AS own, CASE WHEN r.number IS NULL THEN m.since END AS since
       FROM threads t ${markOf('c.reader')}
       WHERE t.community_id = c.id AND t.last_activity_at > c.since AND m.since IS NOT NULL
         AND CASE WHEN r.number IS NULL THEN t.last_activity_at > m.since ELSE r.number + r.own_after < t.last_number END
         AND ${newestOfOthers('p.created_at > c.since AND CASE WHEN r.number IS NULL THEN p.created_at > m.since ELSE p.number > r.number END', 'c.reader')}
       ORDER BY t.last_activity_at DESC, t.id DESC LIMIT $4) t) t
     WHERE t.nth <= $4`,
    'reader',
  )}
   SELECT reader AS "accountId", id AS "threadId", community_id AS "communityId", title, author_id AS "authorId", first AS "firstUnread",
     last AS "lastNumber", unread, last - 1 AS "replyCount", last > 1 AS answered, moved AS "lastActivityAt"
   FROM unread WHERE first IS NOT NULL ORDER BY reader, moved DESC, id DESC`,
);

const asked = (accountId: string, threads: readonly AskedThread[]): unknown[] => [
  accountId,
  threads.map(({ id }) => id),
  threads.map(({ communityId }) => communityId),
  threads.map(({ lastNumber }) => lastNumber),
  threads.map(({ createdAt }) => createdAt),
  threads.map(({ lastActivityAt }) => lastActivityAt),
];

/** What is unread of a thread by its numbers alone; undefined where they do not say it. */
function plainly({ lastNumber }: AskedThread, begun: Begun | undefined): Unread | null | undefined {
  if (!begun || begun.base === null) return undefined;
  const { base, own, gone, ownNext } = begun;
  if (base + own >= lastNumber) return null;
  return gone || own > 0 || ownNext ? undefined : { count: lastNumber - base, first: base + 1 };
}

/** SQL about what people have not read. */
@Injectable()
export class UnreadRepository {
  constructor(private readonly db: Database) {}

  /**
   * What the account has not read in each of these threads, which it may read; null: nothing. One statement, and another
   * one for those of which posts must be looked at.
   */
  async ofThreads(accountId: string, threads: readonly AskedThread[]): Promise<(Unread | null)[]> {
    const begun = await this.db.run<Begun>(BEGUN, asked(accountId, threads));
    const known = threads.map((thread, index) => plainly(thread, begun[index]));
    const others = threads.filter((_, index) => known[index] === undefined);
    if (others.length === 0) return known.map((unread) => unread ?? null);
    const rows = await this.db.run<Unread & { place: number }>(OF_THREADS, asked(accountId, others));
    const found = new Map(rows.map(({ place, count, first }) => [others[place - 1], { count, first }]));
    return known.map((unread, index) => (unread === undefined ? (found.get(threads[index]) ?? null) : unread));
  }

  /**
   * In how many threads of each of these communities the account has something unread: of the 300 latest with a word in the
   * last 60 days, 100 at most. Communities of which it is no member are left out. One statement.
   */
  async ofCommunities(accountId: string, communityIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.db.run<{ id: string; threads: number }>(OF_COMMUNITIES, [accountId, communityIds]);
    return new Map(rows.map(({ id, threads }) => [id, threads]));
  }

  /** As {@link UnreadThread} says, by reader, newest activity first; of each reader at most `limit`. One statement. */
  since(places: readonly UnreadPlace[], limit: number): Promise<UnreadThread[]> {
    const readers = places.map(({ accountId }) => accountId);
    const ids = places.map(({ communityId }) => communityId);
    const times = places.map(({ since }) => since);
    return this.db.run<UnreadThread>(SINCE, [readers, ids, times, limit]);
  }
}
