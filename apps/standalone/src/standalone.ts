import { listen } from '#apps/api';
import { migrations, openBase, openLog, refuseDemonstration, type BaseOptions } from '#apps/base';
import { ClaimService } from '#identity';
import type { Config } from '#platform/config';
import { migrate } from '#platform/database';
import { checkPort, Undo, type Running } from '#platform/process';
import { KeyRing } from '#platform/secrets';
import { openDatabase } from './database.js';
import { StandaloneModule } from './standalone.module.js';

/** The whole product in one process. */
export interface Standalone extends Running {
  /** Where people find it. */
  readonly url: string;
  /** A fresh link for the first administrator, or null when there is one. */
  readonly claimLink: string | null;
}

/** What is done besides while a site starts. */
export interface Preparation {
  /** Before anything of the database is read or written. */
  readonly onDatabase: (url: string) => Promise<void>;
  /** When schema and directory are there, before anybody can come and any job runs. */
  readonly onBase: (base: BaseOptions) => Promise<void>;
}

const ORDINARY: Preparation = { onDatabase: refuseDemonstration, onBase: () => Promise.resolve() };

/**
 * Brings up database, schema, directory, api and worker in that order, telling `say` what takes time. Throws
 * StartError, or what went wrong, after undoing what it had started.
 */
export async function startStandalone(
  config: Config,
  say: (line: string) => void,
  { onDatabase, onBase }: Preparation = ORDINARY,
): Promise<Standalone> {
  await checkPort(config.port, config.host);
  const logger = openLog(config);
  const undo = new Undo();
  try {
    say('Starting the database …');
    const database = await openDatabase(config, say);
    undo.add(10_000, () => database.stop());
    await onDatabase(database.url);
    await migrate(database.url, migrations);
    const options = await openBase({ config, logger, url: database.url }, undo, say);
    await onBase(options);

    say('Starting the server …');
    let claimLink: string | null = null;
    const api = await listen(StandaloneModule.forRoot({ ...options, url: database.url }), options, async (app) => {
      // Those who were waiting for this start take every connection to the database as soon as they can.
      claimLink = await app.get(ClaimService, { strict: false }).issueLink();
    });
    undo.add(config.drainSeconds * 1_000 + 8_000, () => api.stop());
    api.app.get(KeyRing, { strict: false }).prepare();
    return {
      url: config.publicUrl,
      claimLink,
      lost: database.lost,
      stop: () => undo.run(),
    };
  } catch (error) {
    await undo.run().catch((reason: unknown) => logger.error({ reason }, 'stopping after a failed start'));
    throw error;
  }
}
