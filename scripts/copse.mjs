#!/usr/bin/env node
/**
 * `npx copse <command>` and `npm run copse -- <command>`: the product's command line, on the Node that npm brought and
 * built from what stands here. `npx` may start it with another Node; then it starts itself once more.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(import.meta.dirname);
const pinned = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

if (!process.version.startsWith('v24.')) await onPinnedNode();
else await here();

/** Signals reach it by the terminal or by us; its status is ours. */
async function onPinnedNode() {
  await import('./prepare.mjs');
  if (!existsSync(pinned)) {
    process.stderr.write('The packages are not installed: run `npm ci` once.\n');
    process.exit(1);
  }
  const child = spawn(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((done) => child.on('close', (code) => done(code ?? 1)));
}

async function here() {
  process.env.NODE_ENV = 'production';
  try {
    // Without the builder's packages (a production installation) what was built stands.
    if (existsSync(join(root, 'node_modules', '@swc', 'core'))) {
      const { buildStale } = await import('./build.mjs');
      await buildStale(['server', 'programs']);
    }
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  await import('../dist/programs/cli.js');
}
