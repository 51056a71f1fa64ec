import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '#platform/database';

const SUSPEND = statement(
  'suspension-suspend',
  `UPDATE accounts SET suspended_until = $2, suspension_reason = $3 WHERE id = $1 AND closed_at IS NULL`,
);

const LIFT = statement(
  'suspension-lift',
  `UPDATE accounts SET suspended_until = NULL, suspension_reason = NULL WHERE id = $1`,
);

/** All SQL that suspends accounts and lets them in again. */
@Injectable()
export class SuspensionRepository {
  /** Suspends an open account, or gives its suspension another day and reason. */
  async suspend(tx: Tx, accountId: string, until: string, reason: string): Promise<void> {
    await tx.run(SUSPEND, [accountId, until, reason]);
  }

  /** Ends a suspension before its day. */
  async lift(tx: Tx, accountId: string): Promise<void> {
    await tx.run(LIFT, [accountId]);
  }
}
