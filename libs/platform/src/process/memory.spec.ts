import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

describe('memory', () => {
  it('gives back what nobody holds any more, and nothing else', async () => {
    const program = `
      import { giveBackMemory } from ${JSON.stringify(join(import.meta.dirname, 'memory.ts'))};
      const things = () => Array.from({ length: 200_000 }, (_, number) => ({ number }));
      const used = () => process.memoryUsage().heapUsed;
      const kept = things();
      let starting = things();
      const before = used();
      starting = [];
      await giveBackMemory();
      console.log(before - used() > 4_000_000, kept.at(-1).number, starting.length);
    `;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program]);
    expect(stdout).toBe('true 199999 0\n');
  });

  it('gives back what load needed once the process is calm, and not before', async () => {
    const program = `
      import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
      import { getHeapStatistics } from 'node:v8';
      import { giveBackAfterLoad } from ${JSON.stringify(join(import.meta.dirname, 'memory.ts'))};
      const held = () => getHeapStatistics().total_heap_size;
      giveBackAfterLoad(50);
      let rush = Array.from({ length: 3_000_000 }, (_, number) => ({ number }));
      const most = held();
      rush = [];
      for (const end = performance.now() + 1_000; performance.now() < end; await turn());
      const busy = held();
      for (let looks = 600; looks > 0 && held() > most / 2; looks -= 1) await sleep(50);
      console.log(most > 100_000_000, busy > most / 2, held() < most / 2, rush.length);
    `;
    // V8 does nothing of it by itself then.
    const alone = ['--no-memory-reducer', '--no-incremental-marking'];
    const { stdout } = await run(process.execPath, [...alone, '--input-type=module', '--eval', program]);
    expect(stdout).toBe('true true true 0\n');
  });
});
