import { Injectable } from '@nestjs/common';
import { Database, statement, type Tx } from '#platform/database';
import type { MemberRole } from './membership.type.js';

/** A membership that begins. */
export interface NewMembership {
  readonly communityId: string;
  readonly accountId: string;
  readonly role: MemberRole;
  readonly sortName: string;
  /** The community is public, so the person is seen there. */
  readonly inPublic: boolean;
}

/** One statement, so that the counter can never miss a row; the counter comes last, because everybody waits for it. */
const ADD = statement(
  'membership-add',
  `WITH added AS (
     INSERT INTO memberships (community_id, account_id, role, sort_name) VALUES ($1, $2, $3, $4)
     ON CONFLICT (community_id, account_id) DO NOTHING RETURNING community_id, account_id
   ), seen AS (
     INSERT INTO public_members (account_id) SELECT account_id FROM added WHERE $5::boolean ON CONFLICT DO NOTHING
   ), counted AS (
     INSERT INTO community_member_counts AS k (community_id, members) SELECT community_id, 1 FROM added
     ON CONFLICT (community_id) DO UPDATE SET members = k.members + 1
   )
   SELECT account_id FROM added`,
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
const PROMOTE = statement(
  'membership-promote',
  `UPDATE memberships SET role = 'FACILITATOR' WHERE community_id = $1 AND account_id = $2 AND role <> 'FACILITATOR'
   RETURNING account_id`,
);
const RENAME = statement(
  'membership-rename',
  `UPDATE memberships SET sort_name = $2 WHERE account_id = $1 AND sort_name <> $2`,
);

/** SQL that changes who belongs where. */
@Injectable()
export class MembershipRepository {
  constructor(private readonly db: Database) {}

  /** False when the account was a member already; then nothing changed. */
  async add(tx: Tx, membership: NewMembership): Promise<boolean> {
    const { communityId, accountId, role, sortName, inPublic } = membership;
    return (await tx.run(ADD, [communityId, accountId, role, sortName, inPublic])).length > 0;
  }

  /** The role that the membership had; null when there was none. */
  async remove(tx: Tx, communityId: string, accountId: string): Promise<MemberRole | null> {
    const [row] = await tx.run<{ role: MemberRole }>(REMOVE, [communityId, accountId]);
    return row?.role ?? null;
  }

  /** Makes a member a facilitator; false when nothing changed. */
  async promote(tx: Tx, communityId: string, accountId: string): Promise<boolean> {
    return (await tx.run(PROMOTE, [communityId, accountId])).length > 0;
  }

  /** Puts the account under another name in every list. */
  async rename(accountId: string, sortName: string): Promise<void> {
    await this.db.run(RENAME, [accountId, sortName]);
  }
}
