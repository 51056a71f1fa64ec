import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keeps what a story has counted; the run prints all of it at its end (scripts/test.mjs). */
export function figures(story: string, counted: Readonly<Record<string, number | string>>): void {
  const folder = process.env['COPSE_TEST_FOLDER'];
  const line = `${story}: ${Object.entries(counted)
    .map(([what, much]) => `${what} ${much}`)
    .join(', ')}`;
  if (folder) appendFileSync(join(folder, 'figures.txt'), `${line}\n`);
}
