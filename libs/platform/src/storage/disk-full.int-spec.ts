import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ERRORS, Upload } from '@tus/utils';
import { describeWith } from '../../../../test/support/requirement.js';
import { DiskStorage } from './disk-storage.js';
import { StorageFull } from './file-storage.js';

const MIB = 1024 * 1024;

/** Mounts a disk of eight MiB there; false where that is not allowed. */
function mountSmallDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const folder = await mkdtemp(join(tmpdir(), 'small-disk-'));
const mounted = mountSmallDisk(folder);

afterAll(async () => {
  if (mounted) execFileSync('umount', [folder]);
  await rm(folder, { recursive: true, force: true });
});

describeWith('tmpfs', mounted)('DiskStorage on a full disk', () => {
  const storage = new DiskStorage(join(folder, 'files'));
  const free = async (): Promise<number> => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  };
  let before: number;

  beforeAll(async () => {
    await storage.write(randomUUID(), Buffer.from('the folders are made'));
    before = await free();
  });

  it('leaves nothing of an upload that does not fit, says so, and takes the next one', async () => {
    const id = randomUUID();
    await storage.incoming.create(new Upload({ id, size: 20 * MIB, offset: 0 }));
    const pieces = Readable.from(Array.from({ length: 20 }, () => randomBytes(MIB)));
    await expect(storage.incoming.write(pieces, id, 0)).rejects.toBeInstanceOf(StorageFull);
    await expect(storage.incoming.getUpload(id)).rejects.toEqual(ERRORS.FILE_NOT_FOUND);
    expect(await free()).toBe(before);

    const next = randomUUID();
    await storage.incoming.create(new Upload({ id: next, size: MIB, offset: 0 }));
    expect(await storage.incoming.write(Readable.from([randomBytes(MIB)]), next, 0)).toBe(MIB);
    await storage.remove(next);
  });

  it('keeps what stood under the key when what should replace it does not fit', async () => {
    const key = randomUUID();
    await storage.write(key, Buffer.from('old'));
    await expect(storage.write(key, randomBytes(9 * MIB))).rejects.toBeInstanceOf(StorageFull);
    expect(await storage.size(key)).toBe(3);
    expect(await readdir(join(folder, 'files', 'tmp'))).toEqual([]);
  });
});
