import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Upload } from '@tus/utils';
import { StartError } from '#platform/process';
import type { FileStorage } from '#platform/storage';
import { BackupDamaged, filePath, type FileEntry } from '../backup/manifest.js';
import { SummedStream } from '../backup/summed-stream.js';
import { severalAtOnce } from '../several-at-once.js';
import { fileEntries } from './verify-backup.js';

const AT_ONCE = 8;
/** What is larger goes in pieces, as an upload does, so that it never stands in memory. */
const WHOLE_BYTES = 4 * 1024 * 1024;

/** One file that is there. */
type Present = Extract<FileEntry, { sha256: string }>;

/**
 * Lays every file of a backup into the storage. What lies there already and is the same stays: a bucket that outlived its
 * database, or an attempt that was broken off. Throws StartError for another content under one of its names.
 */
export async function placeFiles(
  storage: FileStorage,
  folder: string,
  { signal, progress }: { signal: AbortSignal; progress: (done: number) => void },
): Promise<void> {
  let done = 0;
  await severalAtOnce(fileEntries(folder), { atOnce: AT_ONCE, signal }, async (entry, either) => {
    if (!('missing' in entry)) await place(storage, folder, entry, either);
    progress((done += 1));
  });
}

async function place(storage: FileStorage, folder: string, entry: Present, signal: AbortSignal): Promise<void> {
  const { key, size } = entry;
  const present = await storage.size(key);
  if (present !== null) return demandSame(storage, entry, present, signal);
  const path = join(folder, filePath(key));
  const sum = size <= WHOLE_BYTES ? await whole(storage, key, path) : await inPieces(storage, entry, path, signal);
  if (sum === entry.sha256) return;
  await storage.remove(key);
  throw new BackupDamaged(`${filePath(key)} is damaged: its SHA-256 is another.`);
}

async function whole(storage: FileStorage, key: string, path: string): Promise<string> {
  const bytes = await readFile(path);
  await storage.write(key, bytes);
  return createHash('sha256').update(bytes).digest('hex');
}

async function inPieces(
  storage: FileStorage,
  { key, size }: Present,
  path: string,
  signal: AbortSignal,
): Promise<string> {
  const sums = new SummedStream();
  // Pieces of an attempt that was broken off.
  await storage.remove(key);
  await storage.incoming.create(new Upload({ id: key, size, offset: 0 }));
  const reading = pipeline(createReadStream(path), sums, { signal });
  reading.catch(() => undefined);
  await storage.incoming.write(sums, key, 0);
  await reading;
  return sums.sum();
}

async function demandSame(
  storage: FileStorage,
  { key, size, sha256 }: Present,
  present: number,
  signal: AbortSignal,
): Promise<void> {
  if (present === size) {
    const sums = new SummedStream();
    await pipeline(await storage.read(key), sums, new Writable({ write: (_chunk, _encoding, next) => next() }), {
      signal,
    });
    if (sums.sum() === sha256) return;
  }
  throw new StartError(
    `The storage has another file under the name ${key}. Restore into a storage of its own, or remove it.`,
  );
}
