import { join } from 'node:path';
import { loadDirectoryOnce, type DirectorySource } from '#communities';
import type { Config } from '#platform/config';
import { createDataSource, Database } from '#platform/database';
import { createLogger, type Logger } from '#platform/logging';
import { explainFileError, StartError, type Undo } from '#platform/process';
import { checkRedis, RedisUnusable } from '#platform/redis';
import { BucketUnusable, checkStorage } from '#platform/storage';
import { startTracing } from '#platform/tracing';
import { entities } from './entities.js';
import { installation } from './installation.js';
import type { BaseOptions } from './libs.module.js';

/** The log of a process, on standard error. */
export const openLog = (config: Config): Logger => createLogger(config.logLevel, process.stderr);

/**
 * Opens what every process stands on, over a database that has its schema: the connections to it (ended by `undo`), the
 * place of files, Redis where there is one, and the first directory. Tells `say` what a person should know.
 * @throws StartError, DirectoryError
 */
export async function openBase(
  { config, logger, url }: { config: Config; logger: Logger; url: string },
  undo: Undo,
  say: (line: string) => void,
): Promise<BaseOptions> {
  // Before all that can be traced; the last traces leave after all that.
  undo.add(2_500, await startTracing(config, { logger, version: (await installation()).version }));
  let ending = false;
  const dataSource = createDataSource({
    url,
    poolSize: config.databasePool,
    entities,
    migrations: [],
    onPoolError: (error) => {
      // The pool ends before its last connection has said goodbye; losing it then is no news.
      if (!ending) logger.warn({ error: error.message }, 'database: idle connection lost');
    },
  });
  await dataSource.initialize();
  undo.add(1_000, () => {
    ending = true;
    return dataSource.destroy();
  });

  for (const warning of [await checkFiles(config), await checkLine(config)]) {
    if (warning === null) continue;
    logger.warn(warning);
    say(warning);
  }
  const loaded = await loadDirectoryOnce(new Database(dataSource), directorySource(config));
  if (loaded !== null) say(`Loaded ${loaded} communities.`);
  return { config, logger, dataSource };
}

function directorySource({ directory }: Config): DirectorySource {
  return directory === 'bundled' || directory === 'none' ? { kind: directory } : { kind: 'file', path: directory };
}

/** Files must have their place before anybody sends one. */
async function checkFiles(config: Config): Promise<string | null> {
  try {
    return await checkStorage(config);
  } catch (error) {
    if (error instanceof BucketUnusable) throw new StartError(error.message, { cause: error });
    throw explainFileError(error, join(config.dataDir, 'files'));
  }
}

/** A mistake in REDIS_URL is told at the start; a Redis that is away just now keeps nobody from starting. */
async function checkLine({ redisUrl }: Config): Promise<string | null> {
  try {
    return redisUrl === null ? null : await checkRedis(redisUrl);
  } catch (error) {
    if (error instanceof RedisUnusable) throw new StartError(error.message, { cause: error });
    throw error;
  }
}
