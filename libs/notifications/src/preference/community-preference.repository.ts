import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable, type Tx } from '#platform/database';
import { newSecret } from '#platform/secrets';
import type { WatchLevel } from '../watch/watch.type.js';
import type { MailCadence } from '../cadence/cadence.type.js';

/** What an account chose for a community, as it is stored. */
export interface PreferenceRow {
  readonly communityId: string;
  readonly accountId: string;
  readonly level: WatchLevel;
  readonly levelSetAt: string;
  readonly cadence: MailCadence;
  readonly contentInMail: boolean;
  /** Of the link that ends the mail of this community. */
  readonly token: string;
}

const COLUMNS = `p.community_id AS "communityId", p.account_id AS "accountId", p.level, p.level_set_at AS "levelSetAt",
  p.cadence, p.content_in_mail AS "contentInMail", p.token`;

const OF = statement(
  'preferences-of',
  `SELECT ${COLUMNS} FROM community_preferences p WHERE p.account_id = $1 AND p.community_id = ANY ($2::uuid[])`,
);
const BY_TOKEN = statement('preference-by-token', `SELECT ${COLUMNS} FROM community_preferences p WHERE p.token = $1`);
// Chosen again, a level is set anew: the later of two choices counts.
const SET_LEVEL = statement(
  'preference-set-level',
  `INSERT INTO community_preferences (community_id, account_id, level, token) VALUES ($1, $2, $3, $4)
   ON CONFLICT (community_id, account_id) DO UPDATE SET level = $3, level_set_at = clock_timestamp()`,
);
// The next digest gathers since the last one of the former cadence; whoever got no digest begins now. Chosen again, a
// cadence changes nothing.
const SET_CADENCE = statement(
  'preference-set-cadence',
  `INSERT INTO community_preferences AS p (community_id, account_id, cadence, token, digest_from)
   VALUES ($1, $2, $3, $4,
     CASE WHEN $3 <> 'DAILY' THEN (SELECT s.last_daily_at FROM mail_settings s WHERE s.account_id = $2) END)
   ON CONFLICT (community_id, account_id) DO UPDATE SET cadence = $3, digest_from = CASE
     WHEN p.cadence = $3 THEN p.digest_from
     WHEN p.cadence IN ('NONE', 'MENTIONS') THEN clock_timestamp()
     ELSE coalesce(p.digest_from, (
       SELECT CASE p.cadence WHEN 'WEEKLY' THEN s.last_weekly_at ELSE s.last_daily_at END
       FROM mail_settings s WHERE s.account_id = $2)) END`,
);
const SET_CONTENT = statement(
  'preference-set-content',
  `INSERT INTO community_preferences (community_id, account_id, content_in_mail, token) VALUES ($1, $2, $3, $4)
   ON CONFLICT (community_id, account_id) DO UPDATE SET content_in_mail = $3`,
);
const FORGET = statement(
  'preferences-forget',
  `DELETE FROM community_preferences WHERE account_id = $1 AND ($2::uuid IS NULL OR community_id = $2)`,
);

/** All SQL about what accounts chose for communities. */
@Injectable()
export class CommunityPreferenceRepository {
  constructor(private readonly db: Database) {}

  /** What an account chose for these communities, by community; those of which it chose nothing are left out. */
  async of(
    accountId: string,
    communityIds: readonly string[],
    on: Queryable = this.db,
  ): Promise<Map<string, PreferenceRow>> {
    const rows = await on.run<PreferenceRow>(OF, [accountId, communityIds]);
    return new Map(rows.map((row) => [row.communityId, row]));
  }

  /** Whose link carries this token; null: nobody's. */
  async byToken(token: string, on: Queryable = this.db): Promise<PreferenceRow | null> {
    return (await on.run<PreferenceRow>(BY_TOKEN, [token]))[0] ?? null;
  }

  async setLevel(tx: Tx, communityId: string, accountId: string, level: WatchLevel): Promise<void> {
    await tx.run(SET_LEVEL, [communityId, accountId, level, newSecret()]);
  }

  async setCadence(tx: Tx, communityId: string, accountId: string, cadence: MailCadence): Promise<void> {
    await tx.run(SET_CADENCE, [communityId, accountId, cadence, newSecret()]);
  }

  async setContentInMail(tx: Tx, communityId: string, accountId: string, content: boolean): Promise<void> {
    await tx.run(SET_CONTENT, [communityId, accountId, content, newSecret()]);
  }

  /** Forgets what an account chose for one community, or everywhere (`null`). */
  async forget(tx: Tx, accountId: string, communityId: string | null): Promise<void> {
    await tx.run(FORGET, [accountId, communityId]);
  }
}
