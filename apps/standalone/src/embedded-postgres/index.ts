import { realpath } from 'node:fs/promises';
import { explainFileError } from '#platform/process';
import { unprivilegedAccount } from './account.js';
import { findBinaries, reachableBinaries } from './binaries.js';
import { ROLE, inspectCluster, makeCluster, rolePassword } from './cluster.js';
import { prepareHome } from './home.js';
import { stopLeftovers } from './leftovers.js';
import { takeOwnership } from './owner-lock.js';
import { postgresProcesses } from './processes.js';
import { startServer } from './server.js';

/** An embedded database that answers. */
export interface EmbeddedPostgres {
  /** For DATABASE_URL. The role owns its database and may create others; it is no superuser. */
  readonly url: string;
  /** Settles when PostgreSQL has ended, wanted or not. */
  readonly ended: Promise<void>;
  /** All of its processes, the postmaster among them. */
  pids(): Promise<number[]>;
  /** Ends it cleanly and gives the folder free. */
  stop(): Promise<void>;
}

/** How to start it. */
export interface EmbeddedPostgresOptions {
  /** The data folder; the database goes into `postgres` in it. */
  readonly dataDir: string;
  /** Told what takes time, a line each. */
  readonly log: (line: string) => void;
  /** False gives up durability for speed, for a database that a test throws away. */
  readonly durable?: boolean;
}

/**
 * Starts a real PostgreSQL under the data folder, making it at the first start: the default for everybody who has set
 * no DATABASE_URL, and the database of the tests. Throws StartError, one clear sentence, for whatever stands in the way.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, durable = true } = options;
  const found = await findBinaries();
  const account = await unprivilegedAccount();
  const prepared = await prepareHome(options.dataDir, account);
  try {
    const release = await takeOwnership(prepared, options.dataDir);
    try {
      const folder = await realpath(prepared.folder);
      const home = { ...prepared, folder, cluster: `${folder}/cluster` };
      const binaries = account ? await reachableBinaries(found, account, folder) : found;
      const state = await inspectCluster(home, binaries);
      await stopLeftovers(home.cluster, log);
      const making = { home, binaries, account, durable };
      if (state === 'absent') log('Making the database …');
      const password = await rolePassword(making, state);
      if (state === 'absent') await makeCluster(making, password);
      const server = await startServer(making);
      return {
        url: `postgres://${ROLE}:${password}@127.0.0.1:${server.port}/${ROLE}`,
        ended: server.ended,
        pids: () => postgresProcesses(home.cluster),
        stop: async () => {
          await server.stop();
          await release();
        },
      };
    } catch (error) {
      await release();
      throw error;
    }
  } catch (error) {
    throw explainFileError(error, prepared.folder);
  }
}
