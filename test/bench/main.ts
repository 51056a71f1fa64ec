/**
 * `npm run bench [-- case …] [--quick] [--profile]`: measures the product beside the bare limit in one run and prints the ratios
 * (docs/performance.md). It measures and judges nothing: only a mistake in its arguments ends it with an error.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '#apps/standalone';
import { temporaryFolder } from '../support/temporary-folder.js';
import { CASE_NAMES, type Bench, type CaseName, type Round } from './case.js';
import { runCase } from './cases.js';
import { divideCores, type Cores } from './cores.js';
import { makeData } from './data/make-data.js';
import { makeTexts } from './data/texts.js';
import { Load, startProduct, stopEverything, type Surroundings } from './processes.js';
import { databaseFacts, machine, resultOf, table, versions, type CaseResult } from './report.js';
import { settingsFor, type Settings } from './settings.js';

const root = join(import.meta.dirname, '../../..');
const RESULTS = join(root, 'bench-results.json');
const PROFILES = join(root, 'test-output/profiles');

const undo: (() => Promise<void>)[] = [];
let ending: Promise<void> | null = null;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void cleanUp().finally(() => process.exit(130)));
}
const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, profile: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !isCase(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no case ${unknown.join(', ')}. Cases: ${CASE_NAMES.join(', ')}.\n`);
  process.exit(1);
}
try {
  await bench(positionals.length > 0 ? positionals.filter(isCase) : CASE_NAMES, settingsFor(values.quick));
} catch (error) {
  // What is interrupted fails wherever it stands; that is no news.
  if (ending === null) throw error;
} finally {
  await cleanUp();
}

async function bench(names: readonly CaseName[], settings: Settings): Promise<void> {
  const started = performance.now();
  const cores = divideCores();
  const ready = await prepare(settings, cores).catch((error: Error) => {
    if (ending === null) process.stderr.write(`Nothing can be measured: ${error.message}\n`);
    return null;
  });
  const results: CaseResult[] = [];
  for (const name of names) {
    const rounds = ready ? await measured(name, ready) : [];
    if (ending !== null) return;
    results.push(resultOf(name, rounds));
    say(table(results.slice(-1)).split('\n').at(-1) ?? name);
  }
  const facts = ready ? await databaseFacts(ready.database) : null;
  const report = {
    machine: machine(),
    versions: versions(facts?.version ?? null),
    settings: {
      ...settings,
      serverCore: cores.server,
      secondServerCore: cores.second,
      loadCores: cores.load,
      profiled: values.profile,
      compression: 'not asked for, by neither side',
      postgresql: facts?.settings ?? null,
    },
    cases: results,
  };
  await writeFile(`${RESULTS}.new`, `${JSON.stringify(report, null, 2)}\n`);
  await rename(`${RESULTS}.new`, RESULTS);
  say(`\n${table(results)}\n\n${Math.round((performance.now() - started) / 1000)} s; written to bench-results.json.`);
}

/** A durable PostgreSQL with the product's schema and directory, our data, and the process that makes the load. */
async function prepare(settings: Settings, cores: Cores): Promise<Bench> {
  const folder = await temporaryFolder();
  undo.push(folder.remove);
  const starting = startEmbeddedPostgres({ dataDir: folder.path, log: say });
  undo.push(async () => (await starting.catch(() => null))?.stop(), stopEverything);
  const postgres = await starting;
  const dataDir = join(folder.path, 'product');
  await mkdir(dataDir);
  const { databaseConnections } = settings;
  const plain: Surroundings = { databaseUrl: postgres.url, dataDir, databaseConnections, cores, nodeOptions: [] };

  say('Making schema and data …');
  await startProduct(plain).then((product) => product.stop());
  const database = new Client({ connectionString: postgres.url });
  await database.connect();
  undo.push(() => database.end());
  const texts = makeTexts();
  const dataset = await makeData(database, texts, settings);
  const nodeOptions = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${PROFILES}`] : [];
  const around = { ...plain, nodeOptions };
  const load = Load.start();
  await load.do({ kind: 'begin', dataset, texts });
  return { settings, around, dataset, database, load, atEnd: (step) => void undo.push(step) };
}

async function measured(name: CaseName, ready: Bench): Promise<Round[]> {
  try {
    return await runCase(name, ready);
  } catch (error) {
    if (ending === null)
      process.stderr.write(
        `${name} could not be measured: ${error instanceof Error ? error.message : String(error)}\n`,
      );
    return [];
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function cleanUp(): Promise<void> {
  ending ??= undoAll();
  return ending;
}

async function undoAll(): Promise<void> {
  for (const step of undo.splice(0).toReversed()) {
    await step().catch((error: unknown) => process.stderr.write(`While cleaning up: ${String(error)}\n`));
  }
}

function isCase(name: string): name is CaseName {
  return (CASE_NAMES as readonly string[]).includes(name);
}
