import type { Bench, CaseName, Round } from './case.js';
import { makeSearchable } from './data/make-search.js';
import { startProduct } from './processes.js';

/** What 95 of 100 searches may take, in milliseconds, on the reference machine; there is no bare program to compare with. */
const MAY_TAKE: Partial<Record<CaseName, number>> = { 'search.common': 100, 'search.rare': 20 };
const SEARCHES = 100;

/** Searches one after the other, by members, among a million posts. */
export async function search(name: CaseName, { around, settings, database, load }: Bench): Promise<Round[]> {
  await makeSearchable(database, settings.searchPosts);
  const product = await startProduct(around);
  try {
    const measure = (searches: number): Promise<number> =>
      load.do({
        kind: 'search',
        side: { name: 'ours', port: product.port },
        words: name === 'search.common' ? 'common' : 'rare',
        searches,
      });
    await measure(SEARCHES);
    const rounds: Round[] = [];
    while (rounds.length < settings.rounds)
      rounds.push({ ours: await measure(SEARCHES), limit: MAY_TAKE[name] ?? Number.NaN });
    return rounds;
  } finally {
    await product.stop();
  }
}
