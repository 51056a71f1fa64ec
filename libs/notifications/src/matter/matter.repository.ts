import { Injectable } from '@nestjs/common';
import { waitingInvitation } from '#membership';
import { Database, statement, type Tx } from '#platform/database';
import type { NotificationKind } from '../inbox/notification.type.js';

const HOLD = statement('matter-hold', `SELECT pg_advisory_xact_lock(hashtext('matter'), hashtext($1))`);
const INVITATIONS_OF = statement(
  'matter-invitations-of',
  `SELECT matter_id AS id, community_id AS "communityId" FROM notifications
   WHERE account_id = $1 AND kind = 'INVITATION' ORDER BY matter_id`,
);
const SWEEP_INVITATIONS = statement(
  'matter-sweep-invitations',
  `DELETE FROM notifications WHERE id IN (
     SELECT n.id FROM notifications n
     WHERE n.kind = 'INVITATION' AND NOT ${waitingInvitation('n.matter_id', 'n.account_id')} ORDER BY n.id LIMIT $1)
   RETURNING account_id AS id`,
);

/** SQL about matters that end by themselves: what waits for those who lead, and invitations. */
@Injectable()
export class MatterRepository {
  constructor(private readonly db: Database) {}

  /** Waits until nobody else tells of this matter, and keeps it so until the transaction ends. */
  async hold(tx: Tx, kind: NotificationKind, matterId: string): Promise<void> {
    await tx.run(HOLD, [`${kind}/${matterId}`]);
  }

  /** The invitations that an account was told of, and to where. */
  invitationsOf(accountId: string): Promise<{ id: string; communityId: string }[]> {
    return this.db.run(INVITATIONS_OF, [accountId]);
  }

  /** Takes away at most `size` invitations that do not wait any more; answers whose inbox lost one. */
  async sweepInvitations(size: number): Promise<string[]> {
    return idsOf(await this.db.run<{ id: string }>(SWEEP_INVITATIONS, [size]));
  }
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
