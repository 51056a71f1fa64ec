import type { Config } from '#platform/config';
import { DatabaseHold } from '#platform/database';
import { StartError } from '#platform/process';
import { findEmbeddedPostgres, startEmbeddedPostgres } from '#apps/standalone';

/** The site's database, for the time of a command. */
export interface SiteDatabase {
  readonly url: string;
  /** How to call it in a sentence. */
  readonly name: string;
  close(): Promise<void>;
}

/** What a command needs of it. */
export interface Wanted {
  /** Nobody else may work on it: Copse must be stopped, and other commands done. */
  readonly alone?: boolean;
  /** It is looked at alone, and changed by nothing: also while somebody else has it alone. */
  readonly looks?: boolean;
  /** An embedded one that is not there yet is made. */
  readonly make?: boolean;
}

/** The embedded database was never made. */
export class NoDatabase extends StartError {}

/**
 * The database that the settings name: that of DATABASE_URL as it is; the embedded one through the running Copse, or
 * started for the time of the command under the lock that keeps a second Copse away. Throws StartError when it cannot be
 * had, also because a backup is being restored into it.
 */
export async function openSiteDatabase(
  config: Config,
  { alone = false, looks = false, make = false }: Wanted,
  say: (line: string) => void,
): Promise<SiteDatabase> {
  const database = await reach(config, { alone, make }, say);
  if (looks) return database;
  try {
    const turn = await DatabaseHold.take(database.url, alone ? 'alone' : 'shared', 'commands');
    return { ...database, close: () => turn.release().finally(() => database.close()) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function reach(
  { databaseUrl, dataDir }: Config,
  { alone, make }: { alone: boolean; make: boolean },
  say: (line: string) => void,
): Promise<SiteDatabase> {
  if (databaseUrl !== null) {
    const name = nameOf(databaseUrl);
    if (!alone) return { url: databaseUrl, name, close: () => Promise.resolve() };
    const hold = await DatabaseHold.take(databaseUrl);
    return { url: databaseUrl, name, close: () => hold.release() };
  }
  const name = `the embedded database in ${dataDir}`;
  const found = await findEmbeddedPostgres(dataDir);
  if (found.state === 'absent' && !make) {
    throw new NoDatabase(
      `There is no database in ${dataDir}: Copse was never started there. Name its folder with COPSE_DATA, or its database with DATABASE_URL.`,
    );
  }
  if (found.state === 'running' && alone) {
    throw new StartError(`Copse runs on the data folder ${dataDir} (process ${found.owner}). Stop it first.`);
  }
  if (found.state === 'running') return { url: found.url, name, close: () => Promise.resolve() };
  say('Starting the embedded database for the time of this command …');
  const embedded = await startEmbeddedPostgres({ dataDir, log: say });
  return { url: embedded.url, name, close: () => embedded.stop() };
}

/** Runs `work` with it and closes it whatever comes of that. */
export async function withSiteDatabase<T>(
  config: Config,
  wanted: Wanted,
  say: (line: string) => void,
  work: (database: SiteDatabase) => Promise<T>,
): Promise<T> {
  const database = await openSiteDatabase(config, wanted, say);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Host and name of a database, without user and password. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
