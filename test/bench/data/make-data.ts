import { createHash, randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { v7 } from 'uuid';
import { excerptOf, RENDERER_VERSION } from '#platform/text';
import type { BenchSession, BenchThread, Dataset } from '../dataset.js';
import { Random } from '../random.js';
import type { Settings } from '../settings.js';
import { makeNotifications } from './make-notifications.js';
import { makeResources } from './make-resources.js';
import type { Text } from './texts.js';

interface Community {
  readonly id: string;
  readonly slug: string;
}

interface Person {
  readonly id: string;
  readonly name: string;
}

/** People who wrote something; those with a session are the first of them. */
const AUTHORS = 300;

/**
 * Fills the product's own tables, as the product would have: accounts older than a day, sessions of some, memberships
 * in every open community, threads and posts with their counters. Much faster than asking for it through GraphQL.
 */
export async function makeData(database: Client, texts: readonly Text[], settings: Settings): Promise<Dataset> {
  const { rows: communities } = await database.query<Community>(
    `SELECT id, slug FROM communities WHERE visibility = 'PUBLIC' AND status = 'OPERATIONAL'
     AND join_policy = 'OPEN' AND eligibility = 'ANYONE' ORDER BY slug`,
  );
  const people = await makePeople(database);
  const sessions = await makeSessions(database, people.slice(0, settings.sessions));
  await makeMemberships(database);
  const threads = await makeThreads(database, communities, people, texts, settings);
  await makePosts(database, people, texts, settings.postsPerThread);
  await makeResources(
    database,
    communities,
    people.map(({ id }) => id),
    settings,
  );
  // What was there before is told already.
  await database.query('INSERT INTO fanouts (subject_id, number) SELECT id, last_number FROM threads');
  await makeNotifications(
    database,
    sessions.map(({ accountId }) => accountId),
  );
  await database.query('VACUUM ANALYZE');
  return { threads, sessions };
}

async function makePeople(database: Client): Promise<Person[]> {
  const people = Array.from({ length: AUTHORS }, (_, at) => ({ id: v7(), name: `Person ${at + 1}` }));
  await database.query(
    `INSERT INTO accounts (id, name, search_name, email, password_hash, language, email_verified_at, created_at)
     SELECT id, name, lower(name), 'person-' || id || '@example.org', 'nobody signs in with a password', 'EN',
            now() - interval '300 days', now() - interval '300 days'
     FROM jsonb_to_recordset($1) AS r (id uuid, name text)`,
    [JSON.stringify(people)],
  );
  return people;
}

async function makeSessions(database: Client, people: readonly Person[]): Promise<BenchSession[]> {
  const sessions = people.map(({ id }) => ({ accountId: id, token: randomBytes(32).toString('base64url') }));
  const rows = sessions.map(({ accountId, token }) => ({
    id: v7(),
    accountId,
    hash: createHash('sha256').update(token).digest('base64url'),
  }));
  await database.query(
    `INSERT INTO sessions (id, account_id, token_hash, user_agent)
     SELECT id, "accountId", hash, 'benchmark' FROM jsonb_to_recordset($1) AS r (id uuid, "accountId" uuid, hash text)`,
    [JSON.stringify(rows)],
  );
  return sessions;
}

async function makeMemberships(database: Client): Promise<void> {
  await database.query(
    `INSERT INTO memberships (community_id, account_id, role, sort_name, joined_at)
     SELECT c.id, a.id, 'MEMBER', lower(a.name), now() - interval '300 days' FROM communities c, accounts a
     WHERE c.visibility = 'PUBLIC' AND c.status = 'OPERATIONAL'`,
  );
  await database.query(
    `INSERT INTO community_member_counts (community_id, members)
     SELECT community_id, count(*) FROM memberships GROUP BY community_id`,
  );
  await database.query('INSERT INTO public_members (account_id) SELECT DISTINCT account_id FROM memberships');
}

async function makeThreads(
  database: Client,
  communities: readonly Community[],
  people: readonly Person[],
  texts: readonly Text[],
  { threadsPerCommunity, postsPerThread }: Settings,
): Promise<BenchThread[]> {
  const random = new Random(521_288_629);
  const threads = Array.from({ length: threadsPerCommunity }, () => communities)
    .flat()
    .map(({ id, slug }) => ({ id: v7(), communityId: id, communitySlug: slug }));
  const rows = threads.map(({ id, communityId }, at) => {
    const text = random.of(texts);
    const title = excerptOf(text.body, 60);
    return { id, communityId, title, author: random.of(people).id, excerpt: excerptOf(text.body, 200), hours: at };
  });
  await database.query(
    `INSERT INTO threads (id, community_id, author_id, title, excerpt, last_number, last_author_id, created_at, last_activity_at)
     SELECT id, "communityId", author, title, excerpt, $2, author, now() - interval '100 days' + hours * interval '1 hour',
            now() - interval '100 days' + (hours + $2) * interval '1 hour'
     FROM jsonb_to_recordset($1) AS r (id uuid, "communityId" uuid, author uuid, title text, excerpt text, hours int)`,
    [JSON.stringify(rows), postsPerThread],
  );
  await database.query(
    `INSERT INTO community_thread_counts (community_id, threads)
     SELECT community_id, count(*) FROM threads GROUP BY community_id`,
  );
  return threads;
}

async function makePosts(
  database: Client,
  people: readonly Person[],
  texts: readonly Text[],
  postsPerThread: number,
): Promise<void> {
  await database.query('CREATE TEMP TABLE bench_texts (at int PRIMARY KEY, body text, html text)');
  await database.query(
    `INSERT INTO bench_texts SELECT at, body, html FROM jsonb_to_recordset($1) AS r (at int, body text, html text)`,
    [JSON.stringify(texts.map((text, at) => ({ at, ...text })))],
  );
  await database.query(
    `INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, created_at)
     SELECT uuidv7(), t.id, n, ($1::uuid[])[1 + abs(hashint4(n) # hashtext(t.id::text)) % cardinality($1::uuid[])],
            x.body, x.html, $2, 1, t.created_at + n * interval '1 hour'
     FROM threads t CROSS JOIN generate_series(1, $3) AS n
     JOIN bench_texts x ON x.at = abs(hashtext(t.id::text || n)) % $4
     ORDER BY n, t.id`,
    [people.map(({ id }) => id), RENDERER_VERSION, postsPerThread, texts.length],
  );
  await database.query(
    `UPDATE threads t SET author_id = f.author_id, last_author_id = l.author_id
     FROM posts f, posts l
     WHERE f.thread_id = t.id AND f.number = 1 AND l.thread_id = t.id AND l.number = t.last_number`,
  );
  await database.query('DROP TABLE bench_texts');
}
