import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connect, createServer, type AddressInfo } from 'node:net';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { StartError } from '../process/index.js';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import { DatabaseHold } from './database-hold.js';
import { migrate } from './migrate.js';
import { demandMigrated } from './schema-level.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await testDatabase();
});
afterEach(() => test.close());

/** The words of a hold that was refused. */
const refusal = (of: Promise<unknown>): Promise<unknown> =>
  of.then(
    () => null,
    (error: unknown) => (error instanceof StartError ? error.message : error),
  );

/** A way to the database that lets everybody in and then carries nothing more. */
async function silentDoor(url: string): Promise<{ url: string; left: Promise<unknown>; close(): Promise<unknown> }> {
  const to = new URL(url);
  const left = Promise.withResolvers<void>();
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname);
    near.on('error', () => undefined).on('close', () => far.destroy());
    far.on('error', () => undefined).on('close', () => near.destroy());
    near.on('close', () => left.resolve());
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => {
      near.write(bytes);
      // ReadyForQuery: what follows is the first question.
      if (bytes.includes(Buffer.from('Z\0\0\0\x05I', 'latin1'))) near.removeAllListeners('data').resume();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const at = new URL(url);
  at.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: at.href, left: left.promise, close: () => new Promise((done) => server.close(done)) };
}

describe('the hold of a database', () => {
  it('is alone or shared, and commands have one beside that of the site', async () => {
    const site = await DatabaseHold.take(test.url);
    expect(await refusal(DatabaseHold.take(test.url, 'shared'))).toMatch(/^A standalone Copse without REDIS_URL/);
    const commands = [
      await DatabaseHold.take(test.url, 'shared', 'commands'),
      await DatabaseHold.take(test.url, 'shared', 'commands'),
    ];
    expect(await refusal(DatabaseHold.take(test.url, 'alone', 'commands'))).toMatch(/^Another command of Copse works/);
    for (const hold of [site, ...commands]) await hold.release();
    const restore = await DatabaseHold.take(test.url, 'alone', 'commands');
    expect(await refusal(DatabaseHold.take(test.url, 'shared', 'commands'))).toMatch(/^A backup is being restored/);
    await restore.release();
  });

  it('is given up with a sentence where the server lets in and then says nothing', async () => {
    const door = await silentDoor(test.url);
    const words = await refusal(DatabaseHold.take(door.url));
    expect(words).toMatch(
      /^The database 127\.0\.0\.1:\d+\/t_\w+ of DATABASE_URL cannot be reached: it does not answer\.$/,
    );
    // Nothing of it stays open.
    await door.left;
    await door.close();
  });
});

describe('what a start asks of a database', () => {
  it('is given up with the same sentence, and leaves nothing open', async () => {
    const door = await silentDoor(test.url);
    expect(await refusal(demandMigrated(door.url, []))).toMatch(
      / of DATABASE_URL cannot be reached: it does not answer\.$/,
    );
    await door.left;
    await door.close();
  });
});

describe('a migration whose lock is lost', () => {
  it('breaks the step under way off, notes nothing of it, and says what to do', async () => {
    class LosesItsLock2000000000000 implements MigrationInterface {
      async up(runner: QueryRunner): Promise<void> {
        await runner.query('CREATE TABLE half_done ()');
        await runner.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND application_name = 'copse migrations'`,
        );
        // Without an end of its own, as a step on a grown table.
        await runner.query('SELECT pg_sleep(3600)');
      }
      down(): Promise<void> {
        return Promise.reject(new Error('There is no way back.'));
      }
    }
    expect(await refusal(migrate(test.url, [LosesItsLock2000000000000]))).toMatch(
      /^The connection to the database \S+ was lost while its schema was brought up to date: .+ Try again\.$/,
    );
    const [row] = (await test.db.pool.query(`SELECT to_regclass('half_done') IS NULL AS undone`)).rows;
    expect(row).toEqual({ undone: true });
  });
});
