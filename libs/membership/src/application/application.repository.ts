import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable, type Tx } from '#platform/database';
import type { FormQuestion } from '#communities';
import type {
  ApplicationKey,
  ApplicationOutcome,
  ApplicationStatus,
  ApplicationType,
  WaitingApplications,
} from './application.type.js';

/** An application that is sent. */
export interface NewApplication {
  readonly id: string;
  readonly communityId: string;
  readonly accountId: string;
  readonly form: readonly FormQuestion[];
  /** Without the private ones. */
  readonly openAnswers: Readonly<Record<string, string>>;
}

/** An application that ended without a facilitator's decision. */
export interface EndedApplication {
  readonly id: string;
  readonly communityId: string;
  readonly accountId: string;
}

/** How an application may end without a facilitator. */
export type UndecidedEnd = 'WITHDRAWN' | 'DECLINED';

const COLUMNS = `a.id, a.status, a.message, a.form, a.answers AS "openAnswers", a.community_id AS "communityId",
  a.account_id AS "accountId", a.created_at AS "createdAt", a.decided_at AS "decidedAt"`;

const INSERT = statement(
  'application-insert',
  `INSERT INTO applications (id, community_id, account_id, status, form, answers)
   VALUES ($1, $2, $3, 'WAITING', $4, $5)
   ON CONFLICT (community_id, account_id) WHERE status = 'WAITING' DO NOTHING RETURNING id`,
);
const BY_ID = statement('application-by-id', `SELECT ${COLUMNS} FROM applications a WHERE a.id = $1`);
const HOLD = statement('application-hold', `${BY_ID.text} FOR NO KEY UPDATE`);
const NEWEST = statement(
  'applications-newest',
  `SELECT DISTINCT ON (a.community_id) ${COLUMNS} FROM applications a
   WHERE a.account_id = $1 AND a.community_id = ANY ($2::uuid[])
   ORDER BY a.community_id, a.created_at DESC, a.id DESC`,
);
const WAITS = statement(
  'application-waits',
  `SELECT id FROM applications WHERE status = 'WAITING' AND community_id = $1 AND account_id = $2`,
);
const TAKEN_BACK = statement(
  'applications-taken-back',
  `SELECT id FROM applications WHERE account_id = $2 AND community_id = $1 AND status = 'WITHDRAWN'
   AND created_at > now() - interval '1 day' ORDER BY created_at DESC LIMIT 50`,
);
const DECLINED_BY_MACHINE = statement(
  'application-declined-by-machine',
  `SELECT id FROM applications WHERE id = $1 AND status = 'DECLINED' AND decided_by IS NULL`,
);
const COUNTS = statement(
  'applications-count',
  `SELECT community_id AS id, count(*) AS waiting FROM applications
   WHERE status = 'WAITING' AND community_id = ANY ($1::uuid[]) GROUP BY community_id`,
);

const OUTCOMES = statement(
  'applications-outcomes',
  `SELECT id, community_id AS "communityId", account_id AS "accountId", status, decided_at AS "endedAt"
   FROM applications WHERE id = ANY ($1::uuid[])`,
);
// Counted by the index of what waits; of the rows themselves the newest three are looked at.
const WAITING = statement(
  'applications-waiting',
  `SELECT c.id, n.waiting AS count, l.ids AS newest, l.at AS "newestAt" FROM unnest($1::uuid[]) AS c (id)
   CROSS JOIN LATERAL (
     SELECT count(*) AS waiting FROM applications a WHERE a.community_id = c.id AND a.status = 'WAITING') n
   CROSS JOIN LATERAL (
     SELECT array_agg(account_id ORDER BY created_at DESC, id DESC) AS ids, max(created_at) AS at FROM (
       SELECT a.account_id, a.created_at, a.id FROM applications a WHERE a.community_id = c.id AND a.status = 'WAITING'
       ORDER BY a.created_at DESC, a.id DESC LIMIT 3) newest) l
   WHERE n.waiting > 0 AND l.at IS NOT NULL`,
);

const pages = (name: string, where: string) =>
  statement(
    name,
    `SELECT p.* FROM unnest($1::uuid[]) AS c (id) CROSS JOIN LATERAL (
       SELECT ${COLUMNS} FROM applications a WHERE a.community_id = c.id AND a.status = 'WAITING' ${where}
       ORDER BY a.created_at, a.id LIMIT $2) AS p
     ORDER BY p."communityId", p."createdAt", p.id`,
  );
const FIRST_PAGES = pages('applications-first', '');
const NEXT_PAGES = pages('applications-after', 'AND (a.created_at, a.id) > ($3, $4::uuid)');

/**
 * Ends applications and erases, in the same statement, what they held in private: no end can forget it. Locks are
 * taken in the order of ids.
 */
const ending = (name: string, which: string, set: string) =>
  statement(
    name,
    `WITH ending AS (
       SELECT id FROM applications WHERE status = 'WAITING' AND ${which} ORDER BY id FOR NO KEY UPDATE
     ), ended AS (
       UPDATE applications a SET ${set}, decided_at = now() FROM ending WHERE a.id = ending.id
       RETURNING a.id, a.community_id, a.account_id
     ), secrets AS (
       DELETE FROM application_secrets s USING ended WHERE s.application_id = ended.id
     ), keys AS (
       DELETE FROM application_keys k USING ended WHERE k.application_id = ended.id
     )
     SELECT id, community_id AS "communityId", account_id AS "accountId" FROM ended ORDER BY id`,
  );
const DECIDE = ending('application-decide', 'id = $1', 'status = $2, message = $3, decided_by = $4');
const WITHDRAW = ending('application-withdraw', 'id = $1', `status = 'WITHDRAWN'`);
const END_OF_ACCOUNTS = ending(
  'applications-end-of-accounts',
  'community_id = $2 AND account_id = ANY ($3::uuid[])',
  'status = $1',
);
const END_OF_COMMUNITY = ending('applications-end-of-community', 'community_id = $2', 'status = $1');
const END_OF_ACCOUNT = ending('applications-end-of-account', 'account_id = $2', 'status = $1');

const FORGET = statement(
  'applications-forget',
  `UPDATE applications SET answers = '{}', message = NULL WHERE account_id = $1 AND status <> 'WAITING'`,
);

const OVERDUE = `status = 'WAITING' AND created_at < now() - interval '3 days'`;
const UNREMINDED = `${OVERDUE} AND (reminded_at IS NULL OR reminded_at < now() - interval '3 days')`;

const DUE = statement(
  'applications-due',
  `SELECT DISTINCT community_id AS id FROM applications
   WHERE ${UNREMINDED} AND ($1::uuid IS NULL OR community_id > $1) ORDER BY community_id LIMIT $2`,
);
/** All that is overdue there, so that applications of different days make one reminder and not a series. */
const REMIND = statement(
  'applications-remind',
  `UPDATE applications SET reminded_at = now()
   WHERE community_id = $1 AND ${OVERDUE} AND EXISTS (SELECT FROM applications WHERE community_id = $1 AND ${UNREMINDED})
   RETURNING id`,
);

/** SQL: a row for each application that waits, with its community and since when. Who applied is in no list. */
export const waitingApplications = `SELECT community_id, created_at FROM applications WHERE status = 'WAITING'`;

/** SQL about applications; private answers are {@link ApplicationSecretRepository}'s. */
@Injectable()
export class ApplicationRepository {
  constructor(private readonly db: Database) {}

  /** False when the account has one waiting here already; a second call at the same time waits for the first. */
  async insert(tx: Tx, { id, communityId, accountId, form, openAnswers }: NewApplication): Promise<boolean> {
    const values = [id, communityId, accountId, JSON.stringify(form), JSON.stringify(openAnswers)];
    return (await tx.run(INSERT, values)).length > 0;
  }

  /** Whether the account has one waiting here. */
  async waits(tx: Tx, communityId: string, accountId: string): Promise<boolean> {
    return (await tx.run(WAITS, [communityId, accountId])).length > 0;
  }

  /** Ids of those that the account has sent here within a day and taken back again. */
  async takenBack(tx: Tx, communityId: string, accountId: string): Promise<string[]> {
    return (await tx.run<{ id: string }>(TAKEN_BACK, [communityId, accountId])).map(({ id }) => id);
  }

  /** Whether it was declined without a facilitator, because the community was archived. */
  async declinedByMachine(tx: Tx, id: string): Promise<boolean> {
    return (await tx.run(DECLINED_BY_MACHINE, [id])).length > 0;
  }

  /** The application of this id, or null. */
  async byId(id: string, on: Queryable = this.db): Promise<ApplicationType | null> {
    const [row] = await on.run<ApplicationType>(BY_ID, [id]);
    return row ?? null;
  }

  /** As {@link byId}; nobody else ends it before the transaction does. */
  async hold(tx: Tx, id: string): Promise<ApplicationType | null> {
    const [row] = await tx.run<ApplicationType>(HOLD, [id]);
    return row ?? null;
  }

  /** The newest application of an account in each of these communities. */
  newest(accountId: string, communityIds: readonly string[]): Promise<ApplicationType[]> {
    return this.db.run<ApplicationType>(NEWEST, [accountId, communityIds]);
  }

  /** How many wait in each of these communities; none: left out. */
  async counts(communityIds: readonly string[], on: Queryable = this.db): Promise<Map<string, number>> {
    const rows = await on.run<{ id: string; waiting: number }>(COUNTS, [communityIds]);
    return new Map(rows.map((row) => [row.id, row.waiting]));
  }

  /** How each of these stands. */
  outcomes(ids: readonly string[], on: Queryable = this.db): Promise<(ApplicationOutcome & { id: string })[]> {
    return on.run(OUTCOMES, [ids]);
  }

  /** How many wait in these communities, and who applied last; communities where nothing waits are left out. */
  waiting(communityIds: readonly string[], on: Queryable = this.db): Promise<(WaitingApplications & { id: string })[]> {
    return on.run(WAITING, [communityIds]);
  }

  /** At most `size` waiting ones of each community, oldest first, after the same key in each. */
  pages(communityIds: readonly string[], after: ApplicationKey | null, size: number): Promise<ApplicationType[]> {
    return after === null
      ? this.db.run<ApplicationType>(FIRST_PAGES, [communityIds, size])
      : this.db.run<ApplicationType>(NEXT_PAGES, [communityIds, size, ...after]);
  }

  /** Decides an application that waits, and erases its private answers with their key. */
  async decide(
    tx: Tx,
    id: string,
    { status, message, decidedBy }: { status: ApplicationStatus; message: string | null; decidedBy: string },
  ): Promise<void> {
    await tx.run(DECIDE, [id, status, message, decidedBy]);
  }

  /** Takes an application back that waits, and erases its private answers with their key. */
  async withdraw(tx: Tx, id: string): Promise<void> {
    await tx.run(WITHDRAW, [id]);
  }

  /** Ends what these accounts have waiting in one community; answers what ended. */
  endOfAccounts(
    tx: Tx,
    communityId: string,
    accountIds: readonly string[],
    status: UndecidedEnd,
  ): Promise<EndedApplication[]> {
    return tx.run<EndedApplication>(END_OF_ACCOUNTS, [status, communityId, accountIds]);
  }

  /** Ends all that waits in one community; answers what ended. */
  endOfCommunity(tx: Tx, communityId: string, status: UndecidedEnd): Promise<EndedApplication[]> {
    return tx.run<EndedApplication>(END_OF_COMMUNITY, [status, communityId]);
  }

  /** Ends all that one account has waiting anywhere; answers what ended. */
  endOfAccount(tx: Tx, accountId: string, status: UndecidedEnd): Promise<EndedApplication[]> {
    return tx.run<EndedApplication>(END_OF_ACCOUNT, [status, accountId]);
  }

  /** Forgets what an account answered, and was answered, in applications that ended. */
  async forgetAnswers(tx: Tx, accountId: string): Promise<void> {
    await tx.run(FORGET, [accountId]);
  }

  /** Ids of communities in which an application waits for too long, in order, after this one. */
  async due(after: string | null, size: number): Promise<string[]> {
    return (await this.db.run<{ id: string }>(DUE, [after, size])).map((row) => row.id);
  }

  /** Notes a reminder; false when there is none to make (any more). */
  async remind(tx: Tx, communityId: string): Promise<boolean> {
    return (await tx.run(REMIND, [communityId])).length > 0;
  }
}
