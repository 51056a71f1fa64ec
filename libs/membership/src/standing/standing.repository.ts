import { Injectable } from '@nestjs/common';
import { Database, lookUp, type Queryable, statement } from '#platform/database';
import { heldAccount, reachable } from '#identity';
import type { MemberRole } from '../role/role.type.js';

/** Where one account stands to one community; a row for every community that was asked for. */
export interface StandingRow {
  readonly role: MemberRole | null;
  readonly enrolled: boolean;
  readonly removed: boolean;
}

/** Somebody as a member of a community. */
export interface Member {
  readonly communityId: string;
  readonly accountId: string;
}

const PLACES = lookUp(
  'standing-places',
  `SELECT c.id AS "communityId", m.role, coalesce(m.enrolled_by <> '{}', false) AS enrolled,
          r.account_id IS NOT NULL AS removed
   FROM unnest($2::uuid[]) AS c (id)
   LEFT JOIN memberships m ON m.community_id = c.id AND m.account_id = $1
   LEFT JOIN removals r ON r.community_id = c.id AND r.account_id = $1`,
);
/** One statement, since every reply waits for it. */
const HOLD = statement(
  'standing-hold',
  `WITH account AS (${heldAccount('$1')}),
        membership AS (SELECT role, enrolled_by FROM memberships WHERE account_id = $1 AND community_id = $2 FOR SHARE)
   SELECT m.role, coalesce(m.enrolled_by <> '{}', false) AS enrolled,
          EXISTS (SELECT FROM removals WHERE community_id = $2 AND account_id = $1) AS removed
   FROM account LEFT JOIN membership m ON true`,
);
const HOLD_ACCOUNT = statement('standing-account-hold', heldAccount('$1'));

/** How many locks stand for all people who may come to one community. */
const LATCHES = 256;
/**
 * One lock for each person would be thousands for a long roster, and the server has room for some thousands in all: so
 * people share them, and now and then somebody waits for a stranger. Taken in one order, by a subquery that cannot be
 * pulled up because it sorts.
 */
const HOLD_DOOR = statement(
  'standing-door-hold',
  `SELECT pg_advisory_xact_lock(d.community, d.latch) FROM (
     SELECT DISTINCT hashtext($1::text) AS community, hashtext(id::text) & ${LATCHES - 1} AS latch
     FROM unnest($2::uuid[]) AS p (id) ORDER BY latch) AS d`,
);
const COMMUNITIES_OF = lookUp(
  'standing-communities-of',
  `SELECT community_id AS id FROM memberships WHERE account_id = $1 ORDER BY community_id`,
);
const ACTIVE_AMONG = statement(
  'standing-active-among',
  `SELECT account_id AS id FROM memberships WHERE community_id = $1 AND account_id = ANY ($2::uuid[])`,
);

const HOLD_MEMBERSHIPS = statement(
  'standing-memberships-hold',
  `SELECT m.community_id AS "communityId", m.account_id AS "accountId"
   FROM unnest($1::uuid[], $2::uuid[]) AS p (community_id, account_id) JOIN memberships m USING (community_id, account_id)
   ORDER BY m.account_id, m.community_id FOR SHARE OF m`,
);

/**
 * Says in SQL what `canRead` says in TypeScript, for lists: the community in `communityId` may be read by the account
 * in `accountId` (null: nobody is signed in, or the address is not confirmed). Both are SQL expressions, never input.
 */
export const visibleTo = (communityId: string, accountId: string): string => `(
  EXISTS (SELECT FROM communities v WHERE v.id = ${communityId} AND v.visibility = 'PUBLIC')
  OR EXISTS (SELECT FROM memberships v WHERE v.community_id = ${communityId} AND v.account_id = ${accountId}))`;

/** Says in SQL which communities this account may read, `id` of each: the whole set of {@link visibleTo}. */
export const readableCommunities = (accountId: string): string =>
  `SELECT c.id FROM communities c WHERE ${visibleTo('c.id', accountId)}`;

/**
 * Says in SQL, for a lib that asks more in the same statement, since when this account is a member of this community;
 * NULL for who is none. Both are SQL expressions, never input.
 */
export const memberSince = (communityId: string, accountId: string): string =>
  `(SELECT s.joined_at FROM memberships s WHERE s.community_id = ${communityId} AND s.account_id = ${accountId})`;

/**
 * Says in SQL, for a lib that writes because people belong: those of these accounts that are members, `account_id` and
 * `joined_at`, in order, whose membership nobody ends before the transaction does. Both are SQL expressions, never input.
 */
export const heldMembers = (communityId: string, accountIds: string): string =>
  `SELECT account_id, joined_at FROM memberships WHERE community_id = ${communityId} AND account_id = ANY (${accountIds})
   ORDER BY account_id FOR SHARE`;

/** Says in SQL that this account leads this community at this moment. Both are SQL expressions, never input. */
export const leads = (communityId: string, accountId: string): string =>
  `EXISTS (SELECT FROM memberships l WHERE l.community_id = ${communityId} AND l.account_id = ${accountId} AND l.role = 'FACILITATOR')`;

/** Says in SQL who is a member of any community: one row, `account_id`, for each account. */
export const allMembers = (): string => `SELECT DISTINCT account_id FROM memberships`;

/** Says in SQL who the members of a community are: one row, `account_id`, for each. `communityId` is an SQL expression, never input. */
export const membersOf = (communityId: string): string =>
  `SELECT account_id FROM memberships WHERE community_id = ${communityId}`;

/** Says in SQL of what these accounts are members: rows of `account_id` and `community_id`. `accountIds` is an SQL expression, never input. */
export const membershipsOf = (accountIds: string): string =>
  `SELECT account_id, community_id FROM memberships WHERE account_id = ANY (${accountIds})`;

const READABLE_AMONG = statement(
  'standing-readable-among',
  `SELECT c.id FROM unnest($1::uuid[]) AS c (id) WHERE ${visibleTo('c.id', '$2::uuid')}`,
);

const OUTSIDERS = statement(
  'standing-outsiders',
  `SELECT p.at FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS p (community_id, account_id, at)
   LEFT JOIN accounts a ON a.id = p.account_id AND ${reachable('a')}
   WHERE NOT ${visibleTo('p.community_id', 'a.id')}`,
);

/** SQL that answers how people stand to communities. */
@Injectable()
export class StandingRepository {
  constructor(private readonly db: Database) {}

  /** Where one account stands to each of these communities. */
  async places(
    accountId: string,
    communityIds: readonly string[],
    on: Queryable = this.db,
  ): Promise<Map<string, StandingRow>> {
    const rows = await on.run<StandingRow & { communityId: string }>(PLACES, [accountId, communityIds]);
    return new Map(rows.map(({ communityId, ...row }) => [communityId, row]));
  }

  /** The place, which nobody can end before the transaction does; null when the account was closed. */
  async hold(tx: Queryable, accountId: string, communityId: string): Promise<StandingRow | null> {
    const [row] = await tx.run<StandingRow>(HOLD, [accountId, communityId]);
    return row ?? null;
  }

  /** Keeps an account open until the transaction ends. */
  async holdAccount(tx: Queryable, accountId: string): Promise<void> {
    await tx.run(HOLD_ACCOUNT, [accountId]);
  }

  /** Waits until nobody else lets these accounts into the community or out of it, and keeps it so. */
  async holdDoor(tx: Queryable, communityId: string, accountIds: readonly string[]): Promise<void> {
    await tx.run(HOLD_DOOR, [communityId, accountIds]);
  }

  /** Ids of all communities of one account. */
  async communitiesOf(accountId: string): Promise<string[]> {
    return (await this.db.run<{ id: string }>(COMMUNITIES_OF, [accountId])).map((row) => row.id);
  }

  /** Those of these accounts that are members. */
  async activeAmong(communityId: string, accountIds: readonly string[], on: Queryable = this.db): Promise<Set<string>> {
    const rows = await on.run<{ id: string }>(ACTIVE_AMONG, [communityId, accountIds]);
    return new Set(rows.map((row) => row.id));
  }

  /** Those of these memberships that are there; nobody ends them before the transaction does. */
  async holdMemberships(tx: Queryable, members: readonly Member[]): Promise<Member[]> {
    return tx.run<Member>(HOLD_MEMBERSHIPS, [
      members.map(({ communityId }) => communityId),
      members.map(({ accountId }) => accountId),
    ]);
  }

  /** Those of these communities that the account may read. */
  async readableAmong(accountId: string | null, communityIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.run<{ id: string }>(READABLE_AMONG, [communityIds, accountId]);
    return new Set(rows.map((row) => row.id));
  }

  /** Which of these, by their places from 0 on, are people who may not read there. */
  async outsiders(communityIds: readonly string[], accountIds: readonly (string | null)[]): Promise<Set<number>> {
    const rows = await this.db.run<{ at: number }>(OUTSIDERS, [communityIds, accountIds]);
    return new Set(rows.map(({ at }) => at - 1));
  }
}
