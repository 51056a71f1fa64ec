import { v7 } from 'uuid';
import type { Bench, CaseName, Round } from './case.js';
import { makeLongThread } from './data/make-long-thread.js';
import { makeSearchable } from './data/make-search.js';
import { makeUnread } from './data/make-unread.js';
import type { Job } from './load/job.js';
import { startProduct, type RunningServer } from './processes.js';

/** Posts of the long thread, and the one that is asked for near its end. */
const LONG = 20_000;
const DEEP = 19_990;
/** Discussions in which is looked for what is unread, before and after. */
const THREADS = { few: 5_000, many: 50_000 };
/** Posts in the database before and after: the rows of the other cases are some ten thousand. */
const MANY_POSTS = 1_000_000;

/** The cases that hold the product against itself: what is large must cost what is small costs. */
export const GROWTH_CASES: readonly CaseName[] = ['thread.deep', 'unread.30x50000', 'thread.1000000'];

/** Requests a second where much is there (`ours`) and where little is (`limit`). */
export async function growth(name: CaseName, bench: Bench): Promise<Round[]> {
  const product = await startProduct(bench.around);
  try {
    switch (name) {
      case 'thread.deep':
        return await deep(bench, product);
      case 'unread.30x50000':
        return await beforeAndAfter(bench, product, 'unread', (size) => makeUnread(bench, THREADS[size]));
      default:
        return await beforeAndAfter(bench, product, 'page', async (size) => {
          if (size === 'many') await makeSearchable(bench.database, MANY_POSTS);
        });
    }
  } finally {
    await product.stop();
  }
}

/** One thread, in turns at its end and at its beginning. */
async function deep(bench: Bench, product: RunningServer): Promise<Round[]> {
  const [{ communityId, communitySlug } = { communityId: '', communitySlug: '' }] = bench.dataset.threads;
  const thread = { id: v7(), communityId, communitySlug };
  await makeLongThread(bench.database, thread, LONG);
  const measure = reader(bench, product, 'page');
  const { rounds, seconds, warmUpSeconds } = bench.settings;
  for (const near of [1, DEEP]) await measure(warmUpSeconds, { thread, near });
  const results: Round[] = [];
  while (results.length < rounds) {
    const limit = await measure(seconds, { thread, near: 1 });
    results.push({ ours: await measure(seconds, { thread, near: DEEP }), limit });
  }
  return results;
}

/** What grows cannot shrink again, so these are measured one after the other, each with its own warm-up. */
async function beforeAndAfter(
  bench: Bench,
  product: RunningServer,
  what: 'page' | 'unread',
  make: (size: 'few' | 'many') => Promise<void>,
): Promise<Round[]> {
  const measure = reader(bench, product, what);
  const figures = { few: [] as number[], many: [] as number[] };
  for (const size of ['few', 'many'] as const) {
    const before = await rows(bench, what);
    await make(size);
    if (size === 'many' && (await rows(bench, what)) < 2 * before)
      throw new Error('As much was there already; this case must run before those that make it, or alone.');
    await measure(bench.settings.warmUpSeconds);
    while (figures[size].length < bench.settings.rounds) figures[size].push(await measure(bench.settings.seconds));
  }
  return figures.many.map((ours, at) => ({ ours, limit: figures.few[at] ?? Number.NaN }));
}

async function rows({ database }: Bench, what: 'page' | 'unread'): Promise<number> {
  const table = what === 'page' ? 'posts' : 'threads';
  const found = await database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
  return found.rows[0]?.count ?? 0;
}

type At = (Job & { kind: 'read' })['at'];

function reader({ settings, load }: Bench, { name, port }: RunningServer, what: 'page' | 'unread') {
  const { connections, repliesPerSecond } = settings;
  return (seconds: number, at?: At): Promise<number> =>
    load.do({
      kind: 'read',
      what,
      signedIn: true,
      side: { name, port },
      seconds,
      connections,
      repliesPerSecond,
      ...(at ? { at } : {}),
    });
}
