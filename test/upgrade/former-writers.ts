import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { FORMER_STATEMENTS } from './former-release.js';

/** People, a community and discussions as the former release had them: enough that steps have something to work on. */
const FILLING = [
  `INSERT INTO associations (id, slug, name_en, name_fr, languages, position) VALUES (gen_random_uuid(), 'a', 'A', 'A', '{EN}', 0)`,
  `INSERT INTO communities (id, slug, association_id, name_en, name_fr, summary_en, summary_fr, visibility, join_policy, eligibility,
     status, tags, search_text, enrolled_programmes, position)
   SELECT gen_random_uuid(), 'c', id, 'C', 'C', '', '', 'PUBLIC', 'OPEN', 'ANYONE', 'OPERATIONAL', '{}', 'c', '{}', 0 FROM associations`,
  `INSERT INTO accounts (id, name, email, password_hash, language, email_verified_at)
   SELECT gen_random_uuid(), 'P' || n, 'p' || n || '@example.org', 'hash', 'EN', now() FROM generate_series(1, 20) AS n`,
  `INSERT INTO memberships (community_id, account_id, role, sort_name)
   SELECT c.id, a.id, 'MEMBER', a.name FROM communities c, accounts a`,
  `INSERT INTO threads (id, community_id, author_id, title, excerpt, last_number, last_author_id, created_at, last_activity_at)
   SELECT gen_random_uuid(), c.id, a.id, 'Été à Montréal', 'x', 500, a.id, now(), now() FROM communities c, accounts a`,
  `INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, created_at)
   SELECT gen_random_uuid(), t.id, n, t.author_id, 'Words of the post ' || n, '<p>Words</p>', 1, 1, now()
   FROM threads t, generate_series(1, 500) AS n`,
];

/** Fills an empty database of the former release: 20 people, as many discussions, 10,000 posts. */
export async function fillFormer(pool: Pool): Promise<void> {
  for (const sql of FILLING) await pool.query(sql);
}

/** What one member of the former release did of late. */
export interface FormerActs {
  readonly posts: string[];
  readonly failures: unknown[];
  /** How often the whole round was gone through. */
  rounds: number;
}

/**
 * A process of the former release at work until it is told to stop: somebody signs in, reads, replies and edits, by that
 * release's own statements in its own transactions, with the limits in time that its pool had.
 */
export async function formerMember(pool: Pool, at: number, isOver: () => boolean): Promise<FormerActs> {
  const acts: FormerActs = { posts: [], failures: [], rounds: 0 };
  const { rows: threads } = await pool.query<{ id: string; author: string }>(
    'SELECT id, author_id AS author FROM threads ORDER BY id OFFSET $1 LIMIT 1',
    [at],
  );
  const { id: thread, author } = threads[0] ?? { id: '', author: '' };
  while (!isOver()) {
    try {
      await goRound(pool, { thread, author }, acts.posts);
    } catch (error) {
      acts.failures.push(error);
      if (acts.failures.length > 5) return acts;
    }
    acts.rounds += 1;
  }
  return acts;
}

async function goRound(
  pool: Pool,
  { thread, author }: { thread: string; author: string },
  posts: string[],
): Promise<void> {
  const token = randomUUID();
  await demand(pool, 'session-begin', [randomUUID(), author, token, 'x', 'hash']);
  await demand(pool, 'session-find', [token]);
  await demand(pool, 'thread-by-id', [thread]);
  await demand(pool, 'posts-in-range', [thread, 1, 20]);
  await demand(pool, 'identity-persons', [[author]]);
  await demand(pool, 'read-mark-forward', [author, thread, 20], 0);
  const id = randomUUID();
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await demand(client, 'creation-claim', [id, author, 'reply', 'hash']);
    const [taken] = await demand<{ number: number; at: Date }>(client, 'thread-take-next-number', [thread, author]);
    const body = ['Written by the former release', '<p>Written</p>', 1];
    await demand(client, 'post-insert', [id, thread, taken?.number, author, ...body, null, taken?.at, 0]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  posts.push(id);
  await demand(pool, 'post-edit', [id, 1, 'Edited by the former release', '<p>Edited</p>', 1, null]);
}

/** Runs a statement of the former release under its name; `least` rows must come. */
async function demand<Row>(
  on: Pick<Pool, 'query'>,
  name: string,
  values: readonly unknown[],
  least = 1,
): Promise<Row[]> {
  const text = FORMER_STATEMENTS[name];
  if (text === undefined) throw new Error(`The former release had no statement ${name}.`);
  const { rows } = await on.query({ name, text, values: [...values] });
  if (rows.length < least) throw new Error(`${name} found nothing.`);
  return rows as Row[];
}
