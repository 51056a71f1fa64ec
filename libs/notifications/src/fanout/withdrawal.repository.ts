import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '#platform/database';
import { actorsOfBundle, bundleOf } from '../inbox/bundle.repository.js';

const WITHDRAW = statement(
  'fanout-withdraw',
  `DELETE FROM notifications WHERE thread_id = $1 AND ((kind IN ('MENTION', 'QUOTE') AND matter_id = $2)
     OR (kind = 'NEW_THREAD' AND $3::int = 1)) RETURNING account_id AS id`,
);
const OUTDO = statement(
  'fanout-outdo',
  `DELETE FROM notifications WHERE thread_id = $1 AND kind = 'NEW_THREAD' AND account_id = ANY ($2::uuid[])`,
);
// What a bundle holds is counted anew, so that it may be done twice; and whose words are gone is not named any more.
const SHRINK = statement(
  'fanout-shrink',
  `WITH bundles AS MATERIALIZED (
     SELECT n.id, b.* FROM notifications n CROSS JOIN LATERAL ${bundleOf('n.first_number', 'n.last_number')} AS b
     WHERE n.thread_id = $1 AND n.kind = 'REPLY' AND $2::int BETWEEN n.first_number AND n.last_number
       AND ($3::uuid[] IS NULL OR n.account_id = ANY ($3))),
   gone AS (
     DELETE FROM notifications n USING bundles b WHERE n.id = b.id AND b.count = 0 RETURNING n.account_id),
   smaller AS (
     UPDATE notifications n SET count = LEAST(n.count, b.count), first_number = b.first, last_number = b.last,
       actor_ids = ${actorsOfBundle}, created_at = b.newest
     FROM bundles b WHERE n.id = b.id AND b.count > 0 RETURNING n.account_id)
   SELECT account_id AS id FROM gone UNION SELECT account_id FROM smaller`,
);

interface IdRow {
  readonly id: string;
}

/** SQL that takes back what was told of a post. */
@Injectable()
export class WithdrawalRepository {
  /** All that was told of a post that does not stand any more. Answers whose inbox changed. Safe to do twice. */
  async withdraw(tx: Tx, threadId: string, post: { readonly id: string; readonly number: number }): Promise<string[]> {
    const apart = await tx.run<IdRow>(WITHDRAW, [threadId, post.id, post.number]);
    const rest = await tx.run<IdRow>(SHRINK, [threadId, post.number, null]);
    return [...apart, ...rest].map(({ id }) => id);
  }

  /** What these accounts were told of a post as one of several, now that they are told that it speaks to them. */
  async outdo(tx: Tx, threadId: string, number: number, accountIds: readonly string[]): Promise<void> {
    await tx.run(SHRINK, [threadId, number, accountIds]);
    if (number === 1) await tx.run(OUTDO, [threadId, accountIds]);
  }
}
