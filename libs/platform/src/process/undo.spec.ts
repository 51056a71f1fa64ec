import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Undo } from './undo.js';

describe('Undo', () => {
  it('runs the latest step first and each one once, also after one that failed', async () => {
    const undo = new Undo();
    const done: string[] = [];
    undo.add(1_000, async () => void done.push('first'));
    undo.add(1_000, () => Promise.reject(new Error('broken')));
    undo.add(1_000, async () => void done.push('last'));
    await expect(undo.run()).rejects.toThrow('Not everything ended in order.');
    await undo.run();
    expect(done).toEqual(['last', 'first']);
  });

  it('keeps its limit where nothing else holds the process', async () => {
    // What a killed database leaves: a promise that never settles, and no socket that keeps the event loop alive.
    const program = `
      import { Undo } from ${JSON.stringify(join(import.meta.dirname, 'undo.ts'))};
      const undo = new Undo();
      undo.add(50, () => new Promise(() => undefined));
      console.log(await undo.run().catch((error) => error.errors[0].message));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
    expect(stdout).toBe('A part did not end within 50 ms.\n');
  });
});
