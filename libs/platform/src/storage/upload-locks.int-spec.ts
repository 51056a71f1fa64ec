import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Lock } from '@tus/utils';
import { until } from '../../../../test/support/until.js';
import { createLogger } from '../logging/index.js';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import { UploadLocked, UploadLocks } from './upload-locks.js';

let base: TestDatabase;
let id: string;
/** What the column of the uploads' table is to the product. */
let asked: Set<string>;
const processes: UploadLocks[] = [];

beforeAll(async () => {
  base = await testDatabase();
});

beforeEach(() => {
  id = randomUUID();
  asked = new Set();
});

afterEach(async () => {
  await Promise.all(processes.splice(0).map((locks) => locks.onModuleDestroy()));
});

afterAll(() => base.close());

/** As another process would have them: a connection and a map of its own. */
function aProcess(waitMs?: number): UploadLocks {
  const locks = new UploadLocks({
    url: base.url,
    logger: createLogger('silent'),
    want: async (wanted) => void asked.add(wanted),
    wanted: async (ids) => ids.filter((each) => asked.delete(each)),
    waitMs,
  });
  processes.push(locks);
  return locks;
}

const never = (): AbortSignal => new AbortController().signal;
const nobodyAsks = (): void => {
  throw new Error('Nobody was meant to ask.');
};
/** Takes the lock as a request does that lets go when it is asked to. */
async function obliging(locks: UploadLocks): Promise<{ lock: Lock; asks: () => number }> {
  const lock = locks.newLock(id);
  let asks = 0;
  await lock.lock(never(), async () => {
    asks += 1;
    await lock.unlock();
  });
  return { lock, asks: () => asks };
}

/** How many session locks there are of our kind. */
async function held(): Promise<number> {
  const { rows } = await base.db.pool.query<{ locks: number }>(
    `SELECT count(*)::int AS locks FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows[0]?.locks ?? -1;
}

describe.each(['the same process', 'another process'])('a lock held by %s', (where) => {
  let first: UploadLocks;
  const second = (waitMs?: number): UploadLocks =>
    where === 'the same process' && waitMs === undefined ? first : aProcess(waitMs);

  beforeEach(() => {
    first = aProcess();
  });

  it('passes on when its holder, asked to, lets go', async () => {
    const holder = await obliging(first);
    const later = second().newLock(id);
    await later.lock(never(), nobodyAsks);
    expect(holder.asks()).toBe(1);
    expect(await held()).toBe(1);
    await later.unlock();
    expect(await held()).toBe(0);
  });

  it('is refused with 423 when its holder does not', async () => {
    const impatient = where === 'the same process' ? aProcess(300) : first;
    const lock = impatient.newLock(id);
    let asks = 0;
    await lock.lock(never(), () => void (asks += 1));
    const other = (where === 'the same process' ? impatient : aProcess(2_500)).newLock(id);
    await expect(other.lock(never(), nobodyAsks)).rejects.toMatchObject({ status_code: 423 });
    expect(asks).toBeGreaterThan(0);
    await lock.unlock();
    await other.lock(never(), nobodyAsks);
    await other.unlock();
  });

  it('is not waited for by a request that has ended', async () => {
    const lock = first.newLock(id);
    await lock.lock(never(), () => undefined);
    const gone = new AbortController();
    const waiting = second().newLock(id).lock(gone.signal, nobodyAsks);
    gone.abort();
    await expect(waiting).rejects.toMatchObject({ status_code: 400 });
    await lock.unlock();
    expect(await held()).toBe(0);
  });
});

it('does not hear what was noted for itself', async () => {
  const lock = aProcess().newLock(id);
  await lock.lock(never(), nobodyAsks);
  const ask = asked.add.bind(asked);
  let noted = 0;
  // The holder lets go by itself, just after it was noted that somebody waits.
  asked.add = (wanted) => {
    noted += 1;
    void lock.unlock();
    return ask(wanted);
  };
  const next = aProcess().newLock(id);
  await next.lock(never(), nobodyAsks);
  expect(noted).toBeGreaterThan(0);
  expect(asked.size).toBe(0);
  await next.unlock();
});

it('lets one of many in at a time, and each of them in the end', async () => {
  const locks = [aProcess(60_000), aProcess(60_000)];
  let inside = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 20 }, async (_, at) => {
      const lock = (locks[at % 2] as UploadLocks).newLock(id);
      await lock.lock(never(), () => undefined);
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((done) => setImmediate(done));
      inside -= 1;
      await lock.unlock();
    }),
  );
  expect(most).toBe(1);
  expect(await held()).toBe(0);
});

it('keeps different uploads apart, on one connection that is not the pool’s', async () => {
  const locks = aProcess();
  const all = await Promise.all(
    Array.from({ length: 30 }, async () => {
      const lock = locks.newLock(randomUUID());
      await lock.lock(never(), nobodyAsks);
      return lock;
    }),
  );
  expect(await held()).toBe(30);
  const { rows } = await base.db.pool.query<{ lines: number }>(
    `SELECT count(*)::int AS lines FROM pg_stat_activity
      WHERE application_name = 'copse uploads' AND datname = current_database()`,
  );
  expect(rows[0]?.lines).toBe(1);
  await Promise.all(all.map((lock) => lock.unlock()));
  expect(await held()).toBe(0);
});

it('is free when the process that held it was killed', async () => {
  const script = `
    import { createHash } from 'node:crypto';
    import { Client } from 'pg';
    const client = new Client({ connectionString: process.argv[1] });
    await client.connect();
    const key = createHash('sha256').update(process.argv[2]).digest().readInt32BE();
    await client.query('SELECT pg_advisory_lock(${0x636f7073}, $1)', [key]);
    process.stdout.write('held');
    setInterval(() => undefined, 1_000);`;
  const other = spawn(process.execPath, ['--input-type=module', '--eval', script, base.url, id]);
  await once(other.stdout, 'data');
  const lock = aProcess(0).newLock(id);
  await expect(lock.lock(never(), nobodyAsks)).rejects.toBeInstanceOf(UploadLocked);
  other.kill('SIGKILL');
  await until('the lock is free', () => lock.lock(never(), nobodyAsks).then(() => true, stillLocked));
  await lock.unlock();
});

it('makes everybody stop when its connection is lost, and works again', async () => {
  const locks = aProcess();
  let asks = 0;
  const lock = locks.newLock(id);
  await lock.lock(never(), () => void (asks += 1));
  await base.db.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'copse uploads' AND datname = current_database()`,
  );
  await until('the holder is told', () => asks > 0);
  await lock.unlock();
  await lock.lock(never(), nobodyAsks);
  expect(await held()).toBe(1);
  await lock.unlock();
});

it('fails, and holds nothing, when the database cannot be reached', async () => {
  const locks = new UploadLocks({
    url: 'postgres://nobody:x@127.0.0.1:1/none',
    logger: createLogger('silent'),
    want: () => Promise.resolve(),
    wanted: () => Promise.resolve([]),
  });
  const lock = locks.newLock(id);
  await expect(lock.lock(never(), nobodyAsks)).rejects.toThrow('ECONNREFUSED');
  await expect(lock.lock(never(), nobodyAsks)).rejects.toThrow('ECONNREFUSED');
  await locks.onModuleDestroy();
});

function stillLocked(error: unknown): false {
  expect(error).toBeInstanceOf(UploadLocked);
  return false;
}
