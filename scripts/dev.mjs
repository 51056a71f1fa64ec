/**
 * The server half of `npm run dev`: builds, runs and after each change builds and runs again. Introspection is open,
 * and PUBLIC_URL is Vite's address, which passes everything but the client on to us.
 */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { buildStale, root } from './build.mjs';

const CALM = 200;
const environment = { PUBLIC_URL: 'http://localhost:5173', LOG_LEVEL: 'info', ...process.env, NODE_ENV: 'development' };
let product;
let timer;
let working = Promise.resolve();

for (const folder of ['libs', 'apps/base', 'apps/api', 'apps/worker', 'apps/standalone']) {
  watch(join(root, folder), { recursive: true }, (_, file) => {
    if (!/\.(ts|json)$/.test(file ?? '') || /\.(spec|int-spec)\.ts$/.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => (working = working.then(restart)), CALM);
  });
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    clearTimeout(timer);
    working = working.then(stop).then(() => process.exit());
  });
}
working = restart();

async function restart() {
  try {
    await buildStale(['server']);
  } catch (error) {
    // The former one goes on serving until the mistake is mended.
    process.stderr.write(`${error.message}\n`);
    return;
  }
  await stop();
  product = spawn(process.execPath, ['--enable-source-maps', 'dist/apps/standalone/src/main.js'], {
    cwd: root,
    stdio: 'inherit',
    env: environment,
  });
}

async function stop() {
  if (!product || product.exitCode !== null) return;
  const ended = new Promise((done) => product.once('exit', done));
  product.kill('SIGTERM');
  await ended;
}
