import { Injectable } from '@nestjs/common';
import { Database, statement, type Tx } from '#platform/database';
import type { MemberRole } from '../role/role.type.js';

/** A membership that is held. */
export interface HeldMembership {
  readonly accountId: string;
  readonly role: MemberRole;
  /** A programme's roster holds it. */
  readonly enrolled: boolean;
}

const LOCK = statement(
  'membership-lock',
  `SELECT account_id AS "accountId", role, enrolled_by <> '{}' AS enrolled FROM memberships
   WHERE community_id = $1 AND (account_id = ANY ($2::uuid[]) OR role = 'FACILITATOR')
   ORDER BY account_id FOR UPDATE`,
);
const PROGRAMMES = statement(
  'membership-programmes',
  `SELECT community_id AS "communityId", enrolled_by AS programmes FROM memberships
   WHERE account_id = $1 AND community_id = ANY ($2::uuid[]) AND enrolled_by <> '{}'`,
);
const REMOVE = statement(
  'membership-remove',
  `WITH removed AS (
     DELETE FROM memberships WHERE community_id = $1 AND account_id = $2 RETURNING community_id, role
   ), counted AS (
     UPDATE community_member_counts k SET members = k.members - 1 FROM removed WHERE k.community_id = removed.community_id
   )
   SELECT role FROM removed`,
);
const SET_ROLE = statement(
  'membership-set-role',
  `UPDATE memberships SET role = $3 WHERE community_id = $1 AND account_id = $2 AND role <> $3 RETURNING account_id`,
);
const RENAME = statement(
  'membership-rename',
  `UPDATE memberships SET sort_name = $2 WHERE account_id = $1 AND sort_name <> $2`,
);

/** SQL that changes who belongs where. */
@Injectable()
export class MembershipRepository {
  constructor(private readonly db: Database) {}

  /**
   * The memberships of these accounts and of all facilitators, by account, held until the transaction ends: whoever ends
   * or demotes one of them takes these first, so that two facilitators who go at once do not both find the other.
   */
  async lock(tx: Tx, communityId: string, accountIds: readonly string[]): Promise<Map<string, HeldMembership>> {
    const rows = await tx.run<HeldMembership>(LOCK, [communityId, accountIds]);
    return new Map(rows.map((row) => [row.accountId, row]));
  }

  /** Programmes that hold this account in these communities; communities without any are left out. */
  async programmes(accountId: string, communityIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.db.run<{ communityId: string; programmes: string[] }>(PROGRAMMES, [
      accountId,
      communityIds,
    ]);
    return new Map(rows.map((row) => [row.communityId, row.programmes]));
  }

  /** The role that the membership had; null when there was none. */
  async remove(tx: Tx, communityId: string, accountId: string): Promise<MemberRole | null> {
    const [row] = await tx.run<{ role: MemberRole }>(REMOVE, [communityId, accountId]);
    return row?.role ?? null;
  }

  /** Gives a member another role; false when nothing changed. */
  async setRole(tx: Tx, communityId: string, accountId: string, role: MemberRole): Promise<boolean> {
    return (await tx.run(SET_ROLE, [communityId, accountId, role])).length > 0;
  }

  /** Puts the account under another name in every list. */
  async rename(accountId: string, sortName: string): Promise<void> {
    await this.db.run(RENAME, [accountId, sortName]);
  }
}
