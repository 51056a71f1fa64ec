import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../test/support/until.js';

const WAITS = 'Another build is going on here; waiting for it …\n';
/** Takes its turn, says so, and keeps it until it is spoken to. */
const BUILDER = `
  import { takeTurn } from ${JSON.stringify(resolve('scripts/build-turn.mjs'))};
  const endTurn = await takeTurn(process.argv[1], (line) => console.log(line));
  console.log('builds');
  process.stdin.once('data', async () => {
    await endTurn();
    process.exit();
  });`;

let folder: string;
let lock: string;
let started: ChildProcess[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copse-turn-'));
  lock = join(folder, '.building');
  started = [];
});
afterEach(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** A process that wants to build; `said` is what it said until now. */
function builder(): { said: () => string; end: () => Promise<unknown>; kill: () => Promise<unknown> } {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', BUILDER, lock], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  started.push(child);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(child, 'close');
  return {
    said: () => said,
    end: () => (child.stdin.end('end'), ended),
    kill: () => (child.kill('SIGKILL'), ended),
  };
}
/** As it is a while after a builder was killed. */
async function leaveOne(): Promise<void> {
  const killed = builder();
  await builds(killed);
  await killed.kill();
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(lock, longAgo, longAgo);
}
const builds = (one: { said: () => string }) => until('a turn', () => one.said().endsWith('builds\n'));

describe('builds in one folder', () => {
  it('take turns, and who waits says so once', async () => {
    const first = builder();
    await builds(first);
    const second = builder();
    await until('its words', () => second.said() !== '');
    expect(second.said()).toBe(WAITS);
    await first.end();
    await builds(second);
    expect([first.said(), second.said()]).toEqual(['builds\n', `${WAITS}builds\n`]);
    await second.end();
    expect(await readdir(folder)).toEqual([]);
  });

  it('do not wait for good for one that was killed', async () => {
    await leaveOne();
    const next = builder();
    await builds(next);
    expect(next.said()).toBe('builds\n');
  });

  it('say what is in the way where there may be no turn', async () => {
    await rm(folder, { recursive: true });
    const path: string = resolve('scripts/build-turn.mjs');
    const { takeTurn } = (await import(path)) as {
      takeTurn(lock: string, say: () => void): Promise<() => Promise<void>>;
    };
    await expect(takeTurn(lock, () => undefined)).rejects.toThrow(lock);
  });

  it('are one at a time also where many find what a killed one left', async () => {
    await leaveOne();
    const building = { now: 0, most: 0 };
    const all = Array.from({ length: 5 }, async () => {
      const one = builder();
      await builds(one);
      building.most = Math.max(building.most, (building.now += 1));
      // Long enough that a second one at the same time would be seen.
      await setTimeout(100);
      building.now -= 1;
      await one.end();
    });
    await Promise.all(all);
    expect(building).toEqual({ now: 0, most: 1 });
    expect(await readdir(folder)).toEqual([]);
  });
});
