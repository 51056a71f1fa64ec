import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable } from '#platform/database';
import { heldAccount } from '#identity';
import type { MemberRole } from '../membership/membership.type.js';

const ROLES = statement(
  'standing-roles',
  `SELECT community_id AS "communityId", role FROM memberships WHERE account_id = $1 AND community_id = ANY ($2::uuid[])`,
);
/** One statement, since every reply waits for it. */
const HOLD = statement(
  'standing-hold',
  `WITH account AS (${heldAccount('$1')}),
        membership AS (SELECT role FROM memberships WHERE account_id = $1 AND community_id = $2 FOR SHARE)
   SELECT (SELECT role FROM membership) AS role FROM account`,
);
const COMMUNITIES_OF = statement(
  'standing-communities-of',
  `SELECT community_id AS id FROM memberships WHERE account_id = $1 ORDER BY community_id`,
);
const ACTIVE_AMONG = statement(
  'standing-active-among',
  `SELECT account_id AS id FROM memberships WHERE community_id = $1 AND account_id = ANY ($2::uuid[])`,
);

/**
 * Says in SQL what `canRead` says in TypeScript, for lists: the community in `communityId` may be read by the account
 * in `accountId` (null: nobody is signed in, or the address is not confirmed). Both are SQL expressions, never input.
 */
export const visibleTo = (communityId: string, accountId: string): string => `(
  EXISTS (SELECT FROM communities v WHERE v.id = ${communityId} AND v.visibility = 'PUBLIC')
  OR EXISTS (SELECT FROM memberships v WHERE v.community_id = ${communityId} AND v.account_id = ${accountId}))`;

const READABLE_AMONG = statement(
  'standing-readable-among',
  `SELECT c.id FROM unnest($1::uuid[]) AS c (id) WHERE ${visibleTo('c.id', '$2::uuid')}`,
);

/** SQL that answers how people stand to communities. */
@Injectable()
export class StandingRepository {
  constructor(private readonly db: Database) {}

  /** Roles of one account among these communities. */
  async roles(
    accountId: string,
    communityIds: readonly string[],
    on: Queryable = this.db,
  ): Promise<Map<string, MemberRole>> {
    const rows = await on.run<{ communityId: string; role: MemberRole }>(ROLES, [accountId, communityIds]);
    return new Map(rows.map((row) => [row.communityId, row.role]));
  }

  /** The role, which nobody can end before the transaction does; null when the account was closed. */
  async hold(tx: Queryable, accountId: string, communityId: string): Promise<{ role: MemberRole | null } | null> {
    const [row] = await tx.run<{ role: MemberRole | null }>(HOLD, [accountId, communityId]);
    return row ?? null;
  }

  /** Ids of all communities of one account. */
  async communitiesOf(accountId: string): Promise<string[]> {
    return (await this.db.run<{ id: string }>(COMMUNITIES_OF, [accountId])).map((row) => row.id);
  }

  /** Those of these accounts that are members. */
  async activeAmong(communityId: string, accountIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.run<{ id: string }>(ACTIVE_AMONG, [communityId, accountIds]);
    return new Set(rows.map((row) => row.id));
  }

  /** Those of these communities that the account may read. */
  async readableAmong(accountId: string | null, communityIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.run<{ id: string }>(READABLE_AMONG, [communityIds, accountId]);
    return new Set(rows.map((row) => row.id));
  }
}
