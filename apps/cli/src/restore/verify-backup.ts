import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errorCode } from '#platform/process';
import { isKey } from '#platform/storage';
import {
  BackupDamaged,
  FILE_LIST,
  filePath,
  readFileEntry,
  tablePath,
  type FileEntry,
  type Manifest,
} from '../backup/manifest.js';
import { SummedStream } from '../backup/summed-stream.js';

/** Damaged parts that are named; more would say no more. */
const NAMED = 20;

/**
 * Reads a whole backup and compares it with its manifest, before anything is done with it.
 * @throws BackupDamaged naming every part that is missing or not as it was written (the first twenty)
 */
export async function verifyBackup(
  folder: string,
  { tables, files }: Manifest,
  { signal, progress }: { signal: AbortSignal; progress: (done: number) => void },
): Promise<void> {
  const damaged: string[] = [];
  const look = async (path: string, expected: { bytes: number; sha256: string }): Promise<boolean> => {
    const problem = await compare(join(folder, path), expected, signal);
    if (problem !== null) damaged.push(`${path} ${problem}`);
    if (damaged.length >= NAMED) throw refusal(folder, damaged);
    return problem === null;
  };
  for (const { name, bytes, sha256 } of tables) await look(tablePath(name), { bytes, sha256 });
  if (await look(FILE_LIST, { bytes: files.listBytes, sha256: files.listSha256 })) {
    let done = 0;
    for await (const entry of fileEntries(folder)) {
      if (!('missing' in entry)) await look(filePath(entry.key), { bytes: entry.size, sha256: entry.sha256 });
      progress((done += 1));
    }
    if (done !== files.count) damaged.push(`${FILE_LIST} has ${done} lines and not ${files.count}`);
  }
  if (damaged.length > 0) throw refusal(folder, damaged);
}

/** The lines of the list of files, each key one that the storage may have: nothing in a backup says where to write. */
export async function* fileEntries(folder: string): AsyncGenerator<FileEntry> {
  const source = createReadStream(join(folder, FILE_LIST));
  try {
    for await (const line of createInterface({ input: source, crlfDelay: Infinity })) {
      const entry = readFileEntry(line);
      if (!isKey(entry.key))
        throw new BackupDamaged(`${FILE_LIST} names ${JSON.stringify(entry.key)}, which is no file of ours.`);
      yield entry;
    }
  } finally {
    source.destroy();
  }
}

/** Null when it is as it should be; else how not. */
async function compare(
  path: string,
  { bytes, sha256 }: { bytes: number; sha256: string },
  signal: AbortSignal,
): Promise<string | null> {
  const sums = new SummedStream();
  try {
    await pipeline(createReadStream(path), sums, nowhere(), { signal });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 'is missing';
    if (signal.aborted || errorCode(error) === undefined) throw error;
    return `cannot be read (${errorCode(error)})`;
  }
  if (sums.bytes !== bytes) return `has ${sums.bytes} bytes and not ${bytes}`;
  return sums.sum() === sha256 ? null : 'is damaged: its SHA-256 is another';
}

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

const refusal = (folder: string, damaged: readonly string[]): BackupDamaged =>
  new BackupDamaged(
    [
      `The backup in ${folder} is not as it was written. Nothing was restored.`,
      ...damaged.map((line) => `  ${line}`),
    ].join('\n'),
  );
