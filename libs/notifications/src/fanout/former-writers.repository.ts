import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '#platform/database';
import { writersOf } from '#posts';

// By whole threads, newest first (ids carry their time), as many as together hold no more than so many posts, and one at
// least. What is being told of just now does it by itself.
const TAKE = statement(
  'former-writers-take',
  `SELECT id FROM (
     SELECT id, number, sum(number) OVER (ORDER BY id DESC) - number AS before FROM (
       SELECT subject_id AS id, number FROM fanouts WHERE behind ORDER BY subject_id DESC LIMIT 200
       FOR UPDATE SKIP LOCKED) AS behind) AS counted
   WHERE before = 0 OR before + number <= $1`,
);
// As of their last word, so that whoever muted the community after it is left in peace. Posts that nobody was told of yet
// make their writers follow when they are told.
const FOLLOW = statement(
  'former-writers-follow',
  `INSERT INTO thread_watches (thread_id, account_id, community_id, level, cause, set_at)
   SELECT w.thread_id, w.account_id, w.community_id, 'WATCHING', CASE WHEN w.first = 1 THEN 'STARTED' ELSE 'WROTE' END, w.at
   FROM (${writersOf(`SELECT subject_id, number FROM fanouts WHERE subject_id = ANY ($1::uuid[])`)}) AS w
   ORDER BY w.thread_id, w.account_id
   ON CONFLICT (thread_id, account_id) DO NOTHING`,
);
const DONE = statement('former-writers-done', `UPDATE fanouts SET behind = false WHERE subject_id = ANY ($1::uuid[])`);

/** SQL about those who wrote in threads before anything made them follow. */
@Injectable()
export class FormerWritersRepository {
  /** Holds threads that wait for it, of about so many posts together; none when nothing waits. */
  async take(tx: Tx, posts: number): Promise<string[]> {
    return (await tx.run<{ id: string }>(TAKE, [posts])).map(({ id }) => id);
  }

  /** Makes those who wrote in these threads follow them, who are members since; what anybody chose stays. */
  async follow(tx: Tx, threadIds: readonly string[]): Promise<void> {
    await tx.run(FOLLOW, [threadIds]);
    await tx.run(DONE, [threadIds]);
  }
}
