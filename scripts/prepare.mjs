/**
 * Runs before `npm start`, `npm test` and the other commands, on whatever Node started npm (20 or newer), with
 * nothing installed: it installs what package-lock.json names when that changed, and checks that the pinned Node is
 * there. Node's built-ins alone.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.copse-installed');
const windows = process.platform === 'win32';
const pinnedNode = join(modules, '.bin', windows ? 'node.cmd' : 'node');

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  fail(`Copse needs Node ${OLDEST_NODE} or newer to begin with; this is ${process.version}.`);
}
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(`${process.platform}-${process.arch}`)
  .digest('hex');
if (!isInstalled()) {
  await install();
  const pinned = versionOfPinnedNode();
  if (!pinned?.startsWith('v24.')) {
    fail(
      `npm installed no Node 24 (found: ${pinned ?? 'none'}). Its install scripts must be allowed: see allowScripts in package.json.`,
    );
  }
  writeFileSync(stamp, wanted);
}

function isInstalled() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return existsSync(pinnedNode);
  if (!matchesLockfile() || !versionOfPinnedNode()?.startsWith('v24.')) return false;
  writeFileSync(stamp, wanted);
  return true;
}

/**
 * Whether npm itself brought node_modules to the lockfile (`npm install x`); npm writes this note when it has finished,
 * so an interrupted installation has none.
 */
function matchesLockfile() {
  try {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const installed = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages;
    return (
      Object.entries(lock).every(([path, entry]) => path === '' || entry.optional || entry.peer || installed[path]) &&
      Object.entries(installed).every(([path, { version }]) => lock[path]?.version === version)
    );
  } catch {
    return false;
  }
}

async function install() {
  rmSync(stamp, { force: true });
  process.stdout.write('Installing packages (a minute or two, only when they changed) …\n');
  const started = Date.now();
  const ticking = setInterval(() => {
    process.stdout.write(`  still installing, ${Math.round((Date.now() - started) / 1000)} s\n`);
  }, 15_000);
  const { command, args } = npm();
  const child = spawn(command, [...args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: windows && args.length === 0,
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  const code = await new Promise((done) => {
    child.on('error', () => done(1)).on('close', (status, signal) => done(signal ? 130 : status));
  });
  clearInterval(ticking);
  if (code !== 0) fail('The packages could not be installed; npm says above why. Run the same command again.', code);
  process.stdout.write(`Installed in ${Math.round((Date.now() - started) / 1000)} s.\n`);
}

/** npm by the Node that runs it now. The pinned Node will not do: `npm ci` removes it first. */
function npm() {
  const cli = process.env.npm_execpath;
  const runner = [process.env.npm_node_execpath, process.execPath, ...onPath(windows ? 'node.exe' : 'node')].find(
    (path) => path && existsSync(path) && !resolve(path).startsWith(modules),
  );
  if (runner && cli && existsSync(cli) && /\.c?js$/.test(cli) && !resolve(cli).startsWith(modules)) {
    return { command: runner, args: [cli] };
  }
  return { command: windows ? 'npm.cmd' : 'npm', args: [] };
}

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
}

function versionOfPinnedNode() {
  try {
    return execFileSync(pinnedNode, ['-v'], { encoding: 'utf8', shell: windows }).trim();
  } catch {
    return undefined;
  }
}

function fail(sentence, code = 1) {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}
