import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable, type Tx } from '#platform/database';
import type { RosterKey } from './programme.type.js';

/** An address of a roster and the account that it enrols, if any yet. */
export interface RosterPlace {
  readonly email: string;
  readonly accountId: string | null;
}

/** One row of a roster's list. */
export interface RosterRow extends RosterPlace {
  readonly programme: string;
  readonly enrolled: boolean;
  readonly since: string;
}

/** Number of the lock that whoever changes a roster takes first; any number that nothing else uses. */
const ROSTERS = 5_137_043;

const LOCK = statement('rosters-lock', `SELECT pg_advisory_xact_lock(${ROSTERS})`);
const DROP = statement(
  'roster-drop',
  `DELETE FROM roster_entries WHERE programme = $1 AND NOT email = ANY ($2::text[])
   RETURNING email, account_id AS "accountId"`,
);
/** The account of an address that is there already stays: its person may have moved to another address. */
const PUT = statement(
  'roster-put',
  `INSERT INTO roster_entries AS e (programme, email, account_id)
   SELECT $1, n.email, n.account_id FROM unnest($2::text[], $3::uuid[]) AS n (email, account_id)
   ON CONFLICT (programme, email) DO UPDATE SET account_id = coalesce(e.account_id, excluded.account_id)
   RETURNING e.email, e.account_id AS "accountId"`,
);
const CLAIM = statement(
  'roster-claim',
  `UPDATE roster_entries SET account_id = $2 WHERE email = $1 AND account_id IS NULL RETURNING programme`,
);
const WAITING_FOR = statement(
  'rosters-waiting-for',
  `SELECT programme FROM roster_entries WHERE email = $1 AND account_id IS NULL ORDER BY programme`,
);
const FORGET_ACCOUNT = statement(
  'roster-forget-account',
  `UPDATE roster_entries SET account_id = NULL WHERE account_id = $1`,
);
const WAITING = statement(
  'rosters-waiting',
  `SELECT DISTINCT email FROM roster_entries WHERE account_id IS NULL AND email > $1 ORDER BY email LIMIT $2`,
);
const NOT_YET = statement(
  'roster-not-yet-in',
  `SELECT DISTINCT e.account_id AS id FROM roster_entries e
   WHERE e.programme = $1 AND e.account_id IS NOT NULL AND NOT EXISTS (
     SELECT FROM memberships m
     WHERE m.community_id = $2 AND m.account_id = e.account_id AND e.programme = ANY (m.enrolled_by))
   ORDER BY 1`,
);
const HELD = statement(
  'rosters-held',
  `SELECT p.programme, array_agg(m.account_id) AS ids
   FROM memberships m CROSS JOIN LATERAL unnest(m.enrolled_by) AS p (programme)
   WHERE m.community_id = $1 AND m.enrolled_by <> '{}' AND NOT p.programme = ANY ($2::text[])
   GROUP BY p.programme ORDER BY p.programme`,
);
const HOLDS = statement(
  'roster-holds',
  `SELECT FROM memberships WHERE community_id = $1 AND account_id = $2 AND $3::text = ANY (enrolled_by)`,
);
const SIZES = statement(
  'rosters-sizes',
  `SELECT programme, count(*) AS size FROM roster_entries GROUP BY programme ORDER BY programme`,
);
const SIZE = statement('roster-size', `SELECT count(*) AS size FROM roster_entries WHERE programme = $1`);

const pages = (name: string, where: string) =>
  statement(
    name,
    `SELECT r.* FROM unnest($1::text[]) AS p (slug) CROSS JOIN LATERAL (
       SELECT e.programme, e.email, e.account_id AS "accountId", e.added_at AS since, EXISTS (
         SELECT FROM memberships m WHERE m.account_id = e.account_id AND e.programme = ANY (m.enrolled_by)) AS enrolled
       FROM roster_entries e WHERE e.programme = p.slug ${where} ORDER BY e.email LIMIT $2) AS r
     ORDER BY r.programme, r.email`,
  );
const FIRST_PAGES = pages('roster-first', '');
const NEXT_PAGES = pages('roster-after', 'AND e.email > $3');

/** All SQL about rosters. */
@Injectable()
export class RosterRepository {
  constructor(private readonly db: Database) {}

  /**
   * Waits until nobody else changes a roster, and keeps it so until the transaction ends: an address that is confirmed
   * while a roster is set is found by one of the two. Take it before all other locks.
   */
  async lock(tx: Tx): Promise<void> {
    await tx.run(LOCK);
  }

  /** Takes all but these addresses off the roster; answers what was taken off. */
  drop(tx: Tx, programme: string, staying: readonly string[]): Promise<RosterPlace[]> {
    return tx.run(DROP, [programme, staying]);
  }

  /** Puts these addresses on the roster; answers each as it is then. */
  put(tx: Tx, programme: string, places: readonly RosterPlace[]): Promise<RosterPlace[]> {
    const [emails, accounts] = [places.map(({ email }) => email), places.map(({ accountId }) => accountId)];
    return tx.run(PUT, [programme, emails, accounts]);
  }

  /** On which programmes' rosters this address waits for an account. */
  async waitingFor(tx: Tx, email: string): Promise<string[]> {
    return (await tx.run<{ programme: string }>(WAITING_FOR, [email])).map(({ programme }) => programme);
  }

  /** Gives an address that waits to the account that confirmed it; answers on which programmes' rosters it is. */
  async claim(tx: Tx, email: string, accountId: string): Promise<string[]> {
    const rows = await tx.run<{ programme: string }>(CLAIM, [email, accountId]);
    return rows.map(({ programme }) => programme).toSorted();
  }

  /** Lets the addresses of a closed account wait for another. */
  async forgetAccount(tx: Tx, accountId: string): Promise<void> {
    await tx.run(FORGET_ACCOUNT, [accountId]);
  }

  /** At most `size` addresses that wait for an account, after this one, in order. */
  async waiting(after: string, size: number): Promise<string[]> {
    return (await this.db.run<{ email: string }>(WAITING, [after, size])).map(({ email }) => email);
  }

  /** Accounts on the roster that it does not hold in this community yet. */
  async notYetIn(tx: Tx, programme: string, communityId: string): Promise<string[]> {
    return (await tx.run<{ id: string }>(NOT_YET, [programme, communityId])).map(({ id }) => id);
  }

  /** Members of this community whom other programmes than these hold there, by programme. */
  async heldByOthers(tx: Tx, communityId: string, programmes: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await tx.run<{ programme: string; ids: string[] }>(HELD, [communityId, programmes]);
    return new Map(rows.map(({ programme, ids }) => [programme, ids]));
  }

  /** Whether this programme holds this membership at present. */
  async holds(communityId: string, accountId: string, programme: string): Promise<boolean> {
    return (await this.db.run(HOLDS, [communityId, accountId, programme])).length > 0;
  }

  /** How many addresses each roster has that has any. */
  async sizes(): Promise<Map<string, number>> {
    const rows = await this.db.run<{ programme: string; size: number }>(SIZES);
    return new Map(rows.map(({ programme, size }) => [programme, size]));
  }

  /** How many addresses one roster has. */
  async size(programme: string, on: Queryable = this.db): Promise<number> {
    const [row] = await on.run<{ size: number }>(SIZE, [programme]);
    return row?.size ?? 0;
  }

  /** At most `size` addresses of each roster, after the same key in each. */
  pages(programmes: readonly string[], after: RosterKey | null, size: number): Promise<RosterRow[]> {
    return after === null
      ? this.db.run<RosterRow>(FIRST_PAGES, [programmes, size])
      : this.db.run<RosterRow>(NEXT_PAGES, [programmes, size, ...after]);
  }
}
