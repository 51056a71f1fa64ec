import type { Round } from './case.js';
import type { RunningServer } from './processes.js';
import type { Settings } from './settings.js';

/** Both sides are warmed up, then measured in turns, so that a slow minute of the machine falls on both. */
export async function inTurns(
  { rounds, seconds, warmUpSeconds }: Pick<Settings, 'rounds' | 'seconds' | 'warmUpSeconds'>,
  [ours, bare]: readonly [RunningServer, RunningServer],
  measure: (server: RunningServer, amount: number) => Promise<number>,
): Promise<Round[]> {
  await measure(ours, warmUpSeconds);
  await measure(bare, warmUpSeconds);
  const results: Round[] = [];
  while (results.length < rounds) {
    results.push({ ours: await measure(ours, seconds), limit: await measure(bare, seconds) });
  }
  return results;
}
