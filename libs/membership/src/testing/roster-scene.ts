import type { Viewer } from '#identity';
import { TestApi } from './test-api.js';

/** Somebody with an account. */
export type Somebody = Viewer & { readonly accountId: string };

/** What `setRoster` answers. */
export interface Change {
  enrolled: number;
  waiting: number;
  unchanged: number;
  released: number;
  rows: { email: string; fate: string }[];
  programme: { slug: string; size: number; communities: { slug: string }[] };
}

/** Sets a roster. */
export const SET = `mutation ($programme: String!, $emails: [String!]!) {
  setRoster(input: { programme: $programme, emails: $emails }) {
    enrolled waiting unchanged released rows { email fate } programme { slug size communities { slug } } } }`;

/** A programme of the bundled directory. */
export const TAM = 'tam-microgrant';
/** Another. */
export const GEN = 'genaction';

/** The address of an account as the test made it. */
export const addressOf = ({ accountId }: Somebody): string => `${accountId}@example.org`;

/** A site with the two programmes of the bundled directory, each of which enrols in one community. */
export class RosterScene {
  private constructor(
    readonly api: TestApi,
    readonly staff: Somebody,
    /** The community of {@link TAM}. */
    readonly tam: { readonly id: string; readonly slug: string },
    /** The community of {@link GEN}. */
    readonly gen: { readonly id: string; readonly slug: string },
  ) {}

  /** Builds it on a database of its own. */
  static async start(): Promise<RosterScene> {
    const api = await TestApi.start();
    const place = async (programme: string): Promise<{ id: string; slug: string }> => {
      const sql = `SELECT id, slug FROM communities WHERE $1 = ANY (enrolled_programmes)`;
      const { rows } = await api.db.pool.query<{ id: string; slug: string }>(sql, [programme]);
      if (!rows[0]) throw new Error(`The directory has no programme ${programme}.`);
      return rows[0];
    };
    return new RosterScene(api, await api.person('Ada', { isStaff: true }), await place(TAM), await place(GEN));
  }

  /** Asks the database. */
  async sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.api.db.pool.query(text, values)).rows as Row[];
  }

  /** Staff set a roster. */
  async set(programme: string, emails: readonly string[]): Promise<Change> {
    const { data, message } = await this.api.ask<{ setRoster: Change }>(this.staff, SET, { programme, emails });
    if (!data) throw new Error(message);
    return data.setRoster;
  }

  /** The programmes that hold this membership; null: not a member. */
  async heldBy({ accountId }: Somebody, communityId: string): Promise<string[] | null> {
    const [row] = await this.sql<{ by: string[] }>(
      `SELECT enrolled_by AS by FROM memberships WHERE account_id = $1 AND community_id = $2`,
      [accountId, communityId],
    );
    return row?.by ?? null;
  }

  /** How many members there are, and what the counter says. */
  async counted(communityId: string): Promise<{ rows: number; counter: number }> {
    const [row] = await this.sql<{ rows: number; counter: number }>(
      `SELECT (SELECT count(*)::int FROM memberships WHERE community_id = $1) AS rows,
              coalesce((SELECT members FROM community_member_counts WHERE community_id = $1), 0) AS counter`,
      [communityId],
    );
    return row ?? { rows: -1, counter: -2 };
  }

  /** What waits for a handler of this name, oldest first. */
  async jobs<Payload>(identifier: string): Promise<Payload[]> {
    const rows = await this.sql<{ payload: Payload }>(
      `SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE t.identifier = $1 ORDER BY j.id`,
      [identifier],
    );
    return rows.map(({ payload }) => payload);
  }

  /** The letters that wait for somebody, oldest first. */
  lettersTo(who: Somebody): Promise<{ subject: string; text: string }[]> {
    return this.sql(
      `SELECT subject, text_body AS text FROM outgoing_mails WHERE recipient = $1 AND state = 'waiting' ORDER BY id`,
      [addressOf(who)],
    );
  }
}
