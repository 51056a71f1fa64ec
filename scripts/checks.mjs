/** The static checks, in the order of npm test. `npm run check` runs them alone. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './build.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
/** The compiler written for machines, which has no API yet: what asks for one (dependency-cruiser, code generation) has `typescript`. */
const TSC = [
  process.execPath,
  join('node_modules', 'typescript-native', 'bin', 'tsc'),
  '--noEmit',
  '--pretty',
  'false',
];
const AT_ONCE = 2;

const CHECKS = [
  ['format', bin('oxfmt'), '--check'],
  ['lint', bin('oxlint'), '--deny-warnings', '--quiet'],
  ['types of the server', ...TSC, '-p', 'tsconfig.json'],
  ['types of the stories', ...TSC, '-p', 'test/e2e/tsconfig.json'],
  ['types of the web client', ...TSC, '-p', 'apps/web/tsconfig.json'],
  [
    'boundaries between libs',
    bin('depcruise'),
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'err',
    'apps',
    'libs',
  ],
  ['nothing unused', bin('knip'), '--no-progress'],
  ['generated files', process.execPath, join('scripts', 'gen.mjs'), '--check'],
];

/** Runs every check, telling each outcome in a line and the output of those that failed. Returns how many passed and failed, and which. */
export async function runChecks(children) {
  const counts = { passed: 0, failed: 0, failures: [] };
  const waiting = [...CHECKS];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let check = waiting.shift(); check; check = waiting.shift()) {
        const [label, command, ...args] = check;
        const started = performance.now();
        const { code, output } = await run(command, args, children);
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${label} (${seconds} s)\n`);
        if (code === 0) counts.passed += 1;
        else {
          counts.failed += 1;
          counts.failures.push(label);
          process.stdout.write(`${output.trimEnd()}\n`);
        }
      }
    }),
  );
  return counts;
}

function run(command, args, children) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    children?.add(child);
    const output = [];
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => output.push(text));
    child.on('error', (error) => output.push(error.message));
    child.on('close', (code) => {
      children?.delete(child);
      done({ code, output: output.join('') });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed, failed } = await runChecks();
  process.stdout.write(`${passed} passed, ${failed} failed, 0 skipped\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
