import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withNewFolder } from './new-folder.js';

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'copse-folder-'));
});
afterEach(() => rm(place, { recursive: true, force: true }));

const write = (folder: string): Promise<void> => writeFile(join(folder, 'one'), '1');

describe('a new folder', () => {
  it('has its name once it is whole, for its owner alone, also in place of an empty one', async () => {
    for (const name of ['new', 'deep/er']) {
      await withNewFolder(join(place, name), async (folder) => {
        expect((await stat(folder)).mode & 0o777).toBe(0o700);
        await expect(stat(join(place, name))).rejects.toThrow(/ENOENT/);
        await write(folder);
      });
      expect(await readFile(join(place, name, 'one'), 'utf8')).toBe('1');
    }
    await mkdir(join(place, 'empty'));
    await withNewFolder(join(place, 'empty'), write);
    expect(await readdir(join(place, 'empty'))).toEqual(['one']);
  });

  it('is not there when its work failed', async () => {
    const broken = withNewFolder(join(place, 'new'), async (folder) => {
      await write(folder);
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    expect(await readdir(place)).toEqual([]);
  });

  it('never takes the place of anything, nor goes on with what another one left', async () => {
    await mkdir(join(place, 'full'));
    await writeFile(join(place, 'full', 'mine'), 'x');
    await writeFile(join(place, 'file'), 'x');
    await mkdir(join(place, 'begun.unfinished'));
    await expect(withNewFolder(join(place, 'full'), write)).rejects.toThrow(/is not empty/);
    await expect(withNewFolder(join(place, 'file'), write)).rejects.toThrow(/is a file/);
    await expect(withNewFolder(join(place, 'begun'), write)).rejects.toThrow(/broken off/);
    expect(await readdir(join(place, 'full'))).toEqual(['mine']);
    expect(await readdir(join(place, 'begun.unfinished'))).toEqual([]);
  });
});
