import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ERRORS, Upload } from '@tus/utils';
import { until } from '../../../../test/support/until.js';
import { loadConfig } from '../config/index.js';
import { createLogger } from '../logging/index.js';
import { startS3, type S3Server } from '../../../../test/support/s3-server.js';
import { ObjectMissing, type FileStorage } from './file-storage.js';
import { openStorage } from './open-storage.js';

const MIB = 1024 * 1024;
const logger = createLogger('silent');
let folder: string;
let s3: S3Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storage-'));
  s3 = await startS3(join(folder, 's3'));
});

afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true, force: true });
});

/** A source that gives these bytes in small pieces and then, if asked, breaks. */
function source(bytes: Buffer, failure?: Error): Readable {
  return Readable.from(
    (async function* pieces() {
      for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
      if (failure) throw failure;
    })(),
    { objectMode: false },
  );
}

/** Both keep the same promises; `opened` is a second process on the same place. */
describe.each(['disk', 's3'] as const)('FileStorage on %s', (kind) => {
  let storage: FileStorage;
  let key: string;
  const opened = (): Promise<FileStorage> =>
    openStorage(loadConfig({ COPSE_DATA: join(folder, kind), S3_URL: kind === 's3' ? s3.url : '' }), logger);

  beforeEach(async () => {
    storage = await opened();
    key = randomUUID();
  });

  const bytesOf = async (of: string): Promise<Buffer> => buffer(await storage.read(of));
  const begin = (size: number): Promise<Upload> =>
    storage.incoming.create(new Upload({ id: key, size, offset: 0, metadata: { filename: 'é.pdf' } }));
  const offset = async (): Promise<number> => (await storage.incoming.getUpload(key)).offset;

  it('stores whole objects, gives them back in parts, and forgets them', async () => {
    const bytes = randomBytes(300_000);
    await storage.write(key, bytes);
    expect(await storage.size(key)).toBe(300_000);
    expect(await bytesOf(key)).toEqual(bytes);
    expect(await buffer(await storage.read(key, { start: 5, end: 5 }))).toEqual(bytes.subarray(5, 6));
    expect(await buffer(await storage.read(key, { start: 70_000, end: 299_999 }))).toEqual(bytes.subarray(70_000));
    await storage.write(key, Buffer.from('again'));
    expect((await bytesOf(key)).toString()).toBe('again');
    await storage.remove(key);
    await storage.remove(key);
    expect(await storage.size(key)).toBeNull();
    await expect(storage.read(key)).rejects.toBeInstanceOf(ObjectMissing);
  });

  it('takes nothing for a key that could name something else', async () => {
    for (const bad of ['../x', '.x', 'tmp', 'a/b', 'A', '', 'x'.repeat(101), 'a\0b']) {
      await expect(storage.read(bad)).rejects.toThrow('Not a key');
      await expect(storage.write(bad, Buffer.from('x'))).rejects.toThrow('Not a key');
      await expect(storage.remove(bad)).rejects.toThrow('Not a key');
      await expect(storage.incoming.getUpload(bad)).rejects.toEqual(ERRORS.FILE_NOT_FOUND);
    }
  });

  it('never gives a part that reaches beyond the end', async () => {
    await storage.write(key, Buffer.from('0123456789'));
    await expect(storage.read(key, { start: 5, end: 10 })).rejects.toThrow();
    await expect(storage.read(key, { start: 10, end: 10 })).rejects.toThrow();
  });

  it('lends a local file of the bytes while somebody works with it', async () => {
    await storage.write(key, Buffer.from('to look into'));
    const seen = await storage.withPath(key, async (path) => ({ path, text: await readFile(path, 'utf8') }));
    expect(seen.text).toBe('to look into');
    await expect(storage.withPath(key, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect((await readdir(join(folder, kind, 'files', 'tmp'))).filter((name) => name.endsWith('.copy'))).toEqual([]);
    await expect(storage.withPath(randomUUID(), () => Promise.resolve(1))).rejects.toBeInstanceOf(ObjectMissing);
  });

  it('takes what comes in, in as many pieces as it comes, and another process goes on with it', async () => {
    const bytes = randomBytes(25 * MIB + 12_345);
    await begin(bytes.length);
    expect(await offset()).toBe(0);
    expect(await storage.size(key)).toBeNull();
    let at = 0;
    // Less than a part, exactly a part, more than two, nothing, the rest.
    for (const until of [1_000, 8 * MIB, 24 * MIB + 7, 24 * MIB + 7, bytes.length]) {
      storage = await opened();
      expect(await storage.incoming.write(source(bytes.subarray(at, until)), key, at)).toBe(until);
      expect(await storage.incoming.getUpload(key)).toMatchObject({ offset: until, size: bytes.length });
      at = until;
    }
    expect((await bytesOf(key)).equals(bytes)).toBe(true);
    expect(await storage.size(key)).toBe(bytes.length);
    expect(await buffer(await storage.read(key, { start: 9 * MIB, end: 9 * MIB + 9 }))).toEqual(
      bytes.subarray(9 * MIB, 9 * MIB + 10),
    );
  });

  it('keeps what came before the client was gone', async () => {
    const bytes = randomBytes(9 * MIB);
    await begin(bytes.length);
    const cut = new Error('the line was cut');
    await expect(storage.incoming.write(source(bytes.subarray(0, 8 * MIB + 500), cut), key, 0)).rejects.toBe(cut);
    const kept = await offset();
    expect(kept).toBe(8 * MIB + 500);
    await storage.incoming.write(source(bytes.subarray(kept)), key, kept);
    expect((await bytesOf(key)).equals(bytes)).toBe(true);
  });

  it('keeps what came when the request is thrown away without a word', async () => {
    await begin(10);
    const stream = new PassThrough();
    const writing = storage.incoming.write(stream, key, 0);
    stream.write('0123');
    await until('the bytes are read', () => stream.readableLength === 0);
    stream.destroy();
    await expect(writing).rejects.toThrow('Premature close');
    expect(await offset()).toBe(4);
  });

  it('refuses the wrong offset and more than was announced, and counts neither', async () => {
    await begin(10);
    await storage.incoming.write(source(Buffer.from('0123')), key, 0);
    await expect(storage.incoming.write(source(Buffer.from('x')), key, 0)).rejects.toEqual(ERRORS.INVALID_OFFSET);
    await expect(storage.incoming.write(source(Buffer.from('x')), key, 5)).rejects.toEqual(ERRORS.INVALID_OFFSET);
    expect(await offset()).toBe(4);
    await storage.incoming.write(source(Buffer.from('456789')), key, 4);
    await expect(storage.incoming.write(source(Buffer.from('x')), key, 10)).rejects.toEqual(ERRORS.FILE_NOT_FOUND);
    expect((await bytesOf(key)).toString()).toBe('0123456789');
  });

  it('never lets more in than was announced', async () => {
    await begin(3);
    await expect(storage.incoming.write(source(Buffer.from('0123')), key, 0)).rejects.toEqual(ERRORS.ERR_SIZE_EXCEEDED);
    expect(await storage.size(key)).not.toBe(4);
  });

  it('removes an unfinished upload with all that stands beside it', async () => {
    await begin(20 * MIB);
    await storage.incoming.write(source(randomBytes(9 * MIB)), key, 0);
    await storage.remove(key);
    await expect(storage.incoming.getUpload(key)).rejects.toEqual(ERRORS.FILE_NOT_FOUND);
    await expect(storage.incoming.write(source(Buffer.from('x')), key, 9 * MIB)).rejects.toEqual(ERRORS.FILE_NOT_FOUND);
    expect((await storage.page(null)).map((object) => object.key)).not.toContain(key);
  });

  it('lists finished and unfinished ones once each, in the order of their keys, and leaves others alone', async () => {
    const unfinished = randomUUID();
    await storage.incoming.create(new Upload({ id: unfinished, size: 5, offset: 0 }));
    await storage.write(key, Buffer.from('x'));
    await storage.write(`${key}.small.webp`, Buffer.from('x'));
    await storage.write('not-ours', Buffer.from('x'));
    const all = await storage.page(null);
    const keys = all.map((object) => object.key);
    expect(keys).toEqual(expect.arrayContaining([key, `${key}.small.webp`, unfinished]));
    expect(keys).toEqual([...new Set(keys)].toSorted());
    expect(keys).not.toContain('not-ours');
    expect(all.every(({ modifiedAt }) => Math.abs(Date.now() - modifiedAt.getTime()) < 600_000)).toBe(true);
    expect((await storage.page(key)).map((object) => object.key)).toEqual(keys.slice(keys.indexOf(key) + 1));
    expect(await storage.page(keys.at(-1) ?? '')).toEqual([]);
  });

  it('clears away what a killed process left, and nothing that may still be wanted', async () => {
    const tmp = join(folder, kind, 'files', 'tmp');
    await storage.write(key, Buffer.from('x'));
    await storage.withPath(key, () => Promise.resolve());
    await storage.remove(key);
    await begin(5);
    for (const name of ['old.new', 'old.copy', 'young.new']) await writeFile(join(tmp, name), '');
    for (const name of ['old.new', 'old.copy']) await utimes(join(tmp, name), new Date(0), new Date(0));
    await storage.page('a');
    expect(await readdir(tmp)).toEqual(expect.arrayContaining(['old.new', 'old.copy', 'young.new']));
    await storage.page(null);
    const left = await readdir(tmp);
    expect(left).toContain('young.new');
    expect(left.filter((name) => name.startsWith('old'))).toEqual([]);
    expect(await offset()).toBe(0);
  });
});
