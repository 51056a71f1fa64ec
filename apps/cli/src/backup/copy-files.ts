import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, StartError } from '#platform/process';
import { ObjectMissing, type FileStorage } from '#platform/storage';
import { severalAtOnce } from '../several-at-once.js';
import { durableFile } from './durable-file.js';
import { FILE_LIST, filePath, type FileEntry, type Manifest } from './manifest.js';
import { SummedStream } from './summed-stream.js';

/** Files on their way at once: a bucket answers each after a while. */
const AT_ONCE = 8;
/** How long to wait before a storage that does not answer, or stops in the middle, is asked again. */
const AGAIN_MS = [1_000, 5_000, 20_000];
/** What trying again does not help. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What copying needs. */
export interface FileCopying {
  readonly folder: string;
  readonly storage: FileStorage;
  /** Path of the list that the snapshot made: key, size and SHA-256, a line each. */
  readonly wanted: string;
  /** Whether a row names this object now; asked about those that are gone. */
  readonly stillNamed: (key: string) => Promise<boolean>;
  readonly signal: AbortSignal;
  readonly complain: (line: string) => void;
  /** Told how many are done, after each. */
  readonly progress: (done: number) => void;
}

/** What came of it. */
export interface CopiedFiles {
  readonly entry: Manifest['files'];
  /** Whether one was missing or other than it should be although the site goes on naming it. */
  readonly amiss: boolean;
}

/**
 * Copies every object that the snapshot names, checking what comes against the sum that was taken when it was sent. One
 * that was swept meanwhile is noted as removed; one that the site still names and cannot find is told.
 */
export async function copyFiles(copying: FileCopying): Promise<CopiedFiles> {
  const { folder, wanted, signal, progress } = copying;
  await mkdir(join(folder, 'files'), { mode: 0o700 });
  const list = new PassThrough();
  const sums = new SummedStream();
  const listed = pipeline(list, sums, durableFile(join(folder, FILE_LIST)), { signal });
  // Whoever waits for it below is told; until then it is nobody's.
  listed.catch(() => undefined);
  let [count, missing, bytes, amiss] = [0, 0, 0, false];
  const source = createReadStream(wanted);
  try {
    const lines = createInterface({ input: source, crlfDelay: Infinity });
    await severalAtOnce(lines, { atOnce: AT_ONCE, signal }, async (line, either) => {
      const [key = '', size = '', sha256 = ''] = line.split('\t');
      const copied = await copy({ ...copying, signal: either }, { key, size: Number(size), sha256 });
      amiss ||= copied.amiss;
      if ('missing' in copied.entry) missing += 1;
      else bytes += copied.entry.size;
      list.write(`${JSON.stringify(copied.entry)}\n`);
      count += 1;
      progress(count);
    });
  } finally {
    source.destroy();
    list.end();
    await listed.catch(() => undefined);
  }
  await listed;
  await rm(wanted);
  return { entry: { count, missing, bytes, listBytes: sums.bytes, listSha256: sums.sum() }, amiss };
}

interface Named {
  readonly key: string;
  readonly size: number;
  /** Empty for what we made ourselves. */
  readonly sha256: string;
}

async function copy(copying: FileCopying, named: Named): Promise<{ entry: FileEntry; amiss: boolean }> {
  const { stillNamed, complain } = copying;
  const { key, size, sha256 } = named;
  const sums = await fetchPatiently(copying, key);
  if (sums === null) {
    const lost = await stillNamed(key);
    if (lost)
      complain(`The file ${key} is missing in the storage, and the site still names it. The backup is without it.`);
    return { entry: { key, missing: lost ? 'lost' : 'removed' }, amiss: lost };
  }
  const entry = { key, size: sums.bytes, sha256: sums.sum() };
  const changed = entry.size !== size || (sha256 !== '' && entry.sha256 !== sha256);
  if (changed)
    complain(`The file ${key} is not what was sent: it was damaged in the storage. The backup has it as it is.`);
  return { entry, amiss: changed };
}

/** Null when there is no such object. */
async function fetchPatiently(copying: FileCopying, key: string): Promise<SummedStream | null> {
  for (const pause of AGAIN_MS) {
    try {
      return await fetchOnce(copying, key);
    } catch (error) {
      if (copying.signal.aborted || FULL.has(errorCode(error) ?? '')) throw error;
      await sleep(pause, undefined, { signal: copying.signal });
    }
  }
  try {
    return await fetchOnce(copying, key);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`The file ${key} cannot be copied: ${reason}`, { cause: error });
  }
}

async function fetchOnce({ storage, folder, signal }: FileCopying, key: string): Promise<SummedStream | null> {
  const path = join(folder, filePath(key));
  try {
    const sums = new SummedStream();
    await pipeline(await storage.read(key), sums, durableFile(path), { signal });
    return sums;
  } catch (error) {
    // A half of it must not stand in the way of the next attempt.
    await rm(path, { force: true });
    if (error instanceof ObjectMissing) return null;
    throw error;
  }
}
