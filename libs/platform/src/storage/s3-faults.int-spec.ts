import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { ERRORS, Upload } from '@tus/utils';
import { startS3, type S3Server } from '../../../../test/support/s3-server.js';
import { loadConfig, type Config } from '../config/index.js';
import { Unavailable } from '../errors/index.js';
import { createLogger } from '../logging/index.js';
import { checkStorage } from './check-storage.js';
import { StorageFull, type FileStorage } from './file-storage.js';
import { openStorage } from './open-storage.js';

const MIB = 1024 * 1024;
const logger = createLogger('silent');
let folder: string;
let s3: S3Server;
let storage: FileStorage;
let key: string;

const configured = (S3_URL: string): Config => loadConfig({ COPSE_DATA: join(folder, 'data'), S3_URL });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3-faults-'));
  s3 = await startS3(join(folder, 's3'));
});

beforeEach(async () => {
  s3.fault = () => 'none';
  storage = await openStorage(configured(s3.url), logger);
  key = randomUUID();
});

afterEach(() => {
  s3.fault = () => 'none';
});

afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true, force: true });
});

const begin = (size: number): Promise<Upload> =>
  storage.incoming.create(new Upload({ id: key, size, offset: 0, metadata: {} }));
const offset = async (): Promise<number> => (await storage.incoming.getUpload(key)).offset;
const write = async (bytes: Buffer, from: number): Promise<number> =>
  storage.incoming.write(Readable.from([bytes.subarray(from)]), key, from);

it('signs whatever it asks, so the bucket can refuse everything else', async () => {
  await storage.write(key, Buffer.from('private'));
  expect((await fetch(`${s3.bucketAddress}/${key}`)).status).toBe(403);
  expect((await buffer(await storage.read(key))).toString()).toBe('private');
});

it('tries again when the store stumbles', async () => {
  let left = 2;
  s3.fault = () => (left-- > 0 ? 'error' : 'none');
  await storage.write(key, Buffer.from('after all'));
  expect(await storage.size(key)).toBe(9);
});

it('says that files cannot be reached when the store fails, and keeps what it has', async () => {
  const bytes = randomBytes(10 * MIB);
  await begin(bytes.length);
  await storage.incoming.write(Readable.from([bytes.subarray(0, 1_000)]), key, 0);
  s3.fault = () => 'error';
  await expect(storage.size(key)).rejects.toBeInstanceOf(Unavailable);
  await expect(storage.read(key)).rejects.toBeInstanceOf(Unavailable);
  await expect(storage.write(key, bytes)).rejects.toBeInstanceOf(Unavailable);
  await expect(storage.remove(key)).rejects.toBeInstanceOf(Unavailable);
  await expect(storage.page(null)).rejects.toBeInstanceOf(Unavailable);
  await expect(storage.incoming.getUpload(key)).rejects.toBeInstanceOf(Unavailable);
  await expect(write(bytes, 1_000)).rejects.toBeInstanceOf(Unavailable);
  s3.fault = () => 'none';
  expect(await offset()).toBe(1_000);
  await write(bytes, 1_000);
  expect((await buffer(await storage.read(key))).equals(bytes)).toBe(true);
});

it('does not wait for a store that never answers', async () => {
  s3.fault = () => 'silence';
  await expect(storage.size(key)).rejects.toBeInstanceOf(Unavailable);
});

it('goes on after the line was cut in the middle of a part', async () => {
  const bytes = randomBytes(20 * MIB + 3);
  await begin(bytes.length);
  s3.fault = ({ url = '' }) => (url.includes('partNumber=2') ? { cutRequestAfter: MIB } : 'none');
  await expect(write(bytes, 0)).rejects.toBeInstanceOf(Unavailable);
  s3.fault = () => 'none';
  const kept = await offset();
  expect(kept).toBe(8 * MIB);
  expect(await write(bytes, kept)).toBe(bytes.length);
  expect((await buffer(await storage.read(key))).equals(bytes)).toBe(true);
});

it.each([
  ['the note of a part', ({ url = '', method }) => method === 'PUT' && url.includes('/incoming/')],
  ['what is too short for a part', ({ url = '', method }) => method === 'PUT' && url.includes('/tails/')],
  ['a part', ({ url = '' }) => url.includes('partNumber=')],
  ['the end', ({ url = '', method }) => method === 'POST' && url.includes('uploadId=')],
  ['the clearing up', ({ method }) => method === 'DELETE'],
] satisfies [string, (request: { url?: string; method?: string }) => boolean][])(
  'loses nothing and doubles nothing when %s fails, or its answer is lost',
  async (_, meant) => {
    const bytes = randomBytes(10 * MIB);
    for (const fault of ['error', { cutAnswerAfter: 0 }] as const) {
      key = randomUUID();
      await begin(bytes.length);
      await storage.incoming.write(Readable.from([bytes.subarray(0, MIB)]), key, 0);
      s3.fault = (request) => (meant(request) ? fault : 'none');
      // In two steps, so that each kind of request comes up.
      await storage.incoming.write(Readable.from([bytes.subarray(MIB, 9 * MIB)]), key, MIB).catch(unavailable);
      await offset()
        .then((from) => write(bytes, from))
        .catch(unavailable);
      s3.fault = () => 'none';
      storage = await openStorage(configured(s3.url), logger);
      const kept = await offset();
      expect(kept).toBeGreaterThanOrEqual(MIB);
      if (kept < bytes.length) await write(bytes, kept);
      expect(await offset()).toBe(bytes.length);
      expect((await buffer(await storage.read(key))).equals(bytes)).toBe(true);
      await storage.remove(key);
      expect((await storage.page(null)).map((object) => object.key)).not.toContain(key);
    }
  },
);

it('ends a download that was cut with an error, never with less', async () => {
  await storage.write(key, randomBytes(3 * MIB));
  s3.fault = () => ({ cutAnswerAfter: MIB });
  await expect(storage.read(key).then(buffer)).rejects.toThrow();
  s3.fault = () => ({ cutAnswerAfter: 3 * MIB - 1 });
  await expect(storage.read(key).then(buffer)).rejects.toThrow();
  await expect(storage.withPath(key, () => Promise.resolve())).rejects.toThrow();
});

it('lets go of the line when whoever reads has gone', async () => {
  await storage.write(key, randomBytes(3 * MIB));
  const stream = await storage.read(key);
  for await (const chunk of stream) {
    expect(chunk).toBeDefined();
    break;
  }
  expect(stream.destroyed).toBe(true);
  expect((await buffer(await storage.read(key))).length).toBe(3 * MIB);
});

it('leaves nothing of an upload for which the bucket has no room', async () => {
  const bytes = randomBytes(9 * MIB);
  await begin(bytes.length);
  s3.fault = ({ url = '' }) => (url.includes('partNumber=') ? 'full' : 'none');
  await expect(write(bytes, 0)).rejects.toBeInstanceOf(StorageFull);
  s3.fault = () => 'none';
  await expect(storage.incoming.getUpload(key)).rejects.toEqual(ERRORS.FILE_NOT_FOUND);
  s3.fault = () => 'full';
  await expect(storage.write(key, bytes)).rejects.toBeInstanceOf(StorageFull);
});

it('tells at the start what is wrong with the bucket, and never the secret', async () => {
  expect(await checkStorage(configured(s3.url))).toBeNull();
  expect((await storage.page(null)).filter((object) => object.key.endsWith('.check'))).toEqual([]);
  for (const [wrong, sentence] of [
    [s3.url.replace('copse-files', 'no-such-bucket'), /there is no such bucket/],
    [s3.url.replace('S3RVER:', 'SOMEBODY:'), /key or secret is wrong/],
    ['http://S3RVER:S3RVER@127.0.0.1:1/copse-files', /it does not answer as it should/],
  ] as const) {
    const error = await checkStorage(configured(wrong)).catch((reason: unknown) => reason as Error);
    expect((error as Error).message).toMatch(sentence);
    expect((error as Error).message).not.toContain('S3RVER');
  }
});

it('warns of a bucket that anybody can read', async () => {
  const open = await startS3(join(folder, 'open'), { open: true });
  try {
    expect(await checkStorage(configured(open.url))).toMatch(/^Anyone can read the bucket/);
  } finally {
    await open.close();
  }
});

function unavailable(error: unknown): void {
  expect(error).toBeInstanceOf(Unavailable);
}
