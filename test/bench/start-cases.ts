import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import type { Bench, CaseName, Round } from './case.js';
import { everyCore } from './cores.js';
import { npmStart, startProduct, stopEverything, unlessEnded, untilReady } from './processes.js';
import { redisFor } from './redis-for.js';

/** What a start may take until the process is ready (docs/performance.md), in milliseconds. */
const MAY_TAKE = { second: 3_000, api: 1_000 };
/** Asked so often, whoever asks takes little from what starts. */
const EVERY_MS = 10;

/** How long a start takes until /health/ready says yes, on all cores; each in turn after one that counts for nothing. */
export async function starts(name: CaseName, bench: Bench): Promise<Round[]> {
  const measured = name === 'start.api' ? await apiStarts(bench) : await secondStarts(bench);
  const limit = name === 'start.api' ? MAY_TAKE.api : MAY_TAKE.second;
  return measured.map((ours) => ({ ours, limit }));
}

/** `npm start` as a person types it, on a database of its own that is there already. */
async function secondStarts({ around, settings, atEnd }: Bench): Promise<number[]> {
  const folder = await temporaryFolder();
  // An interrupted run ends what still works in it first.
  atEnd(() => stopEverything().then(folder.remove));
  const port = await freePort();
  try {
    return await withoutFirst(settings.starts, async () => {
      const begun = performance.now();
      const child = npmStart(everyCore(around.cores), { PORT: String(port), COPSE_DATA: join(folder.path, 'data') });
      const ended = once(child, 'exit');
      try {
        await unlessEnded(child, 'npm start ended before it was ready.', untilReady(port, EVERY_MS));
        return performance.now() - begun;
      } finally {
        // As Ctrl-C does: npm and the product are one group.
        if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
        await ended;
      }
    });
  } finally {
    await folder.remove();
  }
}

/** The built api against the database that runs, with Redis. */
async function apiStarts(bench: Bench): Promise<number[]> {
  const { around, settings } = bench;
  const redis = await redisFor(bench);
  try {
    const everywhere = { ...around, cores: { ...around.cores, server: everyCore(around.cores) } };
    return await withoutFirst(settings.starts, async () => {
      const begun = performance.now();
      const product = await startProduct(everywhere, { REDIS_URL: redis.url }, 'api', EVERY_MS);
      const took = performance.now() - begun;
      await product.stop();
      return took;
    });
  } finally {
    await redis.stop();
  }
}

async function withoutFirst(howOften: number, measure: () => Promise<number>): Promise<number[]> {
  await measure();
  const results: number[] = [];
  while (results.length < howOften) results.push(await measure());
  return results;
}
