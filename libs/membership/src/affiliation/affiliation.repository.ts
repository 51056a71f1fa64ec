import { Injectable } from '@nestjs/common';
import { Database, statement, type Tx } from '#platform/database';
import { provedDomain } from '#identity';
import type { AffiliationSource } from './affiliation.type.js';

/** One affiliation of one account. */
export interface AffiliationRow {
  readonly accountId: string;
  readonly institutionId: string;
  readonly source: AffiliationSource;
  readonly from: string | null;
  readonly until: string | null;
}

/** An affiliation on an administrator's word. */
export interface NotedAffiliation {
  readonly accountId: string;
  readonly institutionId: string;
  readonly from: string;
  readonly until: string | null;
}

const OF = statement(
  'affiliations-of',
  `SELECT "accountId", "institutionId", source, "from", until FROM (
     SELECT each.*, row_number() OVER (PARTITION BY "accountId" ORDER BY source, "from" DESC, "institutionId") AS place
     FROM (
       SELECT q.account_id AS "accountId", d.institution_id AS "institutionId", 'ADDRESS' AS source,
              NULL::date AS "from", NULL::date AS until
       FROM unnest($1::uuid[]) AS q (account_id)
       JOIN institution_domains d ON d.domain = (${provedDomain('q.account_id')})
       UNION ALL
       SELECT a.account_id, a.institution_id, 'STAFF', a.from_date, a.until_date
       FROM affiliations a WHERE a.account_id = ANY ($1::uuid[])
     ) AS each
   ) AS placed WHERE place <= 50 ORDER BY "accountId", place`,
);
const PUT = statement(
  'affiliation-put',
  `INSERT INTO affiliations (account_id, institution_id, from_date, until_date) VALUES ($1, $2, $3, $4)
   ON CONFLICT (account_id, institution_id) DO UPDATE SET from_date = excluded.from_date, until_date = excluded.until_date`,
);
const END = statement(
  'affiliation-end',
  `DELETE FROM affiliations WHERE account_id = $1 AND institution_id = $2 RETURNING account_id`,
);
const FORGET = statement('affiliations-forget', `DELETE FROM affiliations WHERE account_id = $1`);

/** All SQL about who is of which institution. */
@Injectable()
export class AffiliationRepository {
  constructor(private readonly db: Database) {}

  /** Affiliations of these accounts, 50 at most for each. */
  of(accountIds: readonly string[]): Promise<AffiliationRow[]> {
    return this.db.run<AffiliationRow>(OF, [accountIds]);
  }

  /** Notes an affiliation, or other days for one. */
  async put(tx: Tx, { accountId, institutionId, from, until }: NotedAffiliation): Promise<void> {
    await tx.run(PUT, [accountId, institutionId, from, until]);
  }

  /** Takes a noted affiliation back; false when there was none. */
  async end(tx: Tx, accountId: string, institutionId: string): Promise<boolean> {
    return (await tx.run(END, [accountId, institutionId])).length > 0;
  }

  /** Takes back all that was noted of an account. */
  async forget(accountId: string): Promise<void> {
    await this.db.run(FORGET, [accountId]);
  }
}
