/**
 * `npm test [-- pattern …]`: static checks, then Jest on a PostgreSQL of its own and in a browser found or brought.
 * COPSE_TEST_ONLY narrows it to a comma list of checks, unit, integration, architecture, e2e, topology, faults, fuzz, or is `policies`, a run of
 * its own in which each policy in turn allows everything; a pattern leaves the checks out. Everything it makes is in folders of its own, and everything it starts ends with it.
 */
import { spawn } from 'node:child_process';
import { chmod, lstat, mkdtemp, readdir, readFile, realpath, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { findBrowser } from './browser.mjs';
import { buildStale, root } from './build.mjs';
import { runChecks } from './checks.mjs';
import { fateOf, ownNote } from './process-note.mjs';

const GIB_IN_KIB = 1024 * 1024;
const PREFIX = 'copse-test-';
/** In each folder of a run: whose it is. */
const NOTE = 'run';
/** Programs that tests start; PostgreSQL and Chromium are told their folder by an argument. */
const STARTED = /^[^\0]*(?:^|\/)(?:node|postgres|redis-server|chrom[\w-]*|headless[\w-]*)[\0 ]/;
const patterns = process.argv.slice(2);
const only = (process.env.COPSE_TEST_ONLY ?? '')
  .split(',')
  .map((name) => name.trim())
  .filter(Boolean);
const wants = (name) => only.length === 0 || only.includes(name);
const counts = { passed: 0, failed: 0, skipped: 0 };
/** What failed, by name: whoever sees only the end of a long run must know where to look. */
const failures = [];
const children = new Set();
const interruption = new AbortController();
let database;
/** What unpacks the browser: it must have ended before its folder can go. */
let unpacking = null;
let interrupted = false;

const folder = await newFolder(tmpdir());
const folders = [folder];
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = true;
    interruption.abort();
    for (const child of children) child.kill('SIGTERM');
  });
}

try {
  if (wants('checks') && patterns.length === 0) add(await runChecks(children));
  if (!interrupted) await prepareAndTest();
} catch (error) {
  if (!interrupted) {
    process.stdout.write(`${error.stack ?? error}\n`);
    counts.failed += 1;
  }
} finally {
  await cleanUp();
}
if (interrupted) counts.failed += 1;
for (const failure of failures) process.stdout.write(`FAILED ${failure}\n`);
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
process.exit(interrupted ? 130 : counts.failed === 0 ? 0 : 1);

async function prepareAndTest() {
  const projects = ['unit', 'integration', 'architecture'].filter(wants);
  if (only.includes('policies')) projects.push('policies');
  const onDatabase =
    wants('e2e') || wants('topology') || wants('faults') || wants('fuzz') || projects.some((name) => name !== 'unit');
  const environment = { ...withoutSettings(process.env), NODE_ENV: 'test', TMPDIR: folder, COPSE_TEST_FOLDER: folder };
  if (projects.length === 0 && !onDatabase) return;
  // The browser is unpacked beside the first tests: it takes one core some ten seconds.
  if (wants('e2e')) unpacking = findBrowser(join(folder, 'browser'));
  const parts = ['packages', ...(onDatabase ? ['server', 'programs'] : []), ...(wants('e2e') ? ['web'] : [])];
  await buildStale(parts, interruption.signal);
  if (interrupted) return;
  environment.COPSE_TEST_PACKAGES = join(root, 'dist', 'packages', 'node_modules');
  if (onDatabase) {
    const { startEmbeddedPostgres } = await import('../dist/apps/standalone/src/index.js');
    database = await startEmbeddedPostgres({ dataDir: await databaseFolder(), durable: false, log: () => undefined });
    environment.COPSE_TEST_POSTGRES = database.url;
  }
  // Four at a time on two cores, which three left idle for a seventh of the time: what waits for a database does not
  // compute. Stories are three at a time, since each starts a product and a browser; what must have the machine for itself
  // comes after them.
  if (projects.length > 0 && !interrupted) await jest(projects, ['--maxWorkers=4'], environment);
  if (unpacking && !interrupted) {
    const { path, reason } = await unpacking;
    if (path) environment.CHROMIUM = path;
    else {
      delete environment.CHROMIUM;
      process.stdout.write(`No browser: ${reason}. The tests in it are skipped.\n`);
    }
  }
  const stories = ['e2e', 'faults', 'fuzz'].filter(wants);
  // The long forms of faults use the machine up by themselves.
  const workers = process.env.COPSE_FAULTS === 'long' ? '--runInBand' : '--maxWorkers=3';
  if (stories.length > 0 && !interrupted) await jest(stories, [workers], environment);
  const alone = [
    ...(wants('e2e') ? ['e2e-alone'] : []),
    ...(wants('faults') ? ['faults-alone'] : []),
    ...(wants('topology') ? ['topology'] : []),
  ];
  if (alone.length > 0 && !interrupted) await jest(alone, ['--runInBand'], environment);
  // What the stories counted, and the seeds by which random ones are told again.
  process.stdout.write(await readFile(join(folder, 'figures.txt'), 'utf8').catch(() => ''));
}

/** A folder of this run's, which all may pass: started by root, PostgreSQL runs as another account. */
async function newFolder(below) {
  await removeLeft(await realpath(below));
  const path = await realpath(await mkdtemp(join(below, PREFIX)));
  await chmod(path, 0o711);
  await writeFile(join(path, NOTE), await ownNote());
  return path;
}

/** What runs left there that were killed: their databases fill the memory, and what they started may still run. */
async function removeLeft(below) {
  for (const name of (await readdir(below)).filter((entry) => entry.startsWith(PREFIX))) {
    const path = join(below, name);
    const at = await lstat(path).catch(() => null);
    if (!at?.isDirectory() || at.uid !== process.getuid?.()) continue;
    if ((await fateOf(await readFile(join(path, NOTE), 'utf8').catch(() => ''))) !== 'gone') continue;
    await endAll([path]);
    // The note last: what cannot be removed now, such as a disk that is still mounted there, the next run tries again.
    await remove(path, NOTE).catch((error) => process.stdout.write(`Left of a killed run: ${path} (${error.code})\n`));
  }
}

/** Hundreds of databases lie in it: in memory, where there is plenty of it; file systems on disks take long to make as many files. */
async function databaseFolder() {
  const available = Number(
    /^MemAvailable: +(\d+) kB/m.exec(await readFile('/proc/meminfo', 'utf8').catch(() => ''))?.[1] ?? 0,
  );
  const memory = await statfs('/dev/shm').catch(() => null);
  if (memory === null || available < 12 * GIB_IN_KIB || memory.bavail * memory.bsize < 8 * GIB_IN_KIB * 1024)
    return join(folder, 'database');
  const below = await newFolder('/dev/shm');
  folders.push(below);
  return join(below, 'database');
}

/** What the developer has set for `npm start` must not change what the tests find. */
function withoutSettings(environment) {
  const settings =
    /^(PORT|HOST|PUBLIC_URL|DATABASE_URL|DATABASE_POOL|COPSE_DATA|COPSE_SECRET_KEY|SMTP_URL|MAIL_FROM|REDIS_URL|S3_URL|UPLOAD_MAX_MIB|COMMUNITY_QUOTA_MIB|SCANNER_URL|TRUST_PROXY|RATE_LIMITS|DIRECTORY|LOG_LEVEL|DRAIN_SECONDS|METRICS_PORT|METRICS_HOST|METRICS_TOKEN|OTEL_.*|PG.*)$/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !settings.test(name)));
}

async function jest(projects, args, environment) {
  const report = join(folder, `${projects.join('-')}.json`);
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      '--require',
      join(root, 'test', 'support', 'compile-once.cjs'),
      // A file's modules are young and many: in a small nursery V8 would carry them about again and again.
      '--max-semi-space-size=64',
      join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
      '--selectProjects',
      ...projects,
      '--passWithNoTests',
      '--json',
      `--outputFile=${report}`,
      ...args,
      ...(patterns.length > 0 ? ['--testPathPatterns', ...patterns] : []),
    ],
    // --json also prints the report; the progress goes to standard error.
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: environment },
  );
  children.add(child);
  const status = await new Promise((done) => child.on('close', (code, signal) => done(signal ?? code)));
  children.delete(child);
  const result = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
  const failed = (result.numFailedTests ?? 0) + (result.numRuntimeErrorTestSuites ?? 0);
  // What fails outside of the tests, such as their last cleaning up, is told by the status alone.
  const fell = failed === 0 && status !== 0 && !interrupted;
  if (fell) failures.push(`${projects.join(', ')}: Jest ended with ${status}`);
  add({
    passed: result.numPassedTests ?? 0,
    failed: failed + (fell ? 1 : 0),
    skipped: (result.numPendingTests ?? 0) + (result.numTodoTests ?? 0),
  });
  for (const { name, status, message, assertionResults } of result.testResults ?? []) {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    for (const { fullName, failureMessages } of failed) note(name, fullName, failureMessages[0]);
    if (failed.length === 0 && status === 'failed') note(name, 'did not run', message);
  }
}

function note(file, test, message) {
  const [first = ''] = stripVTControlCharacters(message ?? '').split('\n', 1);
  failures.push(`${relative(root, file)}: ${test}: ${first.slice(0, 200)}`);
}

function add(more) {
  for (const name of Object.keys(counts)) counts[name] += more[name] ?? 0;
  failures.push(...(more.failures ?? []));
}

async function cleanUp() {
  await unpacking?.catch(() => undefined);
  await database?.stop().catch(() => undefined);
  await endAll(folders);
  for (const path of folders) await remove(path);
}

/** Removes a folder, `last` in it after all the rest. */
async function remove(path, last) {
  const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 200 };
  for (const name of last ? await readdir(path) : []) if (name !== last) await rm(join(path, name), options);
  await rm(path, options);
}

async function endAll(paths) {
  for (const last of [null, 'SIGKILL', 'SIGKILL']) {
    const left = await runningIn(paths);
    if (left.length === 0) break;
    for (const { pid, signal } of left) {
      try {
        process.kill(pid, last ?? signal);
      } catch {
        // It has ended meanwhile.
      }
    }
    await sleep(500);
  }
}

/** What was left running, as of a test that was interrupted: it has one of these folders in its command line or environment. */
async function runningIn(paths) {
  if (process.platform !== 'linux') return [];
  const found = [];
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue;
    const [line, environment] = await Promise.all(
      ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
    );
    // Not who only looks into a folder with an editor.
    const named = STARTED.test(line) ? line + environment : environment;
    if (!paths.some((path) => named.includes(path))) continue;
    // PostgreSQL gives shared memory back only where it ends by itself; asked politely, it would wait for its clients.
    found.push({ pid: Number(pid), signal: /^[^\0]*\/postgres\0/.test(line) ? 'SIGQUIT' : 'SIGTERM' });
  }
  return found;
}
