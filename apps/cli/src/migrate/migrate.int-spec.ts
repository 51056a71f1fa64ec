import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { migrations } from '#apps/base';
import { nameOfMigration } from '#platform/database';
import { freePort } from '../../../../test/support/free-port.js';
import { STATUS } from '../command.js';
import { rowsOf, runOn, SiteScene } from '../testing/site-scene.js';
import { migrateCommand } from './migrate.command.js';

let scene: SiteScene;
beforeAll(async () => {
  scene = await SiteScene.start();
});
afterAll(() => scene.end());

const names = migrations.map(nameOfMigration);

it('takes the steps that are missing, each once, also when asked twice at the same time', async () => {
  const DATABASE_URL = await scene.databaseAt(16);
  const both = await Promise.all([1, 2].map(() => runOn(migrateCommand, { DATABASE_URL })));
  expect(both.map(({ status, failed }) => [status, failed])).toEqual([
    [STATUS.done, ''],
    [STATUS.done, ''],
  ]);
  const told = both.flatMap(({ out }) => out.split('\n').filter((line) => line.startsWith('Done: ')));
  expect(told.toSorted()).toEqual(
    names
      .slice(16)
      .map((name) => `Done: ${name}`)
      .toSorted(),
  );
  const again = await runOn(migrateCommand, { DATABASE_URL });
  expect([again.status, again.out]).toEqual([STATUS.done, 'The schema is that of this release already.']);
  const done = await rowsOf<{ name: string }>(DATABASE_URL, 'SELECT name FROM migrations ORDER BY id');
  expect(done.map(({ name }) => name)).toEqual(names);
});

it('leaves the database of a newer Copse alone', async () => {
  const DATABASE_URL = await scene.databaseAt(16);
  await rowsOf(DATABASE_URL, `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Later9999999999999')`);
  const { status, out } = await runOn(migrateCommand, { DATABASE_URL });
  expect([status, out]).toEqual([STATUS.failed, expect.stringMatching(/newer Copse \(Later9999999999999\)/)]);
  expect(await rowsOf(DATABASE_URL, 'SELECT FROM migrations')).toHaveLength(17);
});

it('says in a sentence why the database cannot be reached', async () => {
  const { failed } = await runOn(migrateCommand, {
    DATABASE_URL: `postgres://me:secret@127.0.0.1:${await freePort()}/x`,
  });
  expect(failed).toMatch(
    /^The database 127\.0\.0\.1:\d+\/x of DATABASE_URL cannot be reached: nothing answers there\.$/,
  );
});
