import { randomUUID } from 'node:crypto';
import { cp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { migrations } from '#apps/base';
import { DatabaseHold, nameOfMigration } from '#platform/database';
import { startS3 } from '../../../../test/support/s3-server.js';
import { until } from '../../../../test/support/until.js';
import { backupCommand } from '../backup/backup.command.js';
import { KEPT_TABLES } from '../backup/kept-tables.js';
import { readManifest } from '../backup/manifest.js';
import { STATUS } from '../command.js';
import { createAdminCommand } from '../create-admin/create-admin.command.js';
import { migrateCommand } from '../migrate/migrate.command.js';
import { changeOneByte, filesUnder, forge, sha256 } from '../testing/changed-backup.js';
import { isSame, objectsIn, rowsOf, runOn, SiteScene, sumsOf, type SiteKeys } from '../testing/site-scene.js';
import { restoreCommand } from './restore.command.js';

let scene: SiteScene;
let site: { url: string; dataDir: string; env: Record<string, string>; keys: SiteKeys };
/** A backup without keys, which no test changes. */
let backup: string;
beforeAll(async () => {
  scene = await SiteScene.start();
  const { database, dataDir, env, keys } = await scene.site();
  site = { url: database.url, dataDir, env, keys };
  backup = scene.path('backup');
  const { status, failed, out } = await runOn(backupCommand, env, [backup]);
  expect([status, failed]).toEqual([STATUS.done, '']);
  expect(out).toContain('is whole');
});
afterAll(() => scene.end());

const tablesOf = (url: string) =>
  rowsOf(url, `SELECT FROM pg_tables WHERE schemaname IN ('public', 'graphile_worker')`);

const restore = (env: Record<string, string>, from = backup) => runOn(restoreCommand, env, [from]);
const WHOLE = { status: STATUS.done, failed: '' };

describe('backup', () => {
  it('is for its owner alone', async () => {
    for (const path of [backup, join(backup, 'tables')]) expect((await stat(path)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(backup, { recursive: true })) {
      const found = await stat(join(backup, name));
      expect([name, found.mode & 0o077]).toEqual([name, 0]);
    }
  });

  it('leaves secrets and what waits behind, and says how much', async () => {
    const { tables, withKeys, waitingJobs } = await readManifest(backup);
    const kept = Object.entries(KEPT_TABLES).flatMap(([name, { kept }]) => (kept === 'rows' ? [name] : []));
    expect(tables.map(({ name }) => name)).toEqual(kept.toSorted());
    expect([withKeys, waitingJobs]).toEqual([false, 3]);
  });

  it('refuses a place that is taken, before it looks at anything', async () => {
    const { failed } = await runOn(backupCommand, site.env, [backup]);
    expect(failed).toMatch(/is not empty/);
  });

  it('leaves nothing when it is stopped in the middle', async () => {
    const stopping = new AbortController();
    const target = scene.path('stopped');
    // Between the tables and the files.
    const say = (line: string): void => void (/files to copy/.test(line) && stopping.abort());
    const { failed } = await runOn(backupCommand, site.env, [target], {}, { say, signal: stopping.signal });
    expect(failed).not.toBe('');
    expect(
      (await readdir(scene.folder)).filter((name) => target.endsWith(name) || name.endsWith('.unfinished')),
    ).toEqual([]);
  });

  it('tells of a file that is missing, of one that is damaged, and goes on', async () => {
    const { dataDir, env, keys } = await scene.site();
    await rm(join(dataDir, 'files', keys.preview));
    await writeFile(join(dataDir, 'files', keys.small), 'another file');
    const target = scene.path('amiss');
    const { status, out } = await runOn(backupCommand, env, [target]);
    expect(status).toBe(STATUS.amiss);
    expect(out).toContain(`${keys.preview} is missing in the storage`);
    expect(out).toContain(`${keys.small} is not what was sent`);
    const { files } = await readManifest(target);
    expect([files.count, files.missing]).toEqual([3, 1]);

    const restored = await scene.emptySite();
    expect((await restore(restored, target)).status).toBe(STATUS.amiss);
    expect(await objectsIn(restored['COPSE_DATA'] ?? '')).toEqual([keys.small, keys.large].toSorted());
  });

  it('refuses a database that holds no Copse, or a newer one', async () => {
    const empty = await scene.emptySite();
    expect((await runOn(backupCommand, empty, [scene.path('none')])).failed).toMatch(/holds no Copse/);
    const { database, env } = await scene.site();
    await database.db.pool.query(
      `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Later9999999999999')`,
    );
    expect((await runOn(backupCommand, env, [scene.path('newer')])).failed).toMatch(
      /newer Copse \(Later9999999999999\)/,
    );
  });
});

describe('restore', () => {
  it('brings everything back as it was but what must not come back', async () => {
    const env = await scene.emptySite();
    const { status, failed, out } = await restore(env);
    expect([failed, status]).toEqual(['', STATUS.done]);
    expect(out).toMatch(/cannot be read any more/);
    const url = env['DATABASE_URL'] ?? '';
    const [before, after] = await Promise.all([sumsOf(site.url), sumsOf(url)]);
    const changed = 'outgoing_mails community_storage applications mail_settings community_preferences'.split(' ');
    for (const [table, { kept }] of Object.entries(KEPT_TABLES)) {
      if (kept !== 'rows') expect([table, after.get(table)]).toEqual([table, '0 ']);
      else if (!changed.includes(table)) expect([table, after.get(table)]).toEqual([table, before.get(table)]);
    }
    expect(await rowsOf(url, `SELECT message_key AS key, state, recipient FROM outgoing_mails ORDER BY 1`)).toEqual([
      { key: 'key-sending', state: 'cancelled', recipient: null },
      { key: 'key-sent', state: 'sent', recipient: null },
      { key: 'key-waiting', state: 'cancelled', recipient: null },
    ]);
    expect(
      await rowsOf(url, `SELECT bytes = (SELECT sum(charged) FROM files) AS right FROM community_storage`),
    ).toEqual([{ right: true }]);
    // Nothing of before comes by mail: not by a digest, not as a reminder.
    expect(
      await rowsOf(
        url,
        `SELECT (SELECT count(*)::int FROM mail_settings WHERE last_daily_at < now() - interval '1 hour') AS old,
           (SELECT count(*)::int FROM community_preferences WHERE digest_from IS NOT NULL) AS turned,
           (SELECT count(*)::int FROM applications WHERE reminded_at < now() - interval '1 hour') AS reminded`,
      ),
    ).toEqual([{ old: 0, turned: 0, reminded: 0 }]);
    expect(await rowsOf(url, `SELECT task_identifier AS task, queue_name AS queue FROM graphile_worker.jobs`)).toEqual([
      { task: 'make-preview-when-file-kept', queue: 'pictures' },
    ]);
    // PostgreSQL knows what is there (-1: it does not), and believes of no table that it is empty (0).
    const known = `SELECT bool_or(relname = 'posts' AND reltuples > 0) AS posts, bool_or(reltuples = 0) AS empty FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`;
    expect(await rowsOf(url, known)).toEqual([{ posts: true, empty: false }]);
    const dataDir = env['COPSE_DATA'] ?? '';
    expect(await objectsIn(dataDir)).toEqual(await objectsIn(site.dataDir));
    expect(await isSame(site.keys, site.dataDir, dataDir)).toBe(true);
    expect((await restore(env)).failed).toMatch(/is not empty/);
  });

  it('brings the keys of private answers back when they were taken along', async () => {
    const target = scene.path('with-keys');
    expect((await runOn(backupCommand, site.env, [target], { 'with-keys': true })).out).toMatch(/Guard it/);
    const env = await scene.emptySite();
    const { status, out } = await restore(env, target);
    expect(status).toBe(STATUS.done);
    expect(out).toMatch(/can be read with the secret key/);
    const [before, after] = await Promise.all([sumsOf(site.url), sumsOf(env['DATABASE_URL'] ?? '')]);
    expect(after.get('application_keys')).toBe(before.get('application_keys'));
  });

  it('moves files into a bucket, and finds them there the next time', async () => {
    const s3 = await startS3(scene.path('bucket'));
    try {
      const first = { ...(await scene.emptySite()), S3_URL: s3.url };
      expect(await restore(first)).toMatchObject(WHOLE);
      const again = scene.path('from-bucket');
      expect(await runOn(backupCommand, first, [again])).toMatchObject(WHOLE);
      expect(await isSame(site.keys, backup, again)).toBe(true);
      s3.seen.length = 0;
      const second = { ...(await scene.emptySite()), S3_URL: s3.url };
      expect(await restore(second)).toMatchObject({ status: STATUS.done });
      for (const key of Object.values(site.keys))
        expect(s3.seen).not.toContainEqual(expect.stringMatching(`^P.*${key}`));
    } finally {
      await s3.close();
    }
  });

  it('names whatever byte was changed and does nothing then', async () => {
    const env = await scene.emptySite();
    const copy = await scene.copyOf(backup);
    const paths = await filesUnder(copy);
    expect(paths.length).toBeGreaterThan(40);
    for (const path of paths) {
      const putBack = await changeOneByte(path);
      const { failed } = await restore(env, copy);
      const name = path.slice(copy.length + 1);
      expect(failed).toContain(name === 'manifest.sha256' ? 'manifest.json' : name);
      await putBack();
    }
    // And what is missing.
    await rm(join(copy, 'tables', 'posts.copy.gz'));
    await rm(join(copy, 'files', site.keys.small));
    const { failed } = await restore(env, copy);
    expect(failed).toContain('tables/posts.copy.gz is missing');
    expect(failed).toContain(`files/${site.keys.small} is missing`);
    expect(await tablesOf(env['DATABASE_URL'] ?? '')).toEqual([]);
    expect(await objectsIn(env['COPSE_DATA'] ?? '')).toEqual([]);
  });

  it('believes no name in a backup that could lead elsewhere', async () => {
    const env = await scene.emptySite();
    const copy = await scene.copyOf(backup);
    const line = `{"key":"../../../../tmp/copse-planted","size":7,"sha256":"${sha256('planted')}"}\n`;
    await writeFile(join(copy, 'files.jsonl'), line);
    await forge(copy, ({ files }) =>
      Object.assign(files, { count: 1, listBytes: line.length, listSha256: sha256(line) }),
    );
    expect((await restore(env, copy)).failed).toMatch(/is no file of ours/);
    expect(await tablesOf(env['DATABASE_URL'] ?? '')).toEqual([]);
  });

  it('leaves no row when a table is not what the manifest says, and can be begun anew', async () => {
    const env = await scene.emptySite();
    const copy = await scene.copyOf(backup);
    await forge(copy, ({ tables }) => {
      for (const table of tables) if (table.name === 'read_marks') table.rows += 1;
    });
    expect((await restore(env, copy)).failed).toMatch(/tables\/read_marks.copy.gz holds 5 rows and not 6/);
    expect([...(await sumsOf(env['DATABASE_URL'] ?? '')).values()].every((sum) => sum.startsWith('0 '))).toBe(true);
    expect(await restore(env)).toMatchObject(WHOLE);
  });

  it('stops when asked, and can be begun anew', async () => {
    const env = await scene.emptySite();
    const stopping = new AbortController();
    const say = (line: string): void => void (line.startsWith('Loading') && stopping.abort());
    expect((await runOn(restoreCommand, env, [backup], {}, { say, signal: stopping.signal })).failed).not.toBe('');
    expect(await restore(env)).toMatchObject(WHOLE);
  });

  it('refuses a database with anything in it, of Copse or not, and one with a newer schema', async () => {
    const strange = await scene.emptySite();
    await rowsOf(strange['DATABASE_URL'] ?? '', 'CREATE TABLE theirs (x int)');
    expect((await restore(strange)).failed).toMatch(/not of Copse \(theirs\)/);
    await rowsOf(strange['DATABASE_URL'] ?? '', 'INSERT INTO theirs VALUES (1)');
    expect((await restore(strange)).failed).toMatch(/is not empty \(theirs\)/);

    const demonstration = await scene.emptySite();
    await rowsOf(demonstration['DATABASE_URL'] ?? '', 'CREATE SCHEMA copse_demonstration');
    await rowsOf(demonstration['DATABASE_URL'] ?? '', 'CREATE TABLE copse_demonstration.mark (loaded_at timestamptz)');
    expect((await restore(demonstration)).failed).toMatch(/belongs to the demonstration/);
    expect(await tablesOf(demonstration['DATABASE_URL'] ?? '')).toEqual([]);

    const copy = await scene.copyOf(backup);
    const last = migrations.at(-1);
    await forge(copy, (manifest) => {
      manifest.migrations = manifest.migrations.filter((name) => name !== (last && nameOfMigration(last)));
    });
    const newer = { DATABASE_URL: await scene.databaseAt(migrations.length), COPSE_DATA: scene.path('data') };
    expect((await restore(newer, copy)).failed).toMatch(/a newer schema than the backup/);
  });

  it('has the database for itself: other commands are refused meanwhile, and it is refused beside one', async () => {
    const env = await scene.emptySite();
    const url = env['DATABASE_URL'] ?? '';
    // As if others migrated, so that it waits in the middle.
    const others = new Client({ connectionString: url });
    await others.connect();
    await others.query('SELECT pg_advisory_lock($1)', [0x636f7073]);
    const restoring = restore(env);
    await until('a restore under way', async () => {
      const waiting = await others.query(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`);
      return waiting.rowCount === 1;
    });
    for (const [command, operands, options] of [
      [migrateCommand, [], {}],
      [createAdminCommand, [], { email: 'ann@example.org', name: 'Ann' }],
      [backupCommand, [scene.path('too-early')], {}],
    ] as const) {
      const { failed } = await runOn(command, env, operands, options);
      expect([command.name, failed]).toEqual([
        command.name,
        'A backup is being restored into this database. Wait until it is done, then try again.',
      ]);
    }
    await others.end();
    expect(await restoring).toMatchObject(WHOLE);
    expect(await runOn(migrateCommand, env)).toMatchObject(WHOLE);

    const next = await scene.emptySite();
    const turn = await DatabaseHold.take(next['DATABASE_URL'] ?? '', 'shared', 'commands');
    expect((await restore(next)).failed).toMatch(/^Another command of Copse works/);
    await turn.release();
    expect(await tablesOf(next['DATABASE_URL'] ?? '')).toEqual([]);
  });

  it('refuses a backup of a newer Copse', async () => {
    const copy = await scene.copyOf(backup);
    await forge(copy, (manifest) => void manifest.migrations.push('Later9999999999999'));
    const { failed } = await restore(await scene.emptySite(), copy);
    expect(failed).toMatch(/newer Copse \(.*Later9999999999999\)/);
  });

  it('never lays a file over another one', async () => {
    const env = await scene.emptySite();
    const files = join(env['COPSE_DATA'] ?? '', 'files');
    await cp(join(site.dataDir, 'files'), files, { recursive: true });
    await writeFile(join(files, site.keys.small), randomUUID());
    expect((await restore(env)).failed).toMatch(`another file under the name ${site.keys.small}`);
  });
});
