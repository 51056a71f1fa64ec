import { isAlone, type Config } from '#platform/config';
import { DatabaseHold } from '#platform/database';
import { startEmbeddedPostgres } from './embedded-postgres/index.js';

/** The database of this start, embedded or not. */
export interface RunningDatabase {
  readonly url: string;
  /** Settles with a sentence when it is lost for good: the embedded server ended, or another process took the database. */
  readonly lost: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Reaches the database, starting the embedded one where DATABASE_URL is not set. Either is ours alone: the embedded one
 * by the lock of its folder, the other one by a lock in it. Throws StartError when it cannot be had.
 */
export async function openDatabase(config: Config, log: (line: string) => void): Promise<RunningDatabase> {
  if (config.databaseUrl !== null) {
    const hold = await DatabaseHold.take(config.databaseUrl, isAlone(config) ? 'alone' : 'shared');
    return { url: config.databaseUrl, lost: hold.lost, stop: () => hold.release() };
  }
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log });
  return {
    url: embedded.url,
    lost: embedded.ended.then(() => 'The embedded database ended unexpectedly.'),
    stop: () => embedded.stop(),
  };
}
