import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { loadDirectoryOnce } from '#communities';
import { loadConfig } from '#platform/config';
import { migrate } from '#platform/database';
import { dropDatabase, testDatabase, type TestDatabase } from '#platform/testing';
import { entities, migrations } from '#apps/base';
import { STATUS, type Command, type CommandContext } from '../command.js';

/** What a command said, and its status; `failed` is its error where it threw one. */
export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly failed: string;
}

/** Runs a command as `copse` would, on these settings. */
export async function runOn(
  command: Command,
  env: Record<string, string>,
  operands: readonly string[] = [],
  options: Record<string, string | boolean> = {},
  more: Partial<CommandContext> = {},
): Promise<Ran> {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const context = { config: () => loadConfig(env), say, complain: say, signal: new AbortController().signal, ...more };
  try {
    const status = await command.run({ operands, options }, context);
    return { status, out: lines.join('\n'), failed: '' };
  } catch (error) {
    return { status: STATUS.failed, out: lines.join('\n'), failed: (error as Error).message };
  }
}

/** A folder and any number of databases, empty or filled, that go away together. */
export class SiteScene {
  private readonly databases: { close(): Promise<void> }[] = [];

  private constructor(readonly folder: string) {}

  static async start(): Promise<SiteScene> {
    return new SiteScene(await mkdtemp(join(tmpdir(), 'copse-backup-')));
  }

  /** A path in the folder that nothing is at. */
  path(name: string): string {
    return join(this.folder, `${name}-${randomUUID()}`);
  }

  /** A database without a table. */
  async emptyDatabase(): Promise<string> {
    const admin = process.env['COPSE_TEST_POSTGRES'] ?? '';
    const name = `r_${randomBytes(8).toString('hex')}`;
    await onServer(admin, `CREATE DATABASE ${name} TEMPLATE template0`);
    this.databases.push({ close: () => dropDatabase(admin, name) });
    const url = new URL(admin);
    url.pathname = `/${name}`;
    return url.href;
  }

  /** Settings of a site that nothing was put into yet. */
  async emptySite(): Promise<Record<string, string>> {
    return { DATABASE_URL: await this.emptyDatabase(), COPSE_DATA: this.path('data') };
  }

  /** A copy of a backup, for a test that changes it. */
  async copyOf(backup: string): Promise<string> {
    const copy = this.path('copy');
    await cp(backup, copy, { recursive: true });
    return copy;
  }

  /** A database with the first steps of the schema alone. */
  async databaseAt(steps: number): Promise<string> {
    const url = await this.emptyDatabase();
    await migrate(url, migrations.slice(0, steps));
    return url;
  }

  /** A site with something in nearly every table, and three objects in its storage. */
  async site(): Promise<{ database: TestDatabase; dataDir: string; env: Record<string, string>; keys: SiteKeys }> {
    const database = await testDatabase(entities);
    this.databases.push(database);
    const dataDir = this.path('data');
    await loadDirectoryOnce(database.db, { kind: 'bundled' });
    const keys = await fill(database, dataDir);
    return { database, dataDir, keys, env: { DATABASE_URL: database.url, COPSE_DATA: dataDir } };
  }

  async end(): Promise<void> {
    for (const database of this.databases) await database.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Names of the objects in a site's storage. */
export interface SiteKeys {
  readonly small: string;
  readonly large: string;
  readonly preview: string;
}

/** Names of the whole objects in the storage of a data folder. */
export async function objectsIn(dataDir: string): Promise<string[]> {
  const names = await readdir(join(dataDir, 'files')).catch((): string[] => []);
  return names.filter((name) => name !== 'tmp').toSorted();
}

/** Whether both folders hold the site's files, each the same. */
export async function isSame(keys: SiteKeys, ...folders: [string, string]): Promise<boolean> {
  for (const key of Object.values(keys)) {
    const [one, other] = await Promise.all(folders.map((folder) => readFile(join(folder, 'files', key))));
    if (!one || !other?.equals(one)) return false;
  }
  return true;
}

/** Rows of any question, on a connection of its own. */
export async function rowsOf<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** A sum over all rows of each table, whatever their order. */
export async function sumsOf(url: string): Promise<Map<string, string>> {
  const tables = await rowsOf<{ name: string }>(
    url,
    `SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'`,
  );
  const sums = new Map<string, string>();
  for (const { name } of tables) {
    const [row] = await rowsOf<{ sum: string }>(
      url,
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C")), '') AS sum FROM "${name}" t`,
    );
    sums.set(name, row?.sum ?? '');
  }
  return sums;
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function fill({ db }: TestDatabase, dataDir: string): Promise<SiteKeys> {
  await mkdir(join(dataDir, 'files'), { recursive: true, mode: 0o700 });
  const lay = async (key: string, bytes: Buffer): Promise<[string, string, number]> => {
    await writeFile(join(dataDir, 'files', key), bytes);
    return [key, createHash('sha256').update(bytes).digest('hex'), bytes.length];
  };
  const [small, smallSum, smallSize] = await lay(randomUUID(), Buffer.from('a small file'));
  // More than goes in one piece.
  const [large, largeSum, largeSize] = await lay(randomUUID(), randomBytes(9 * 1024 * 1024 + 17));
  const [preview, , previewSize] = await lay(`${randomUUID()}.small.webp`, Buffer.from('a picture'));
  for (const sql of SITE) await db.pool.query(sql);
  await db.pool.query(`INSERT INTO stored_files (id, sha256, size) VALUES ($1, $2, $3), ($4, $5, $6)`, [
    small,
    smallSum,
    smallSize,
    large,
    largeSum,
    largeSize,
  ]);
  await db.pool.query(
    `WITH place AS (SELECT id, (SELECT id FROM accounts ORDER BY name LIMIT 1) AS owner FROM communities ORDER BY slug LIMIT 1)
     INSERT INTO files (id, community_id, stored_file_id, owner_id, use, state, name, media_type, charged, preview_state)
     SELECT f.id::uuid, place.id, f.stored::uuid, place.owner, 'VERSION', 'SHOWN', f.name, 'text/plain', f.size::bigint, f.state
     FROM place, (VALUES ($1, $2, 'small.txt', $3, 'READY'), ($4, $5, 'large.txt', $6, 'WAITING')) AS f (id, stored, name, size, state)`,
    [randomUUID(), small, String(smallSize), randomUUID(), large, String(largeSize)],
  );
  await db.pool.query(
    `INSERT INTO previews (file_id, size, object_key, width, height, bytes)
     SELECT id, 'small', $1, 1, 1, $2 FROM files WHERE name = 'small.txt'`,
    [preview, previewSize],
  );
  // With an upload of 1,000 bytes under way.
  await db.pool.query(
    `INSERT INTO community_storage (community_id, bytes) SELECT community_id, sum(charged) + 1000 FROM files GROUP BY 1`,
  );
  return { small, large, preview };
}

/** People, what signs them in, what they wrote, and what waits. */
const SITE = [
  `INSERT INTO accounts (id, name, email, password_hash, language, email_verified_at, search_name)
   SELECT gen_random_uuid(), 'Person ' || n, 'person' || n || '@example.org', 'none', 'EN', now(), 'person'
   FROM generate_series(1, 5) AS n`,
  `INSERT INTO sessions (id, account_id, token_hash, user_agent) SELECT gen_random_uuid(), id, 'session' || id, 'x' FROM accounts`,
  `INSERT INTO access_tokens (id, account_id, token_hash, name, expires_at)
   SELECT gen_random_uuid(), id, 'token' || id, 'x', now() + interval '1 day' FROM accounts`,
  `INSERT INTO mail_tokens (account_id, kind, token_hash, email, expires_at)
   SELECT id, 'RESET', 'mailed' || id, email, now() + interval '1 day' FROM accounts`,
  `INSERT INTO site_claims (token_hash, expires_at) VALUES ('claim', now() + interval '1 day')`,
  `INSERT INTO audit_entries (id, action, subject) VALUES (gen_random_uuid(), 'tested', 'Tab \t, line \n, \\N and ''quotes''')`,
  `INSERT INTO creations (id, account_id, operation, input_hash) VALUES (gen_random_uuid(), gen_random_uuid(), 'x', 'x')`,
  `INSERT INTO outgoing_mails (id, message_key, message_id, recipient, subject, text_body, html_body, state)
   SELECT gen_random_uuid(), 'key-' || s, s, 'a@example.org', 's', 't', 'h', s FROM unnest(ARRAY['waiting', 'sending']) AS s`,
  `INSERT INTO outgoing_mails (id, message_key, message_id, state) VALUES (gen_random_uuid(), 'key-sent', 'sent', 'sent')`,
  `SELECT graphile_worker.add_job('send-mail', json_build_object('id', id)) FROM outgoing_mails`,
  `INSERT INTO memberships (community_id, account_id, role, sort_name)
   SELECT (SELECT id FROM communities ORDER BY slug LIMIT 1), id, 'MEMBER', name FROM accounts`,
  `INSERT INTO applications (id, community_id, account_id, status, form, answers, reminded_at)
   SELECT gen_random_uuid(), (SELECT id FROM communities ORDER BY slug LIMIT 1), id, 'WAITING', '[]', '[]', '2026-01-01'
   FROM accounts`,
  `INSERT INTO application_secrets (application_id, key, sealed) SELECT id, 'why', '\\x00ff' FROM applications`,
  `INSERT INTO application_keys (application_id, master_key_id, wrapped) SELECT id, 'k:1', '\\xff00' FROM applications`,
  `INSERT INTO threads (id, community_id, author_id, title, excerpt, last_number, last_author_id, created_at, last_activity_at)
   SELECT gen_random_uuid(), (SELECT id FROM communities ORDER BY slug LIMIT 1), id, 'Été à Montréal 🏛', 'x', 2, id, now(), now()
   FROM accounts`,
  `INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, in_reply_to_id, created_at)
   SELECT gen_random_uuid(), id, 1, author_id, E'Line one\\nline two\\t\\\\.', '<p>x</p>', 1, 1, NULL, now() FROM threads`,
  `INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, in_reply_to_id, created_at)
   SELECT gen_random_uuid(), thread_id, 2, author_id, 'Answer', '<p>x</p>', 1, 1, id, now() FROM posts`,
  `INSERT INTO read_marks (account_id, thread_id, number) SELECT author_id, id, 2 FROM threads`,
  `INSERT INTO mail_settings (account_id, token, last_daily_at, former_daily_at)
   SELECT id, 'settings' || id, '2026-01-02', '2026-01-01' FROM accounts`,
  `INSERT INTO community_preferences (community_id, account_id, token, digest_from)
   SELECT community_id, account_id, 'preference' || account_id, '2026-01-01' FROM memberships`,
  `INSERT INTO uploads (id, account_id, community_id, file_name, declared_type, size, state)
   SELECT gen_random_uuid(), id, (SELECT id FROM communities ORDER BY slug LIMIT 1), 'x', 'x', 1000, 'RECEIVING'
   FROM accounts LIMIT 1`,
  `INSERT INTO doomed_objects (object_key, remove_after) VALUES ('gone', now())`,
];
