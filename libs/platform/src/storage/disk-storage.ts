import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { DiskIncoming } from './disk-incoming.js';
import { makeFolders, nothingThere, orFull, passingPath, removeStale, settle } from './disk-files.js';
import {
  demandKey,
  FileStorage,
  isOurs,
  ObjectMissing,
  PAGE,
  type ByteRange,
  type StoredObject,
} from './file-storage.js';

const READ_AT_ONCE = 256 * 1024;

/** Bytes in one folder, a file for each key; `tmp` below it holds what is not whole yet. */
export class DiskStorage extends FileStorage {
  readonly incoming: DiskIncoming;

  constructor(private readonly folder: string) {
    super();
    this.incoming = new DiskIncoming(folder);
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const file = await open(this.path(key), 'r').catch(nothingThere);
    if (file === null) throw new ObjectMissing(key);
    try {
      const { size } = await file.stat();
      if (range !== undefined && range.end >= size) throw new Error(`The object ${key} ends before byte ${range.end}.`);
    } catch (error) {
      await file.close();
      throw error;
    }
    return file.createReadStream({ ...range, highWaterMark: READ_AT_ONCE });
  }

  async size(key: string): Promise<number | null> {
    return (await stat(this.path(key)).catch(nothingThere))?.size ?? null;
  }

  async write(key: string, bytes: Buffer): Promise<void> {
    const path = this.path(key);
    const temporary = passingPath(this.folder, 'new');
    try {
      await makeFolders(this.folder);
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await settle(temporary, path, this.folder);
    } catch (error) {
      await rm(temporary, { force: true });
      throw orFull(error);
    }
  }

  async remove(key: string): Promise<void> {
    demandKey(key);
    await this.incoming.remove(key);
  }

  async withPath<T>(key: string, work: (path: string) => Promise<T>): Promise<T> {
    if ((await this.size(key)) === null) throw new ObjectMissing(key);
    return work(this.path(key));
  }

  async page(after: string | null): Promise<StoredObject[]> {
    if (after === null) await removeStale(this.folder);
    const paths = new Map<string, string>();
    for (const [folder, ending] of [
      [join(this.folder, 'tmp'), '.json'],
      [join(this.folder, 'tmp'), '.part'],
      [this.folder, ''],
    ] as const) {
      for (const name of (await readdir(folder).catch(nothingThere)) ?? []) {
        const key = name.slice(0, name.length - ending.length);
        if (name.endsWith(ending) && isOurs(key) && (after === null || key > after)) paths.set(key, join(folder, name));
      }
    }
    const objects: StoredObject[] = [];
    for (const key of [...paths.keys()].toSorted().slice(0, PAGE)) {
      const found = await stat(paths.get(key) ?? '').catch(nothingThere);
      if (found !== null) objects.push({ key, modifiedAt: found.mtime });
    }
    return objects;
  }

  private path(key: string): string {
    demandKey(key);
    return join(this.folder, key);
  }
}
