import type { Client } from 'pg';
import { migrations } from '#apps/base';
import type { Config } from '#platform/config';
import { schemaLevel } from '#platform/database';
import { withSiteDatabase, NoDatabase } from '../site-database.js';
import { withClient } from '../with-client.js';
import { DatabaseFactsRepository, type DatabaseFacts } from './database.repository.js';
import { fail, ok, reasonOf, warn, type Finding } from './finding.js';

const OLDEST_MAJOR = 15;
/** A clock that is this far off is told; ids and links tolerate much more than the first. */
const CLOCK = { warnMs: 2_000, failMs: 60_000 };

/** The database: whether it answers, may be used, is safe, has our schema, and shares our time. */
export async function checkDatabase(config: Config, say: (line: string) => void): Promise<Finding[]> {
  try {
    return await withSiteDatabase(config, { looks: true }, say, ({ url, name }) =>
      withClient(url, (client) => look(client, name, config)),
    );
  } catch (error) {
    if (error instanceof NoDatabase) {
      return [warn('Database: none was made yet', '`npm start` makes one; DATABASE_URL names another.')];
    }
    return [fail(`Database: ${reasonOf(error)}`, 'See DATABASE_URL in docs/operating.md.')];
  }
}

async function look(client: Client, name: string, config: Config): Promise<Finding[]> {
  const repository = new DatabaseFactsRepository(client);
  const facts = await repository.facts();
  return [
    serverOf(facts, name),
    ...rightsOf(facts),
    ...safetyOf(facts),
    roomOf(facts, config),
    await schemaOf(client),
    ...jobsOf(facts),
    await clockOf(repository),
  ];
}

function serverOf({ version, major, encoding, hasIcu }: DatabaseFacts, name: string): Finding {
  if (major < OLDEST_MAJOR) return fail(`Database: PostgreSQL ${version}`, `Copse needs ${OLDEST_MAJOR} or newer.`);
  if (encoding !== 'UTF8') return fail(`Database: its encoding is ${encoding}`, 'Make it with ENCODING UTF8.');
  if (!hasIcu)
    return fail('Database: PostgreSQL was built without ICU', 'Use a usual package: names are sorted by ICU.');
  return ok(`Database: ${name}, PostgreSQL ${version}, ${encoding}`);
}

function rightsOf({ mayMake, hasUnaccent, foreign }: DatabaseFacts): Finding[] {
  if (!mayMake) {
    return [
      fail(
        'Rights: this role may make no tables',
        'Make it the owner of the database, or GRANT CREATE ON SCHEMA public.',
      ),
    ];
  }
  if (!hasUnaccent) {
    return [
      fail(
        'Rights: the extension unaccent is not there and cannot be made',
        'Install PostgreSQL’s contrib package, and GRANT CREATE ON DATABASE to this role, or CREATE EXTENSION unaccent.',
      ),
    ];
  }
  if (foreign.length === 0) return [];
  return [
    fail(
      `Rights: another role owns ${foreign.slice(0, 3).join(', ')}${foreign.length > 3 ? ' …' : ''}`,
      'Upgrades change tables: REASSIGN OWNED BY <that role> TO <this role>.',
    ),
  ];
}

function safetyOf({ unsafe, brokenIndexes }: DatabaseFacts): Finding[] {
  const findings: Finding[] = [];
  if (unsafe.length > 0) {
    findings.push(
      fail(
        `Safety: ${unsafe.join(', ')} ${unsafe.length === 1 ? 'is' : 'are'} off: what was acknowledged can be lost`,
        'Switch it on in postgresql.conf and reload.',
      ),
    );
  }
  if (brokenIndexes.length > 0) {
    findings.push(
      warn(`Indexes: ${brokenIndexes.join(', ')} cannot be used`, 'REINDEX INDEX CONCURRENTLY each of them.'),
    );
  }
  return findings;
}

function roomOf({ maxConnections }: DatabaseFacts, { databasePool }: Config): Finding {
  // The pool, its listeners and holds, and what the server keeps for itself.
  const needed = databasePool + 11;
  return needed <= maxConnections
    ? ok(`Connections: ${databasePool} for each process, of ${maxConnections}`)
    : warn(
        `Connections: ${databasePool} for each process, and the server takes ${maxConnections}`,
        'Lower DATABASE_POOL, or raise max_connections.',
      );
}

async function schemaOf(client: Client): Promise<Finding> {
  const { done, missing, unknown } = await schemaLevel(client, migrations);
  if (done.length === 0)
    return warn('Schema: the database is empty', '`npm start` or `copse migrate` makes it; `copse restore` fills it.');
  if (unknown.length > 0)
    return fail(`Schema: of a newer Copse (${unknown.join(', ')})`, 'Use that release or a later one.');
  if (missing.length > 0)
    return warn(`Schema: ${missing.length} steps are missing`, 'Run: copse migrate (`npm start` does it by itself).');
  return ok(`Schema: all ${done.length} steps of this release`);
}

const jobsOf = ({ failedJobs }: DatabaseFacts): Finding[] =>
  failedJobs === 0
    ? []
    : [warn(`Jobs: ${failedJobs} have failed for good`, 'The log says why; look for "job failed".')];

/** The offset between two readings of our own clock, so that a slow line is no wrong clock. */
export async function clockOf(repository: Pick<DatabaseFactsRepository, 'clock'>): Promise<Finding> {
  const before = Date.now();
  const theirs = await repository.clock();
  const after = Date.now();
  const off = Math.max(0, before - theirs, theirs - after);
  if (off < CLOCK.warnMs) return ok('Clock: the same as the database’s');
  const words = `Clock: ${(off / 1000).toFixed(1)} s from the database’s`;
  const remedy = 'Keep both machines’ time by NTP (chrony, systemd-timesyncd).';
  return off < CLOCK.failMs ? warn(words, remedy) : fail(words, remedy);
}
