import { Injectable } from '@nestjs/common';
import { openNames } from '#identity';
import { memberSince } from '#membership';
import { statement, type Tx } from '#platform/database';

/**
 * Says in SQL, for a lib that asks more in the same statement, whether this account has read this thread up to this
 * number. All three are SQL expressions, never input.
 */
export const hasRead = (threadId: string, accountId: string, number: string): string => `EXISTS (
  SELECT FROM read_marks h WHERE h.account_id = ${accountId} AND h.thread_id = ${threadId} AND h.number >= ${number})`;

/** Says in SQL up to which number this account has marked this thread as read; NULL where it has no mark. As {@link hasRead}. */
export const readUpTo = (threadId: string, accountId: string): string =>
  `(SELECT h.number FROM read_marks h WHERE h.account_id = ${accountId} AND h.thread_id = ${threadId})`;

/**
 * Says in SQL what writing does to the writer's mark, for the statement that takes the number of their post: whoever had
 * read all before it has read it too, for everybody else it is one more of their own that is nothing new. Whoever had no
 * mark has one from then on, so nobody who wrote is without. `source` gives rows (account_id, thread_id, number).
 */
export const markOfWriter = (source: string): string => `
  INSERT INTO read_marks AS r (account_id, thread_id, number) ${source}
  ON CONFLICT (account_id, thread_id) DO UPDATE SET marked_at = now(),
    number = CASE WHEN r.number + r.own_after >= EXCLUDED.number - 1 THEN EXCLUDED.number ELSE r.number END,
    own_after = CASE WHEN r.number + r.own_after >= EXCLUDED.number - 1 THEN 0 ELSE r.own_after + 1 END`;

/**
 * Says in SQL who wrote in these threads since they joined and is a member still: a row (thread_id, account_id, community_id,
 * first, last, at) for each, with the numbers of their first and last post there and the time of the last. `threads` is a
 * query of (id, up_to), up to which number posts count; never input.
 */
export const writersOf = (threads: string): string => `
  SELECT p.thread_id, p.author_id AS account_id, t.community_id, min(p.number) AS first, max(p.number) AS last,
    max(p.created_at) AS at
  FROM (${threads}) AS asked (id, up_to) JOIN threads t USING (id)
  JOIN posts p ON p.thread_id = t.id AND p.number <= asked.up_to JOIN (${openNames()}) AS a ON a.id = p.author_id
  WHERE p.created_at >= ${memberSince('t.community_id', 'p.author_id')}
  GROUP BY p.thread_id, p.author_id, t.community_id`;

// Two statements: who holds the threads finds all posts there are, and nobody adds one of their own meanwhile.
const HOLD_THREADS = statement(
  'read-marks-hold-threads',
  `SELECT FROM threads WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
);
const MARK_WRITERS = statement(
  'read-marks-of-writers',
  `INSERT INTO read_marks AS r (account_id, thread_id, number)
   SELECT w.account_id, w.thread_id, w.last FROM (${writersOf(`SELECT id, last_number FROM threads WHERE id = ANY ($1::uuid[])`)}) AS w
   ORDER BY w.thread_id, w.account_id
   ON CONFLICT (account_id, thread_id) DO UPDATE SET own_after = (
     SELECT count(*) FROM posts p WHERE p.thread_id = r.thread_id AND p.author_id = r.account_id AND p.number > r.number)`,
);

// Forward only, also of two at once. Posts up to the number are there for this statement to see, so its count of the
// reader's own among them is right, even where it waited for a reply of theirs; without own ones nothing is counted.
const MARK = statement(
  'read-mark-forward',
  `INSERT INTO read_marks AS r (account_id, thread_id, number)
   SELECT $1, t.id, LEAST($3::int, t.last_number) FROM threads t WHERE t.id = $2
   ON CONFLICT (account_id, thread_id) DO UPDATE SET number = EXCLUDED.number, marked_at = now(),
     own_after = CASE WHEN r.own_after = 0 THEN 0 ELSE r.own_after - (
       SELECT count(*) FROM posts p WHERE p.thread_id = EXCLUDED.thread_id AND p.author_id = EXCLUDED.account_id
         AND p.number > r.number AND p.number <= EXCLUDED.number) END
   WHERE r.number < EXCLUDED.number RETURNING r.number`,
);

// Two statements: the second one sees what a reply of the same person, for which the first one waited, has written.
const HOLD = statement(
  'read-mark-hold',
  `INSERT INTO read_marks AS r (account_id, thread_id, number) SELECT $1, t.id, 0 FROM threads t WHERE t.id = $2
   ON CONFLICT (account_id, thread_id) DO UPDATE SET marked_at = now()`,
);
const UNMARK = statement(
  'read-mark-back',
  `UPDATE read_marks r SET number = LEAST($3::int - 1, t.last_number), own_after = (
     SELECT count(*) FROM posts p WHERE p.thread_id = $2 AND p.number >= $3 AND p.author_id = $1)
   FROM threads t WHERE t.id = $2 AND r.account_id = $1 AND r.thread_id = $2`,
);

const FORGET = statement('read-marks-forget', `DELETE FROM read_marks WHERE account_id = $1`);

/** All SQL that moves read marks, but for that of {@link markOfWriter}. */
@Injectable()
export class ReadMarkRepository {
  /** Forward, to the newest post at most; false when nothing changed. */
  async mark(tx: Tx, accountId: string, threadId: string, number: number): Promise<boolean> {
    return (await tx.run(MARK, [accountId, threadId, number])).length === 1;
  }

  /** To just before this number, wherever the mark was. */
  async unmark(tx: Tx, accountId: string, threadId: string, number: number): Promise<void> {
    await tx.run(HOLD, [accountId, threadId]);
    await tx.run(UNMARK, [accountId, threadId, number]);
  }

  /** Marks for who wrote in these threads and has none; who has one keeps it, with their own posts after it counted. */
  async markWriters(tx: Tx, threadIds: readonly string[]): Promise<void> {
    await tx.run(HOLD_THREADS, [threadIds]);
    await tx.run(MARK_WRITERS, [threadIds]);
  }

  /** All marks of an account. */
  async forget(tx: Tx, accountId: string): Promise<void> {
    await tx.run(FORGET, [accountId]);
  }
}
