/**
 * Builds what changed: libs and server apps by one SWC pass into dist/, the programs from these, the web client by Vite
 * into dist/web. What is new is told by the contents of the inputs. Each part is built beside its place and moved there when it is complete;
 * its stamp is removed before and written after, so that an interrupted build counts as none.
 * `node scripts/build.mjs [server] [programs] [packages] [web] [bench]` builds only these parts.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { takeTurn } from './build-turn.mjs';

export const root = dirname(import.meta.dirname);
const dist = join(root, 'dist');
const COMMON = ['package-lock.json', 'package.json', 'scripts/build.mjs'];
const SERVER = ['libs/**', 'apps/{base,api,worker,standalone,cli}/**'];
const NOT_BUILT = /\.(spec|int-spec|e2e-spec)\.tsx?$|\/README\.md$/;

const PARTS = {
  server: {
    label: 'server',
    inputs: [...COMMON, '.swcrc', ...SERVER],
    places: ['libs', 'apps'],
    make: (target) => compile(SERVER, target),
  },
  programs: {
    label: 'programs',
    inputs: [...COMMON, 'scripts/bundle.mjs', '.swcrc', ...SERVER],
    places: ['programs'],
    // Made from what the server's part has put in its place.
    after: 'server',
    make: async (target) => (await import('./bundle.mjs')).bundle(root, dist, join(target, 'programs')),
  },
  packages: {
    label: 'packages for tests',
    inputs: [...COMMON, 'scripts/bundle.mjs', 'scripts/bundle-packages.mjs'],
    also: async () => (await import('./bundle-packages.mjs')).tiedSpecifiers(root),
    places: ['packages'],
    make: async (target) => {
      const { bundlePackages } = await import('./bundle-packages.mjs');
      await bundlePackages(root, join(target, 'packages', 'node_modules'));
    },
  },
  web: {
    label: 'web client',
    inputs: [...COMMON, 'apps/web/**', 'libs/contracts/src/**', 'lingui.config.ts', 'tsconfig.base.json'],
    places: ['web'],
    make: buildWeb,
  },
  bench: {
    label: 'benchmark',
    inputs: [...COMMON, '.swcrc', 'test/{bench,load,support}/**'],
    places: ['test'],
    make: (target) => compile(['test/{bench,load,support}/**'], target),
  },
};

/**
 * Builds the parts whose inputs changed since their last complete build: what the product needs, or those named. Two that
 * build in one folder take turns, and the second builds what the first has left; `signal` ends the waiting.
 */
export async function buildStale(names = ['server', 'programs', 'web'], signal = undefined) {
  if ((await staleAmong(names)).length === 0) return;
  await mkdir(dist, { recursive: true });
  const endTurn = await takeTurn(join(dist, '.building'), (line) => process.stdout.write(`${line}\n`), signal);
  try {
    await buildAll(await staleAmong(names));
  } finally {
    await endTurn();
  }
}

async function staleAmong(names) {
  const stale = [];
  for (const name of names) {
    const { inputs, also } = PARTS[name];
    const wanted = await fingerprint(inputs, await also?.());
    const built = await readFile(stampOf(name), 'utf8').catch(() => '');
    const complete = PARTS[name].places.every((place) => existsSync(join(dist, place)));
    if (built !== wanted || !complete) stale.push([name, wanted]);
  }
  return stale;
}

async function buildAll(stale) {
  if (stale.length === 0) return;
  const started = performance.now();
  process.stdout.write(`Building ${stale.map(([name]) => PARTS[name].label).join(' and ')} …\n`);
  const isLater = ([name]) => PARTS[name].after !== undefined;
  for (const now of [stale.filter((part) => !isLater(part)), stale.filter(isLater)])
    await Promise.all(now.map(([name, wanted]) => build(name, wanted)));
  process.stdout.write(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.\n`);
}

async function build(name, wanted) {
  const { places, make } = PARTS[name];
  const unfinished = join(dist, `.${name}-${process.pid}`);
  try {
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    await make(unfinished);
    await rm(stampOf(name), { force: true });
    for (const place of places) {
      // A program that ends just now may still write down what V8 made of it.
      await rm(join(dist, place), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      await rename(join(unfinished, place), join(dist, place));
    }
    await writeFile(stampOf(name), wanted);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function compile(patterns, target) {
  const { transformFile } = await import('@swc/core');
  for (const file of filesOf(patterns)) {
    if (NOT_BUILT.test(file)) continue;
    const output = join(target, file.replace(/\.ts$/, '.js'));
    await mkdir(dirname(output), { recursive: true });
    if (!file.endsWith('.ts')) {
      await copyFile(join(root, file), output);
      continue;
    }
    const { code, map } = await transformFile(join(root, file), {
      cwd: root,
      sourceFileName: relative(dirname(join(dist, file)), join(root, file)),
    });
    await writeFile(output, map ? `${code}\n//# sourceMappingURL=${output.split('/').at(-1)}.map\n` : code);
    if (map) await writeFile(`${output}.map`, map);
  }
}

async function buildWeb(target) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = ['build', 'apps/web', '--outDir', join(target, 'web'), '--emptyOutDir', '--logLevel', 'warn'];
  const child = spawn(process.execPath, [vite, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const code = await new Promise((done) => child.on('close', done));
  if (code !== 0) throw new Error('The web client could not be built; Vite says above why.');
  await packBeside(join(target, 'web'));
  await packBeside(join(target, 'web', 'assets'));
}

/** Lays each script and style beside itself packed as small as can be, which would take too long for every request. */
async function packBeside(folder) {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT, BROTLI_MAX_QUALITY, Z_BEST_COMPRESSION } = constants;
  const packed = globSync('*.{js,mjs,css,svg}', { cwd: folder }).map(async (name) => {
    const file = join(folder, name);
    const bytes = await readFile(file);
    const params = { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY, [BROTLI_PARAM_SIZE_HINT]: bytes.length };
    const [br, gz] = await Promise.all([
      promisify(brotliCompress)(bytes, { params }),
      promisify(gzip)(bytes, { level: Z_BEST_COMPRESSION }),
    ]);
    if (br.length < bytes.length) await writeFile(`${file}.br`, br);
    if (gz.length < bytes.length) await writeFile(`${file}.gz`, gz);
  });
  await Promise.all(packed);
}

async function fingerprint(patterns, also = []) {
  const hash = createHash('sha256').update(also.join());
  for (const file of filesOf(patterns)) {
    if (!COMMON.includes(file) && NOT_BUILT.test(file)) continue;
    hash
      .update(`${file}\0`)
      .update(await readFile(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesOf(patterns) {
  return globSync(patterns, { cwd: root, withFileTypes: true, exclude: ({ name }) => name === 'node_modules' })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

function stampOf(name) {
  return join(dist, `.${name}.stamp`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  await buildStale(names.length > 0 ? names : undefined).catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
