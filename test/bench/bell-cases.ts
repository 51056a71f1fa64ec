import type { Client } from 'pg';
import { untilJobsAreDone } from './backlog.js';
import type { Bench, CaseName, Round } from './case.js';
import { makeWatchers, watch } from './data/make-watchers.js';
import type { BenchSession, BenchThread } from './dataset.js';
import { inTurns } from './in-turns.js';
import type { RunningServer } from './processes.js';
import type { Settings } from './settings.js';

/** Threads that are watched, one for each message, so that each bell must show one more. */
const THREADS = 60;
const FEW = 10;
/** Of ten thousand people who follow a discussion so many have a page open; the others find it in their inbox. */
const CROWD = { followers: 10_000, open: 2_000 };
/** What all bells of the crowd may take to be right (docs/performance.md). */
const ALL_RIGHT_MS = 2_000;

/** What is measured of a reply. */
type Until = 'bells' | 'answer' | 'others';

/** People who follow, what they follow, and how a reply there is measured. */
interface Hall {
  readonly many: readonly BenchThread[];
  readonly followers: readonly BenchSession[];
  readonly ring: (server: RunningServer, messages: number, until: Until, among: 'many' | 'few') => Promise<number>;
}

/** The cases of bells: how long until everybody who watches a discussion sees one more, and how long people wait meanwhile. */
export async function runBellCase(
  name: CaseName,
  bench: Bench,
  ours: RunningServer,
  bare: RunningServer,
): Promise<Round[]> {
  const { settings } = bench;
  const turns = { ...settings, seconds: settings.bellMessages, warmUpSeconds: 5 };
  switch (name) {
    case 'notify.2000.answer':
      return besideTen(await fill(bench, [ours], { followers: 2_000, open: 2_000 }), turns, ours, 'answer');
    case 'notify.10000':
      return crowd(bench, ours);
    case 'notify.10000.answer':
    case 'notify.10000.others': {
      const hall = await fill(bench, [ours], CROWD);
      const fewer = { ...turns, seconds: settings.crowdMessages, warmUpSeconds: 2 };
      return besideTen(hall, fewer, ours, name === 'notify.10000.answer' ? 'answer' : 'others');
    }
    default: {
      const howMany = name === 'notify.10' ? FEW : 2_000;
      const { ring } = await fill(bench, [ours, bare], { followers: howMany, open: howMany });
      return inTurns(turns, [ours, bare], (server, messages) => ring(server, messages, 'bells', 'many'));
    }
  }
}

/** People who follow, with as many open pages on each of these servers as are to be. */
async function fill(
  { dataset, database, load }: Bench,
  servers: readonly RunningServer[],
  { followers: howMany, open }: { followers: number; open: number },
): Promise<Hall> {
  // Those of a case before this one watch no more.
  await database.query(`DELETE FROM thread_watches WHERE cause = 'CHOSEN'`);
  const followers = await makeWatchers(database, howMany);
  const watchers = followers.slice(0, open);
  const all = dataset.threads.slice(100);
  const [many, few] = [all.slice(0, THREADS), all.slice(THREADS, 2 * THREADS)];
  const idsOf = (threads: readonly { id: string }[]): string[] => threads.map(({ id }) => id);
  await watch(database, idsOf(many), followers);
  await watch(database, idsOf(few), watchers.slice(0, FEW));
  await database.query('VACUUM ANALYZE thread_watches');
  for (const { name: side, port } of servers)
    await load.do({ kind: 'bells', side: { name: side, port }, watchers, many, few });
  return {
    many,
    followers,
    ring: async ({ name: side, port }, messages, until, among) => {
      const figure = await load.do({ kind: 'ring', side: { name: side, port }, messages, until, among });
      if (side === 'ours') await untilJobsAreDone(database);
      return figure;
    },
  };
}

/** The product where many follow, in turns with itself where ten do. */
async function besideTen(
  { ring }: Hall,
  { rounds, seconds, warmUpSeconds }: Pick<Settings, 'rounds' | 'seconds' | 'warmUpSeconds'>,
  ours: RunningServer,
  until: Until,
): Promise<Round[]> {
  const results: Round[] = [];
  for (const among of ['many', 'few'] as const) await ring(ours, warmUpSeconds, until, among);
  while (results.length < rounds) {
    const figure = await ring(ours, seconds, until, 'many');
    results.push({ ours: figure, limit: await ring(ours, seconds, until, 'few') });
  }
  return results;
}

/** Open pages hear of it; those without one must have it in their inbox as soon as the last page has. */
async function crowd(bench: Bench, ours: RunningServer): Promise<Round[]> {
  const { many, followers, ring } = await fill(bench, [ours], CROWD);
  const results: Round[] = [];
  await ring(ours, 2, 'bells', 'many');
  for (let told = 2; results.length < bench.settings.rounds; told += bench.settings.crowdMessages) {
    const threads = many.slice(told, told + bench.settings.crowdMessages);
    results.push({ ours: await ring(ours, threads.length, 'bells', 'many'), limit: ALL_RIGHT_MS });
    await allHaveIt(bench.database, threads, followers);
  }
  return results;
}

async function allHaveIt(
  database: Client,
  threads: readonly BenchThread[],
  followers: readonly BenchSession[],
): Promise<void> {
  const { rows } = await database.query<{ told: number }>(
    `SELECT count(*)::int AS told FROM notifications
     WHERE thread_id = ANY ($1::uuid[]) AND account_id = ANY ($2::uuid[]) AND read_at IS NULL AND count = 1`,
    [threads.map(({ id }) => id), followers.map(({ accountId }) => accountId)],
  );
  const expected = threads.length * followers.length;
  if (rows[0]?.told !== expected) throw new Error(`${rows[0]?.told} of ${expected} inboxes have what was written.`);
}
