import type { Dataset } from '../dataset.js';
import { SEARCH_WORDS } from '../data/make-search.js';
import { OurSide } from '../our-side.js';
import type { Random } from '../random.js';
import { percentile } from '../statistics.js';
import { Connection } from './connection.js';
import type { Job } from './job.js';

/** Of so many of the commonest words two are searched for together, of so many of the rarest one. */
const COMMON = 30;
const RARE = 1_000;

/** Searches one after the other; gives the 95th percentile in ms. Throws at an answer that is wrong, or empty for common words. */
export async function searchInTurn(job: Job & { kind: 'search' }, dataset: Dataset, random: Random): Promise<number> {
  const side = new OurSide(job.side.port);
  const connection = await Connection.open(job.side.port);
  const took: number[] = [];
  try {
    for (let at = 0; at < job.searches; at += 1) {
      const words =
        job.words === 'common'
          ? `${SEARCH_WORDS[random.below(COMMON)]} ${SEARCH_WORDS[random.below(COMMON)]}`
          : (SEARCH_WORDS.at(-1 - random.below(RARE)) ?? '');
      const request = side.search(words, random.of(dataset.sessions));
      const begun = performance.now();
      const answer = await connection.json(request);
      took.push(performance.now() - begun);
      const found = side.foundOf(answer);
      if (job.words === 'common' && found === 0) throw new Error(`Nothing was found by ${words}.`);
    }
  } finally {
    connection.close();
  }
  return percentile(took, 0.95);
}
