import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import * as fc from 'fast-check';
import { figures } from '../faults/support/figures.js';
import { PATIENCE_MS, sized } from '../faults/support/sizes.js';
import { STORIES, type Story } from './deeds.js';
import { FuzzedSite } from './fuzzed-site.js';
import { play } from './story.js';

/** Stories that once ended in a difference. Whole, since a seed means another story once the deeds change. */
interface Regression {
  readonly about: string;
  readonly story: Story;
}

const { stories } = sized({ short: { stories: 200 }, medium: { stories: 1_000 }, long: { stories: 10_000 } });
const regressions = JSON.parse(readFileSync(join(import.meta.dirname, 'regressions.json'), 'utf8')) as Regression[];
/** COPSE_FUZZ_SEED plays the stories of a former run once more. */
const seed = Number(process.env['COPSE_FUZZ_SEED'] ?? randomInt(2 ** 31));

describe('random people who do random things', () => {
  let site: FuzzedSite;

  beforeAll(async () => {
    site = await FuzzedSite.start();
  }, 240_000);
  afterAll(async () => {
    await site?.close();
  });

  it('found a difference before, and find none any more', async () => {
    for (const { about, story } of regressions)
      await play(site, story).catch((error: Error) => {
        throw new Error(`${about}\n${error.message}`);
      });
  }, 600_000);

  it(
    `find what the model says, in ${stories} stories with the seed ${seed}`,
    async () => {
      let deeds = 0;
      const property = fc.asyncProperty(STORIES, async (story) => {
        deeds += story.deeds.length;
        await play(site, story);
      });
      await fc.assert(property, { numRuns: stories, seed });
      figures('random stories', { stories, seed, deeds, differences: 0 });
    },
    PATIENCE_MS,
  );
});
