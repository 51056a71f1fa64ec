import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { untilJobsAreDone } from './backlog.js';
import type { Bench, CaseName, Round } from './case.js';
import { makeWatchers } from './data/make-watchers.js';
import { inspection, liveHeap } from './live-heap.js';
import { startBare, startProduct, type RunningServer } from './processes.js';
import { redisFor } from './redis-for.js';

/** Sockets whose memory is counted, each somebody else's, and those that are there before, so that nothing is counted once. */
const SOCKETS = 2_000;
const BEFORE = 100;
/** What the process may hold when it has started, and after the load (docs/performance.md); 10⁶ bytes. */
const MAY_HOLD = { idle: 150, loaded: 250 };
/** A process that has just started or was loaded is given time to come to rest. */
const REST_MS = 5_000;
const SLICE_SECONDS = 3;
const WRITERS = 16;

/** Heap in use for each of so many sockets that watch a discussion, on either side. */
export async function heapOfSockets(bench: Bench): Promise<Round[]> {
  const people = await makeWatchers(bench.database, BEFORE + SOCKETS);
  const thread = bench.dataset.threads[bench.dataset.threads.length >> 1];
  if (!thread) throw new Error('There is no thread to watch.');
  const measure = async (side: 'ours' | 'bare'): Promise<number> => {
    const looking = await inspection();
    const nodeOptions = [...bench.around.nodeOptions, ...looking.nodeOptions];
    const server = await (side === 'ours'
      ? startProduct({ ...bench.around, nodeOptions })
      : startBare(bench.around, 'broadcast', looking.nodeOptions));
    const heapWith = async (sockets: number): Promise<number> => {
      const { name, port } = server;
      await bench.load.do({ kind: 'watch', side: { name, port }, sockets, thread, people });
      await sleep(REST_MS);
      return liveHeap(looking);
    };
    try {
      const before = await heapWith(BEFORE);
      return ((await heapWith(BEFORE + SOCKETS)) - before) / SOCKETS / 1_000;
    } finally {
      await server.stop();
    }
  };
  return [{ ours: await measure('ours'), limit: await measure('bare') }];
}

/** What a process holds in memory, of the api alone or of the whole product: at rest, or after everybody was served. */
export async function memory(name: CaseName, bench: Bench): Promise<Round[]> {
  const app = name.startsWith('memory.api') ? 'api' : 'standalone';
  const loaded = name.endsWith('.loaded');
  const redis = app === 'api' ? await redisFor(bench) : null;
  try {
    const product = await startProduct(bench.around, redis ? { REDIS_URL: redis.url } : {}, app);
    try {
      await sleep(REST_MS);
      if (loaded) await everything(bench, product);
      return [{ ours: await residentMb(product), limit: loaded ? MAY_HOLD.loaded : MAY_HOLD.idle }];
    } finally {
      await product.stop();
    }
  } finally {
    await redis?.stop();
    // The api alone leaves its jobs to others, which the next case must not find.
    if (app === 'api' && loaded) await workOff(bench);
  }
}

/** Pages, lists and inboxes, anonymous and signed in, and replies, without rest; then a moment of it. */
async function everything({ load, settings }: Bench, { name, port }: RunningServer): Promise<void> {
  const { connections, repliesPerSecond } = settings;
  const common = { side: { name, port }, seconds: SLICE_SECONDS, connections };
  const read = (what: 'page' | 'list' | 'resources' | 'inbox', signedIn: boolean) => (): Promise<number> =>
    load.do({ kind: 'read', what, signedIn, repliesPerSecond, ...common });
  const slices = [
    read('page', true),
    () => load.do({ kind: 'reply', threads: WRITERS, ...common, connections: WRITERS }),
    read('list', true),
    read('inbox', true),
    read('page', false),
    read('resources', true),
  ];
  for (let slice = 0; slice * SLICE_SECONDS < settings.mixedSeconds; slice += 1)
    await slices[slice % slices.length]?.();
  await sleep(REST_MS);
}

async function workOff({ around, database }: Bench): Promise<void> {
  const product = await startProduct(around);
  try {
    await untilJobsAreDone(database);
  } finally {
    await product.stop();
  }
}

/** What a process holds in memory, 10⁶ bytes (Linux). */
async function residentMb({ pid }: RunningServer): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1_024) / 1e6;
}
