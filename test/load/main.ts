/**
 * `npm run load [-- --quick]`: fifteen minutes of an association's everyday, then five times as much, on 1,000,000 posts
 * that are made once and kept in data-load/. Ends with status 1 when a demand is not met (docs/performance.md).
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '#apps/standalone';
import { divideCores } from '../bench/cores.js';
import { makeData } from '../bench/data/make-data.js';
import { makeTexts } from '../bench/data/texts.js';
import type { Dataset } from '../bench/dataset.js';
import { startProduct, stopEverything, type RunningServer, type Surroundings } from '../bench/processes.js';
import { settingsFor } from '../bench/settings.js';
import { Plan } from './plan.js';
import { every, run } from './stage.js';
import {
  FLOOD,
  STEADY,
  judgeFlood,
  judgeRecovery,
  judgeSteady,
  timesByAct,
  type Finding,
  type Pulse,
  type Sample,
} from './verdict.js';
import { Visitors } from './visitor.js';

const root = join(import.meta.dirname, '../../..');
const DATA = join(root, 'data-load');
const RESULTS = join(root, 'load-results.json');
const THREADS = 5_000;
const POSTS = 1_000_000;
const SESSIONS = 300;
/** In a quick trial everything takes this part of its time; its figures say only that it works. */
const QUICK = 1 / 12;
/** Every run asks for the same. */
const SEED = 88_675_123;
/** What a real site has, but for where the people come from: they are all on this machine, behind a proxy as it were. */
const PRODUCTION = { RATE_LIMITS: '', UPLOAD_MAX_MIB: '', COMMUNITY_QUOTA_MIB: '', TRUST_PROXY: 'loopback' };

const undo: (() => Promise<unknown>)[] = [];
let ending: Promise<void> | null = null;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void cleanUp().finally(() => process.exit(130)));
}
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
try {
  process.exitCode = (await load(values.quick ? QUICK : 1)) ? 0 : 1;
} catch (error) {
  // What is interrupted fails wherever it stands; that is no news.
  if (ending === null) throw error;
} finally {
  await cleanUp();
}

async function load(part: number): Promise<boolean> {
  const cores = divideCores();
  await mkdir(DATA, { recursive: true });
  const starting = startEmbeddedPostgres({ dataDir: DATA, log: say });
  undo.push(async () => (await starting.catch(() => null))?.stop(), stopEverything);
  const postgres = await starting;
  const dataDir = join(DATA, 'product');
  await mkdir(dataDir, { recursive: true });
  const around: Surroundings = { databaseUrl: postgres.url, dataDir, databaseConnections: 20, cores, nodeOptions: [] };
  const database = new Client({ connectionString: postgres.url });
  await database.connect();
  undo.push(() => database.end());
  const texts = makeTexts();
  const dataset = await oldOrNew(database, around, texts);

  const product = await startProduct(around, PRODUCTION);
  const visitors = new Visitors(
    product.port,
    dataset,
    texts.map(({ body }) => body),
  );
  undo.push(async () => visitors.close());
  const plan = new Plan(dataset.threads.length, dataset.sessions.length, SEED);

  say(`Warming up, ${STEADY.perSecond} requests/s …`);
  await run(visitors, plan.arrivals(STEADY.perSecond, STEADY.warmUpSeconds * Math.max(part, 0.25)));
  say(`${Math.round((STEADY.seconds * part) / 60)} minutes of ${STEADY.perSecond} requests/s …`);
  const memory: Sample[] = [];
  const begin = performance.now();
  const looking = every(5_000, async () => {
    memory.push({ at: (performance.now() - begin) / 1000, mebibytes: await memoryOf(product) });
  });
  const steady = await run(visitors, plan.arrivals(STEADY.perSecond, STEADY.seconds * part));
  await looking.stop();
  say(timesByAct(steady));

  say(`${Math.round((FLOOD.seconds * part) / 60)} minutes of ${FLOOD.perSecond} requests/s …`);
  const pulses: Pulse[] = [];
  const feeling = every(1_000, async () => {
    const alive = await fetch(`http://127.0.0.1:${product.port}/health/live`).then(
      (answer) => answer.ok,
      () => false,
    );
    pulses.push({ at: performance.now(), alive });
  });
  const flood = await run(visitors, plan.arrivals(FLOOD.perSecond, FLOOD.seconds * part));
  await feeling.stop();
  say(timesByAct(flood));
  say('And after it …');
  const after = await run(visitors, plan.arrivals(STEADY.perSecond, 2 * FLOOD.recovery));

  const findings = [
    ...judgeSteady(steady, memory, STEADY.flatAfter * part),
    ...judgeFlood(flood, pulses),
    judgeRecovery(after),
    await nothingLost(database, visitors.acknowledged),
  ];
  for (const { demand, found, met } of findings) say(`${met ? 'met   ' : 'MISSED'}  ${demand}: ${found}`);
  await writeFile(RESULTS, `${JSON.stringify({ quick: part < 1, cores, findings, memory }, null, 2)}\n`);
  return findings.every(({ met }) => met);
}

/** The data of a former run where it is whole, else new ones. */
async function oldOrNew(database: Client, around: Surroundings, texts: ReturnType<typeof makeTexts>): Promise<Dataset> {
  const file = join(DATA, 'dataset.json');
  const known = await readFile(file, 'utf8').catch(() => null);
  // Brings the schema up to date, and the tasks that follow from that.
  await startProduct(around, PRODUCTION).then((product) => product.stop());
  if (known !== null) return JSON.parse(known) as Dataset;
  say(`Making ${POSTS} posts, once …`);
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM communities WHERE visibility = 'PUBLIC' AND status = 'OPERATIONAL'
     AND join_policy = 'OPEN' AND eligibility = 'ANYONE'`,
  );
  const threadsPerCommunity = Math.ceil(THREADS / (rows[0]?.count ?? 1));
  const { threads, sessions } = await makeData(database, texts, {
    ...settingsFor(false),
    threadsPerCommunity,
    postsPerThread: Math.ceil(POSTS / THREADS),
    resourcesPerCommunity: 20,
    sessions: SESSIONS,
  });
  const dataset = { threads: threads.slice(0, THREADS), sessions };
  await writeFile(file, JSON.stringify(dataset), { mode: 0o600 });
  return dataset;
}

async function nothingLost(database: Client, ids: readonly string[]): Promise<Finding> {
  const { rows } = await database.query<{ kept: number }>(
    'SELECT count(*)::int AS kept FROM posts WHERE id = ANY ($1::uuid[])',
    [ids],
  );
  const kept = rows[0]?.kept ?? 0;
  return { demand: 'every acknowledged reply is there', found: `${kept} of ${ids.length}`, met: kept === ids.length };
}

async function memoryOf({ pid }: RunningServer): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function cleanUp(): Promise<void> {
  ending ??= (async () => {
    for (const step of undo.splice(0).toReversed()) {
      await step().catch((error: unknown) => process.stderr.write(`While cleaning up: ${String(error)}\n`));
    }
  })();
  return ending;
}
