import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entities } from '#apps/base';
import { loadDirectoryOnce } from '#communities';
import { loadConfig } from '#platform/config';
import { createLogger } from '#platform/logging';
import { openStorage } from '#platform/storage';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { loadDemo, type LoadedDemo } from './load-demo.js';
import { isLoaded, MAKE_MARK } from './mark.repository.js';
import { readWords } from './words.js';

const NOW = new Date('2026-11-22T15:30:00.000Z');
const given = readWords();
/** With short recordings: Jest lets the encoder take ten times as long as it does. */
const words = {
  ...given,
  resources: given.resources.map((one) => (one.tones ? { ...one, tones: { ...one.tones, minutes: 0.02 } } : one)),
};

interface Filled {
  readonly database: TestDatabase;
  readonly dataDir: string;
  readonly counts: LoadedDemo;
}

let folder: string;
let first: Filled;
let second: Filled;

const fill = async (name: string): Promise<Filled> => {
  const database = await testDatabase(entities);
  const dataDir = join(folder, name);
  for (const sql of MAKE_MARK) await database.db.pool.query(sql);
  await loadDirectoryOnce(database.db, { kind: 'bundled' });
  const storage = await openStorage({ ...loadConfig({}), dataDir }, createLogger('silent'));
  const counts = await loadDemo({ db: database.db, storage, words, seed: 'test', now: NOW });
  return { database, dataDir, counts };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copse-demo-'));
  first = await fill('first');
  second = await fill('second');
});
afterAll(async () => {
  await first?.database.close();
  await second?.database.close();
  await rm(folder, { recursive: true, force: true });
});

const ask = async <Row>({ database }: Filled, sql: string): Promise<Row[]> =>
  (await database.db.pool.query(sql)).rows as Row[];

/** What differs between two loads by intention. */
const SECRETS = ['password_hash', 'token'];
/** Written by what every first start does, with ids and moments of its own. */
const NOT_OURS = new Set(['migrations', 'associations', 'communities', 'directory_loads']);

/** All rows of all tables, with communities and associations by their slugs, and a sum of each table. */
async function contents(filled: Filled): Promise<Map<string, string[]>> {
  const named = await ask<{ id: string; slug: string }>(
    filled,
    'SELECT id, slug FROM communities UNION ALL SELECT id, slug FROM associations',
  );
  const slugs = new Map(named.map(({ id, slug }) => [id, slug]));
  const tables = await ask<{ name: string }>(
    filled,
    `SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const all = new Map<string, string[]>();
  for (const { name } of tables.filter((one) => !NOT_OURS.has(one.name))) {
    const rows = await ask<{ row: Record<string, unknown> }>(filled, `SELECT to_jsonb(t) AS row FROM "${name}" t`);
    const texts = rows.map(({ row }) =>
      JSON.stringify(row, (key, value: unknown) =>
        SECRETS.includes(key) ? 'secret' : typeof value === 'string' ? (slugs.get(value) ?? value) : value,
      ),
    );
    if (rows.length > 0) all.set(name, texts.toSorted());
  }
  return all;
}

describe('loading the demonstration', () => {
  it('gives the same for the same seed and moment, but for passwords and secrets', async () => {
    const [one, other] = [await contents(first), await contents(second)];
    expect([...one.keys()]).toEqual([...other.keys()]);
    expect(one.size).toBeGreaterThanOrEqual(23);
    for (const [table, rows] of one) expect([table, other.get(table)]).toEqual([table, rows]);
    const jobs = `SELECT task_identifier, count(*)::int FROM graphile_worker.jobs GROUP BY 1 ORDER BY 1`;
    expect(await ask(first, jobs)).toEqual(await ask(second, jobs));
    const secrets = `SELECT password_hash AS secret FROM accounts UNION SELECT token FROM community_preferences`;
    const [mine, theirs] = [
      await ask<{ secret: string }>(first, secrets),
      await ask<{ secret: string }>(second, secrets),
    ];
    expect(mine.filter(({ secret }) => theirs.some((row) => row.secret === secret))).toEqual([]);
  });

  it('says how much it loaded, and notes that it did', async () => {
    expect(first.counts.people).toBe(words.people.length);
    expect(first.counts.threads).toBeGreaterThanOrEqual(250);
    expect(first.counts.posts).toBeGreaterThanOrEqual(2_400);
    expect(first.counts.resources).toBe(words.resources.length);
    expect(await isLoaded(first.database.db)).toBe(true);
  });
});

describe('what was loaded', () => {
  it('has counters that agree with what they count', async () => {
    const wrong = await ask(
      first,
      `SELECT 'thread' AS what, t.id::text FROM threads t JOIN LATERAL (
         SELECT count(*) AS posts, max(number) AS last, max(created_at) AS at, min(created_at) AS begun,
           (array_agg(author_id ORDER BY number))[1] AS opener, (array_agg(author_id ORDER BY number DESC))[1] AS latest
         FROM posts p WHERE p.thread_id = t.id) p ON true
       WHERE t.last_number <> p.posts OR p.last <> p.posts OR t.last_activity_at <> p.at OR t.created_at <> p.begun
         OR t.author_id <> p.opener OR t.last_author_id <> p.latest
       UNION ALL SELECT 'members', community_id::text FROM community_member_counts c
       WHERE members <> (SELECT count(*) FROM memberships m WHERE m.community_id = c.community_id)
       UNION ALL SELECT 'threads', community_id::text FROM community_thread_counts c
       WHERE threads <> (SELECT count(*) FROM threads t WHERE t.community_id = c.community_id)
       UNION ALL SELECT 'storage', community_id::text FROM community_storage s
       WHERE bytes <> (SELECT sum(charged) FROM files f WHERE f.community_id = s.community_id)
       UNION ALL SELECT 'versions', id::text FROM resources r
       WHERE last_number <> (SELECT count(*) FROM resource_versions v WHERE v.resource_id = r.id)
       UNION ALL SELECT 'mark', thread_id::text FROM read_marks r JOIN threads t ON t.id = r.thread_id
       WHERE r.number > t.last_number`,
    );
    expect(wrong).toEqual([]);
  });

  it('was written by members, and is read up to the last word of each writer', async () => {
    const wrong = await ask(
      first,
      `SELECT p.id FROM posts p JOIN threads t ON t.id = p.thread_id
       LEFT JOIN memberships m ON m.community_id = t.community_id AND m.account_id = p.author_id
       LEFT JOIN read_marks r ON r.thread_id = t.id AND r.account_id = p.author_id
       WHERE m.joined_at IS NULL OR m.joined_at > p.created_at OR r.number IS NULL OR r.number < p.number`,
    );
    expect(wrong).toEqual([]);
  });

  it('mentions people by links to them and quotes posts that stand before', async () => {
    const [found] = await ask<{ mentions: number; raw: number; quotes: number; backwards: number }>(
      first,
      `SELECT count(*) FILTER (WHERE body_html LIKE '%class="mention"%')::int AS mentions,
         count(*) FILTER (WHERE body ~ '@\\[[a-z-]+\\](?!\\()')::int AS raw, count(in_reply_to_id)::int AS quotes,
         (SELECT count(*)::int FROM posts p JOIN posts a ON a.id = p.in_reply_to_id
          WHERE a.thread_id <> p.thread_id OR a.number >= p.number) AS backwards
       FROM posts`,
    );
    expect(found).toMatchObject({ raw: 0, backwards: 0 });
    expect(found?.mentions).toBeGreaterThan(20);
    expect(found?.quotes).toBeGreaterThan(50);
  });

  it('keeps every file whole in the storage', async () => {
    const stored = await ask<{ id: string; sha256: string; size: string }>(first, 'SELECT * FROM stored_files');
    expect(stored.length).toBeGreaterThan(60);
    for (const { id, sha256, size } of stored) {
      const bytes = await readFile(join(first.dataDir, 'files', id));
      expect([id, createHash('sha256').update(bytes).digest('hex'), bytes.length]).toEqual([id, sha256, Number(size)]);
    }
  });

  it('leaves something to do: applications, reports, and news for the three who sign in', async () => {
    const [waiting] = await ask<{ applications: number; reports: number; untold: number }>(
      first,
      `SELECT (SELECT count(*)::int FROM applications WHERE status = 'WAITING') AS applications,
         (SELECT count(*)::int FROM post_reports WHERE resolved_at IS NULL) AS reports,
         (SELECT count(*)::int FROM fanouts f JOIN threads t ON t.id = f.subject_id WHERE f.number < t.last_number) AS untold`,
    );
    expect(waiting?.applications).toBe(words.moments.applications.length);
    expect(waiting?.reports).toBe(words.moments.reports.length);
    const [jobs] = await ask<{ count: number }>(
      first,
      `SELECT count(*)::int FROM graphile_worker.jobs WHERE task_identifier IN ('after-reply-posted', 'after-thread-started')`,
    );
    expect(jobs?.count).toBe(waiting?.untold);
  });
});
