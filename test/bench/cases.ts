import type { Client } from 'pg';
import type { RunningServer } from './processes.js';
import type { Bench, CaseName, Round } from './case.js';
import { digests } from './digest-case.js';
import { runFileCase } from './file-cases.js';
import { growth, GROWTH_CASES } from './growth-cases.js';
import { heapOfSockets, memory } from './memory-cases.js';
import { twoNodes } from './nodes-case.js';
import { inTurns } from './in-turns.js';
import { untilAllIsFiled, untilJobsAreDone } from './backlog.js';
import { runBellCase } from './bell-cases.js';
import { search } from './search-case.js';
import { starts } from './start-cases.js';
import { visits } from './visit-case.js';
import { makeUnread } from './data/make-unread.js';
import { startBare, startProduct } from './processes.js';

/** What a case of reading reads, where it is not the page of a thread. */
const WHAT: Partial<Record<CaseName, 'list' | 'resources' | 'inbox' | 'unread'>> = {
  'threads.list': 'list',
  'resources.list': 'resources',
  inbox: 'inbox',
  'unread.30x5000': 'unread',
};
const FILE_CASES: readonly CaseName[] = ['upload.200MiB', 'download.200MiB', 'upload.20x200MiB.memory', 'thumbnails'];
const SAMPLES = 40;
const WRITERS = 16;

/** Runs one case: a fresh process for each side, warm-up, then both in turns. Throws when it could not be measured. */
export async function runCase(name: CaseName, bench: Bench): Promise<Round[]> {
  if (name === 'digest.10000') return digests(bench);
  if (GROWTH_CASES.includes(name)) return growth(name, bench);
  if (name.startsWith('search.')) return search(name, bench);
  if (name.startsWith('start.')) return starts(name, bench);
  if (name.startsWith('visit.')) return visits(name, bench);
  if (name.startsWith('memory.')) return memory(name, bench);
  if (name === 'heap.2000') return heapOfSockets(bench);
  if (name === 'nodes.two') return twoNodes(bench);
  const bells = name.startsWith('notify.');
  const live = name.startsWith('live.') || bells;
  const servers: RunningServer[] = [];
  try {
    const ours = await startProduct(bench.around);
    servers.push(ours);
    await untilAllIsFiled(bench.database);
    const files = FILE_CASES.includes(name);
    const bare = await startBare(bench.around, files ? 'files' : live ? 'broadcast' : 'server');
    servers.push(bare);
    if (files) return await runFileCase(name, bench, ours, bare);
    if (bells) return await runBellCase(name, bench, ours, bare);
    if (live) return await deliver(bench, ours, bare, Number(name.slice('live.'.length)));
    if (name === 'unread.30x5000') await makeUnread(bench);
    await bench.load.do({ kind: 'compare', ours, bare, samples: SAMPLES });
    return name.startsWith('reply.') ? await reply(bench, ours, bare, name) : await read(bench, ours, bare, name);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

function read({ settings, load }: Bench, ours: RunningServer, bare: RunningServer, name: CaseName): Promise<Round[]> {
  const { connections, repliesPerSecond } = settings;
  const measure = ({ name: side, port }: RunningServer, seconds: number): Promise<number> =>
    load.do({
      kind: 'read',
      what: WHAT[name] ?? 'page',
      signedIn: name !== 'thread.anonymous',
      side: { name: side, port },
      seconds,
      connections,
      repliesPerSecond,
    });
  return inTurns(settings, [ours, bare], measure);
}

function reply(
  { settings, load, database }: Bench,
  ours: RunningServer,
  bare: RunningServer,
  which: CaseName,
): Promise<Round[]> {
  const measure = async ({ name, port }: RunningServer, seconds: number): Promise<number> => {
    const before = await countPosts(database);
    // The bare program, which holds nothing, cannot number what comes into one thread at once: it has one for each writer.
    const threads = name === 'ours' && which === 'reply.one' ? 1 : WRITERS;
    const perSecond = await load.do({ kind: 'reply', side: { name, port }, seconds, connections: WRITERS, threads });
    const stored = (await countPosts(database)) - before;
    // Elapsed time is a little more than asked for: the last answers are waited for.
    if (stored < Math.floor(perSecond * seconds))
      throw new Error(`${stored} replies are stored, fewer than acknowledged.`);
    // What is left to do for one side would slow the other one down.
    if (name === 'ours') await untilJobsAreDone(database);
    return perSecond;
  };
  return inTurns(settings, [ours, bare], measure);
}

async function deliver(
  { settings, load, dataset, database }: Bench,
  ours: RunningServer,
  bare: RunningServer,
  sockets: number,
): Promise<Round[]> {
  const thread = dataset.threads[dataset.threads.length >> 1];
  if (!thread) throw new Error('There is no thread to watch.');
  for (const { name, port } of [ours, bare]) await load.do({ kind: 'watch', side: { name, port }, sockets, thread });
  const measure = async ({ name, port }: RunningServer, messages: number): Promise<number> => {
    const side = { name, port };
    const slowest = await load.do({ kind: 'deliver', side, messages, pauseMs: settings.livePauseMs });
    if (name === 'ours') await untilJobsAreDone(database);
    return slowest;
  };
  return inTurns({ ...settings, seconds: settings.liveMessages, warmUpSeconds: 10 }, [ours, bare], measure);
}

async function countPosts(database: Client): Promise<number> {
  const { rows } = await database.query<{ count: string }>('SELECT count(*) FROM posts');
  return Number(rows[0]?.count);
}
