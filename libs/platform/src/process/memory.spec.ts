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
});
