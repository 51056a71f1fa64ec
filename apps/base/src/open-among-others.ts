import type { Config } from '#platform/config';
import { DatabaseHold, demandMigrated } from '#platform/database';
import { StartError, type Undo } from '#platform/process';
import { migrations } from './migrations/index.js';
import { refuseDemonstration } from './belonging.repository.js';
import type { BaseOptions } from './libs.module.js';
import { openBase, openLog } from './open-base.js';

/** What a process is given that works beside others on one database. */
export interface AmongOthers extends BaseOptions {
  readonly url: string;
  /** Settles with a sentence when another process has taken the database for itself. */
  readonly lost: Promise<string>;
}

/**
 * Opens what a process stands on that is one of several: a database that is there, has its schema and is no demonstration's,
 * and Redis, which carries live messages and limits between them.
 * @throws StartError with a sentence for what is missing
 */
export async function openAmongOthers(config: Config, undo: Undo, say: (line: string) => void): Promise<AmongOthers> {
  const { databaseUrl: url, redisUrl } = config;
  const missing = [...(url === null ? ['DATABASE_URL'] : []), ...(redisUrl === null ? ['REDIS_URL'] : [])];
  if (url === null || redisUrl === null) {
    throw new StartError(
      `Set ${missing.join(' and ')}: several processes share a database and need Redis between them. Everything in one process, which needs neither, is: npm start`,
    );
  }
  const logger = openLog(config);
  const hold = await DatabaseHold.take(url, 'shared');
  undo.add(2_000, () => hold.release());
  await refuseDemonstration(url);
  await demandMigrated(url, migrations);
  const base = await openBase({ config, logger, url }, undo, say);
  return { ...base, url, lost: hold.lost };
}
