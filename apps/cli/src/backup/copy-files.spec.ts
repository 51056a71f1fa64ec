import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '#platform/logging';
import { openStorage, type FileStorage } from '#platform/storage';
import { copyFiles, type CopiedFiles } from './copy-files.js';
import { readFileEntry, type FileEntry } from './manifest.js';

let place: string;
let storage: FileStorage;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'copse-copy-'));
  storage = await openStorage({ s3Url: null, dataDir: place }, createLogger('silent'));
});
afterEach(() => rm(place, { recursive: true, force: true }));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Copies what these lines name; the answer, what was complained of, and the list by key. */
async function copy(
  lines: readonly string[],
  named: (key: string) => boolean = () => true,
): Promise<{ copied: CopiedFiles; complaints: string[]; list: Map<string, FileEntry> }> {
  const folder = join(place, `backup-${randomUUID()}`);
  await mkdir(folder);
  const wanted = join(folder, 'files.wanted');
  await writeFile(wanted, lines.map((line) => `${line}\n`).join(''));
  const complaints: string[] = [];
  const copied = await copyFiles({
    folder,
    storage,
    wanted,
    stillNamed: (key) => Promise.resolve(named(key)),
    signal: new AbortController().signal,
    complain: (line) => void complaints.push(line),
    progress: () => undefined,
  });
  const entries = (await readFile(join(folder, 'files.jsonl'), 'utf8')).split('\n').filter(Boolean).map(readFileEntry);
  for (const entry of entries.filter((each) => 'sha256' in each))
    expect(sha256(await readFile(join(folder, 'files', entry.key), 'utf8'))).toBe(
      'sha256' in entry ? entry.sha256 : '',
    );
  return { copied, complaints, list: new Map(entries.map((entry) => [entry.key, entry])) };
}

describe('the files of a backup', () => {
  it('are all that the list names, hundreds as well as none', async () => {
    const keys = Array.from({ length: 300 }, () => randomUUID());
    for (const key of keys) await storage.write(key, Buffer.from(key));
    const { copied, complaints, list } = await copy(keys.map((key) => `${key}\t36\t${sha256(key)}`));
    expect(copied).toMatchObject({ amiss: false, entry: { count: 300, missing: 0, bytes: 300 * 36 } });
    expect([complaints, list.size]).toEqual([[], 300]);
    expect((await copy([])).copied).toMatchObject({ amiss: false, entry: { count: 0, listBytes: 0 } });
  });

  it('may have been swept meanwhile, which is noted and no fault; what is still named and gone is told', async () => {
    const [swept, lost] = [randomUUID(), randomUUID()];
    const { copied, complaints, list } = await copy([`${swept}\t1\t`, `${lost}\t1\t`], (key) => key === lost);
    expect(copied).toMatchObject({ amiss: true, entry: { count: 2, missing: 2 } });
    expect(list.get(swept)).toEqual({ key: swept, missing: 'removed' });
    expect(list.get(lost)).toEqual({ key: lost, missing: 'lost' });
    expect(complaints).toEqual([expect.stringContaining(lost)]);
    expect((await copy([`${swept}\t1\t`], () => false)).copied.amiss).toBe(false);
  });

  it('are compared with the sum of when they were sent', async () => {
    const [shorter, other, ours] = [randomUUID(), randomUUID(), `${randomUUID()}.small.webp`];
    for (const key of [shorter, other, ours]) await storage.write(key, Buffer.from('bytes'));
    const { copied, complaints } = await copy([
      `${shorter}\t6\t${sha256('bytes.')}`,
      `${other}\t5\t${sha256('BYTES')}`,
      `${ours}\t5\t`,
    ]);
    expect(copied).toMatchObject({ amiss: true, entry: { count: 3, missing: 0 } });
    expect(complaints.toSorted()).toEqual([shorter, other].toSorted().map((key) => expect.stringContaining(key)));
  });

  it('are asked for again when the storage broke off in the middle, and begun anew', async () => {
    const key = randomUUID();
    await storage.write(key, Buffer.from('bytes'));
    const read = storage.read.bind(storage);
    let asked = 0;
    storage.read = async (wanted) => {
      asked += 1;
      if (asked > 1) return read(wanted);
      return Readable.from(
        (async function* () {
          yield Buffer.from('by');
          throw new Error('The line broke.');
        })(),
        { objectMode: false },
      );
    };
    const { copied, list } = await copy([`${key}\t5\t${sha256('bytes')}`]);
    expect([asked, copied.amiss, list.get(key)]).toEqual([2, false, { key, size: 5, sha256: sha256('bytes') }]);
  });
});
