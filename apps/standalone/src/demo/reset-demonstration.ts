import { belongingOf } from '#apps/base';
import type { Config } from '#platform/config';
import { openDatabase } from '../database.js';
import { findEmbeddedPostgres } from '../embedded-postgres/running.js';
import { demoConfig } from './demo-config.js';
import { emptyFolder, takeFolder } from './demo-folder.js';
import { emptyDatabase } from './mark.repository.js';
import { notOurs } from './not-ours.js';

/**
 * Empties the demonstration, so that its next start fills it anew with the dates of that day. Answers whether there was one.
 * @throws StartError while it runs, and for a database or folder that is anything but the demonstration's
 */
export async function resetDemonstration(given: Config, say: (line: string) => void): Promise<boolean> {
  const { config } = demoConfig(given);
  const isEmbedded = config.databaseUrl === null;
  if (isEmbedded && (await findEmbeddedPostgres(config.dataDir)).state === 'absent') return false;
  const database = await openDatabase(config, say);
  try {
    const belonging = await belongingOf(database.url);
    if (belonging === 'other') throw notOurs();
    if (belonging === 'empty') return false;
    await takeFolder(config.dataDir);
    await emptyDatabase(database.url);
    await emptyFolder(config.dataDir);
    return true;
  } finally {
    await database.stop();
  }
}
