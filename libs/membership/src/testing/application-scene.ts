import { v7 } from 'uuid';
import type { Logger } from '#platform/logging';
import type { Viewer } from '#identity';
import { TestApi, type TestAnswer } from './test-api.js';

/** Fields that the tests look at. */
export interface Shown {
  id: string;
  status: string;
  message: string | null;
  decidedAt: string | null;
  answers: { key: string; value: string | null; private: boolean; unreadable: boolean }[];
}

const APPLICATION = `id status message decidedAt createdAt applicantMeets applicant { name }
  community { slug viewerApplication { status } applications(first: 1) { totalCount } }
  viewerCan { decide withdraw } answers { key kind private question value unreadable }`;
export const APPLY = `mutation ($slug: String!, $answers: [AnswerInput!]!) {
  applyToCommunity(input: { slug: $slug, answers: $answers }) { ${APPLICATION} } }`;
export const DECIDE = `mutation ($applicationId: ID!, $decision: ApplicationDecision!, $message: String) {
  decideApplication(input: { applicationId: $applicationId, decision: $decision, message: $message }) { ${APPLICATION} } }`;
const WITHDRAW = `mutation ($applicationId: ID!) {
  withdrawApplication(input: { applicationId: $applicationId }) { ${APPLICATION} } }`;
export const QUEUE = `query ($slug: String!, $first: Int, $after: String) { community(slug: $slug) {
  applications(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    edges { cursor node { ${APPLICATION} } } } } }`;

/** A message as it waits in the queue. */
export interface WaitingMail {
  readonly subject: string;
  readonly text: string;
  readonly about: string[];
}

type Person = Viewer & { accountId: string };

/** {@link TestApi} with an institution of `example.org` (everybody’s address) that is a member of each association. */
export interface ApplicationScene {
  readonly api: TestApi;
  readonly staff: Person;
  apply(viewer: Viewer, slug: string, answers: unknown): Promise<TestAnswer<{ applyToCommunity: Shown }>>;
  decide(
    viewer: Viewer,
    applicationId: string,
    decision?: string,
    message?: string | null,
  ): Promise<TestAnswer<{ decideApplication: Shown }>>;
  withdraw(viewer: Viewer, applicationId: string): Promise<TestAnswer<{ withdrawApplication: Shown }>>;
  facilitator(slug: string, name: string): Promise<Person>;
  member(slug: string, name: string): Promise<Person>;
  /** Somebody whose address belongs to no institution. */
  outsider(name: string): Promise<Person>;
  moveAway(accountId: string): Promise<void>;
  closeAccount(accountId: string): Promise<void>;
  /** Messages to this person that wait, oldest first. */
  mailTo(person: Person): Promise<WaitingMail[]>;
  /** Applications of an account. */
  rows(accountId: string): Promise<object[]>;
  statusOf(applicationId: string): Promise<string | null>;
  roleOf(accountId: string, slug: string): Promise<string | null>;
  /** What the audit log says of an application. */
  notes(applicationId: string): Promise<object[]>;
  close(): Promise<void>;
}

/** Builds {@link ApplicationScene}; call once for a file. */
export async function applicationScene(logger?: Logger): Promise<ApplicationScene> {
  const api = await TestApi.start(logger);
  const { pool } = api.db;
  const institution = v7();
  await pool.query(
    `INSERT INTO institutions (id, name_en, name_fr, kind, country, search_text) VALUES ($1, 'X', 'X', 'MUSEUM', 'CA', 'x')`,
    [institution],
  );
  await pool.query(`INSERT INTO institution_domains (domain, institution_id) VALUES ('example.org', $1)`, [
    institution,
  ]);
  await pool.query(
    `INSERT INTO institution_memberships (id, institution_id, association_id, tie, from_date)
     SELECT gen_random_uuid(), $1, id, 'MEMBER', '2020-01-01' FROM associations`,
    [institution],
  );
  const staff = await api.person('Ada', { isStaff: true });

  const one = async <Row extends object>(sql: string, values: unknown[]): Promise<Row | null> =>
    (await pool.query<Row>(sql, values)).rows[0] ?? null;

  const moveAway = async (accountId: string): Promise<void> => {
    await pool.query(`UPDATE accounts SET email = id || '@elsewhere.example' WHERE id = $1`, [accountId]);
  };

  return {
    api,
    staff,
    moveAway,
    apply: (viewer, slug, answers) => api.ask(viewer, APPLY, { slug, answers }),
    decide: (viewer, applicationId, decision = 'ACCEPT', message = null) =>
      api.ask(viewer, DECIDE, { applicationId, decision, message }),
    withdraw: (viewer, applicationId) => api.ask(viewer, WITHDRAW, { applicationId }),
    async facilitator(slug, name) {
      const person = await api.person(name);
      const { code } = await api.ask(
        staff,
        `mutation ($slug: String!, $id: ID!) { appointFacilitator(input: { slug: $slug, accountId: $id }) { id } }`,
        { slug, id: person.accountId },
      );
      if (code !== undefined) throw new Error(`Not appointed: ${code}`);
      // Tests look for what comes after the letter that welcomes them.
      await pool.query('DELETE FROM outgoing_mails WHERE recipient = $1', [`${person.accountId}@example.org`]);
      return person;
    },
    async member(slug, name) {
      const person = await api.person(name);
      await pool.query(
        `INSERT INTO memberships (community_id, account_id, role, sort_name) SELECT id, $1, 'MEMBER', $2 FROM communities WHERE slug = $3`,
        [person.accountId, name, slug],
      );
      return person;
    },
    async outsider(name) {
      const person = await api.person(name);
      await moveAway(person.accountId);
      return person;
    },
    async closeAccount(accountId) {
      await pool.query(`UPDATE accounts SET closed_at = now(), email = NULL, password_hash = NULL WHERE id = $1`, [
        accountId,
      ]);
    },
    async mailTo({ accountId }) {
      const { rows } = await pool.query<WaitingMail>(
        `SELECT subject, text_body || html_body AS text, about FROM outgoing_mails WHERE recipient = $1 ORDER BY created_at, id`,
        [`${accountId}@example.org`],
      );
      return rows;
    },
    async rows(accountId) {
      return (await pool.query<object>('SELECT id FROM applications WHERE account_id = $1', [accountId])).rows;
    },
    async statusOf(id) {
      return (await one<{ status: string }>('SELECT status FROM applications WHERE id = $1', [id]))?.status ?? null;
    },
    async roleOf(accountId, slug) {
      const row = await one<{ role: string }>(
        `SELECT role FROM memberships WHERE account_id = $1 AND community_id = (SELECT id FROM communities WHERE slug = $2)`,
        [accountId, slug],
      );
      return row?.role ?? null;
    },
    async notes(id) {
      const { rows } = await pool.query<object>(
        `SELECT action, actor_account_id AS actor, account_id AS account, details, reason FROM audit_entries WHERE subject = $1`,
        [id],
      );
      return rows;
    },
    close: () => api.close(),
  };
}
