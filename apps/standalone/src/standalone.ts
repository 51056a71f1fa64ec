import { join } from 'node:path';
import { createApi, entities, migrations } from '#apps/api';
import type { Api } from '#apps/api';
import { loadDirectoryOnce } from '#communities';
import type { DirectorySource } from '#communities';
import { ClaimService } from '#identity';
import type { Config } from '#platform/config';
import { Database, createDataSource, migrate } from '#platform/database';
import { createLogger, type Logger } from '#platform/logging';
import { KeyRing } from '#platform/secrets';
import { BucketUnusable, checkStorage } from '#platform/storage';
import { openDatabase } from './database.js';
import { checkPort, explain } from './port.js';
import { StandaloneModule } from './standalone.module.js';
import { StartError, explainFileError } from './start-error.js';
import { Undo } from './undo.js';

/** The whole product in one process. */
export interface Standalone {
  /** A fresh link for the first administrator, or null when there is one. */
  readonly claimLink: string | null;
  /** Settles with a sentence when the database is lost for good. */
  readonly lost: Promise<string>;
  /** Ready turns 503, requests end, jobs end, the database ends. */
  stop(): Promise<void>;
}

/**
 * Brings up database, schema, directory, api and worker in that order, telling `say` what takes time. Throws
 * StartError, or what went wrong, after undoing what it had started.
 */
export async function startStandalone(config: Config, say: (line: string) => void): Promise<Standalone> {
  await checkPort(config.port, config.host);
  const logger = createLogger(config.logLevel, process.stderr);
  const undo = new Undo();
  try {
    say('Starting the database …');
    const database = await openDatabase(config, say);
    undo.add(10_000, () => database.stop());
    await migrate(database.url, migrations);

    let ending = false;
    const dataSource = createDataSource({
      url: database.url,
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

    await checkFiles(config, logger, say);

    const loaded = await loadDirectoryOnce(new Database(dataSource), directorySource(config));
    if (loaded !== null) say(`Loaded ${loaded} communities.`);

    say('Starting the server …');
    const root = StandaloneModule.forRoot({ config, logger, dataSource, url: database.url });
    const api = await listening(createApi(root, { config, logger }), config);
    undo.add(8_000, () => api.stop());
    api.app.get(KeyRing, { strict: false }).prepare();
    return {
      claimLink: await api.app.get(ClaimService, { strict: false }).issueLink(),
      lost: database.lost,
      stop: () => undo.run(),
    };
  } catch (error) {
    await undo.run().catch((reason: unknown) => logger.error({ reason }, 'stopping after a failed start'));
    throw error;
  }
}

function directorySource({ directory }: Config): DirectorySource {
  return directory === 'bundled' || directory === 'none' ? { kind: directory } : { kind: 'file', path: directory };
}

/** Files must have their place before anybody sends one. */
async function checkFiles(config: Config, logger: Logger, say: (line: string) => void): Promise<void> {
  try {
    const warning = await checkStorage(config);
    if (warning === null) return;
    logger.warn(warning);
    say(warning);
  } catch (error) {
    if (error instanceof BucketUnusable) throw new StartError(error.message, { cause: error });
    throw explainFileError(error, join(config.dataDir, 'files'));
  }
}

async function listening(starting: Promise<Api>, config: Config): Promise<Api> {
  try {
    return await starting;
  } catch (error) {
    throw error instanceof Error ? explain(error, config.port, config.host) : error;
  }
}
