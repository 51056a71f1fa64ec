import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FileStorage, StorageFull } from '#platform/storage';
import { until } from '../../../../test/support/until.js';
import { metadataOf, Tus } from '../testing/tus.js';
import { sha256, UploadScene, type Sender, type UploadProcess } from '../testing/upload-scene.js';
import { UploadEnding } from './upload-ending.service.js';

/** A text of this length that is nowhere the same. */
const text = (bytes: number): Buffer => Buffer.from(randomBytes(bytes / 2).toString('hex'));

let scene: UploadScene;
let ann: Sender;
let open: string;
let tus: Tus;

beforeAll(async () => {
  scene = await UploadScene.start();
  ({ open } = scene.slugs);
  ann = await scene.person('Ann', { member: [open] });
  tus = new Tus(scene.main, ann);
});
afterEach(async () => {
  jest.restoreAllMocks();
  const { charged, held } = await scene.room();
  expect(charged).toBe(held);
});
afterAll(() => scene.close());

/** Begins to send a body whose end the test decides. */
function sending(process: UploadProcess, id: string, offset: number, length: number) {
  const request = httpRequest(`${process.origin}/uploads/${id}`, {
    method: 'PATCH',
    headers: {
      'tus-resumable': '1.0.0',
      'x-person': ann.accountId,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
      'content-length': String(length),
    },
  });
  const answer = new Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
    request.once('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    });
    request.once('error', reject);
  });
  answer.catch(() => undefined);
  return { request, answer };
}

const stored = (id: string): Promise<Buffer> => readFile(join(scene.folder, 'files', id));
const part = (id: string): Promise<Buffer> => readFile(join(scene.folder, 'files', 'tmp', `${id}.part`));
const sumOf = async (id: string): Promise<string | undefined> =>
  (await scene.rows<{ sha256: string }>('SELECT sha256 FROM uploads WHERE id = $1', [id]))[0]?.sha256;

describe('an upload that comes with its first bytes', () => {
  const rows = (): Promise<unknown[]> => scene.rows('SELECT id FROM uploads');

  it('is not there where nobody was told its address', async () => {
    const before = { rows: await rows(), objects: await scene.objects() };
    const after = async (): Promise<unknown> => ({ rows: await rows(), objects: await scene.objects() });
    expect((await tus.announce({ community: open, size: 5 }, Buffer.from('too much'))).status).toBe(413);
    expect(await after()).toEqual(before);

    const request = httpRequest(`${scene.main.origin}/uploads`, {
      method: 'POST',
      headers: {
        'tus-resumable': '1.0.0',
        'x-person': ann.accountId,
        'content-type': 'application/offset+octet-stream',
        'content-length': '9',
        'upload-length': '9',
        'upload-metadata': metadataOf({ filename: 'a.txt', community: open }),
      },
    });
    request.on('error', () => undefined);
    request.write('cut');
    await until('its row', async () => (await rows()).length > before.rows.length);
    request.destroy();
    await until('its end', async () => (await rows()).length === before.rows.length);
    await until('the end of its bytes', async () => (await scene.objects()).length === before.objects.length);
    expect(await after()).toEqual(before);
  });
});

describe('an upload that is interrupted', () => {
  it('keeps what came when the connection is cut, and goes on from there', async () => {
    const bytes = text(400_000);
    const id = await tus.begin({ community: open, size: bytes.length, sha256: sha256(bytes) });
    const { request } = sending(scene.main, id, 0, bytes.length);
    request.write(bytes.subarray(0, 250_000));
    await until('its first bytes on the disk', async () => (await part(id)).length === 250_000);
    request.destroy();
    expect(await tus.offset(id)).toBe(250_000);
    expect((await tus.patch(id, 250_000, bytes.subarray(250_000))).status).toBe(204);
    expect(await stored(id)).toEqual(bytes);
    expect(await sumOf(id)).toBe(sha256(bytes));
  });

  it('is let go by one request when another comes, as after a line that broke unnoticed', async () => {
    const bytes = text(300_000);
    const id = await tus.begin({ community: open, size: bytes.length, sha256: sha256(bytes) });
    const hanging = sending(scene.main, id, 0, bytes.length);
    hanging.request.write(bytes.subarray(0, 100_000));
    await until('its first bytes on the disk', async () => (await part(id)).length === 100_000);
    expect(await tus.offset(id)).toBe(100_000);
    expect((await hanging.answer).headers['upload-offset']).toBe('100000');
    hanging.request.destroy();
    expect((await tus.patch(id, 100_000, bytes.subarray(100_000))).status).toBe(204);
    expect(await sumOf(id)).toBe(sha256(bytes));
  });

  it('goes on in another process after this one was stopped', async () => {
    const bytes = text(300_000);
    const first = await scene.process();
    const id = await new Tus(first, ann).begin({ community: open, size: bytes.length, sha256: sha256(bytes) });
    await new Tus(first, ann).patch(id, 0, bytes.subarray(0, 50_000));
    const { request, answer } = sending(first, id, 50_000, 250_000);
    request.write(bytes.subarray(50_000, 120_000));
    await until('its bytes on the disk', async () => (await part(id)).length === 120_000);
    await first.stop();
    await expect(answer).rejects.toThrow();
    expect(await tus.offset(id)).toBe(120_000);
    expect((await tus.patch(id, 120_000, bytes.subarray(120_000))).headers.get('copse-refused')).toBeNull();
    expect(await stored(id)).toEqual(bytes);
    expect(await sumOf(id)).toBe(sha256(bytes));
  });
});

describe('two who write the same upload', () => {
  it.each(['in one process', 'in two processes'])('%s: neither mixes its bytes into the other’s', async (where) => {
    const second = where === 'in one process' ? scene.main : await scene.process();
    const bytes = text(200_000);
    const id = await tus.begin({ community: open, size: bytes.length, sha256: sha256(bytes) });
    const other = new Tus(second, ann);
    const both = await Promise.all([tus.patch(id, 0, bytes), other.patch(id, 0, bytes)]);
    // Whoever came second met another offset, or had to let the other go first.
    for (const { status } of both) expect([204, 404, 409, 413, 423]).toContain(status);
    for (;;) {
      const at = await tus.offset(id);
      if (at === bytes.length) break;
      await tus.patch(id, at ?? 0, bytes.subarray(at ?? 0));
    }
    expect(await stored(id)).toEqual(bytes);
    expect(await sumOf(id)).toBe(sha256(bytes));
    if (second !== scene.main) await second.stop();
  });
});

describe('a storage that fails', () => {
  it('which is full says so, and of the upload nothing is left', async () => {
    const before = await scene.objects();
    const id = await tus.begin({ community: open, size: 200_000 });
    const storage = scene.main.get(FileStorage);
    jest.spyOn(storage.incoming, 'write').mockImplementation(async (source, key) => {
      for await (const chunk of source) if (chunk.length > 0) break;
      await storage.remove(key);
      throw new StorageFull();
    });
    const reply = await tus.patch(id, 0, text(200_000));
    expect([reply.status, reply.code, reply.headers.get('retry-after')]).toEqual([507, 'UNAVAILABLE', '600']);
    expect(await scene.objects()).toEqual(before);
    expect(await scene.rows('SELECT id FROM uploads WHERE id = $1', [id])).toEqual([]);
    jest.restoreAllMocks();
    expect(await tus.offset(id)).toBeNull();
  });

  it('which is full at the beginning takes no room', async () => {
    const { charged } = await scene.room();
    jest.spyOn(scene.main.get(FileStorage).incoming, 'create').mockRejectedValue(new StorageFull());
    expect(await tus.announce({ community: open })).toMatchObject({ status: 507, code: 'UNAVAILABLE' });
    expect((await scene.room()).charged).toBe(charged);
  });

  it('which is full halfway through the beginning keeps no half of it', async () => {
    const before = await scene.objects();
    const { incoming } = scene.main.get(FileStorage);
    const create = incoming.create.bind(incoming);
    jest.spyOn(incoming, 'create').mockImplementation(async (upload) => {
      await create(upload);
      throw new StorageFull();
    });
    expect(await tus.announce({ community: open })).toMatchObject({ status: 507, code: 'UNAVAILABLE' });
    expect(await scene.objects()).toEqual(before);
  });

  it('which does not answer is no reason to give an upload up', async () => {
    const id = await tus.begin({ community: open, size: 4 });
    jest.spyOn(scene.main.get(FileStorage).incoming, 'write').mockRejectedValue(new Error('no answer'));
    expect(await tus.patch(id, 0, Buffer.from('abcd'))).toMatchObject({ status: 500, code: 'INTERNAL' });
    jest.restoreAllMocks();
    expect(await tus.offset(id)).toBe(0);
    expect((await tus.patch(id, 0, Buffer.from('abcd'))).status).toBe(204);
  });

  it('which lost the bytes ends the upload, and its room is free again', async () => {
    const id = await tus.begin({ community: open, size: 4 });
    for (const ending of ['part', 'json']) await rm(join(scene.folder, 'files', 'tmp', `${id}.${ending}`));
    expect(await tus.offset(id)).toBeNull();
    expect(await scene.rows('SELECT id FROM uploads WHERE id = $1', [id])).toEqual([]);
  });

  it('which cannot remove just now has the bytes noted for later', async () => {
    const id = await tus.begin({ community: open, size: 4 });
    jest.spyOn(scene.main.get(FileStorage), 'remove').mockRejectedValue(new Error('no answer'));
    expect((await tus.cancel(id)).status).toBe(204);
    expect(await scene.rows('SELECT object_key FROM doomed_objects WHERE object_key = $1', [id])).toHaveLength(1);
  });
});

describe('an upload that is ended while it is written', () => {
  it('leaves no bytes behind', async () => {
    const before = await scene.objects();
    const bytes = text(200_000);
    const id = await tus.begin({ community: open, size: bytes.length });
    const { request, answer } = sending(scene.main, id, 0, bytes.length);
    request.write(bytes.subarray(0, 100_000));
    await until('its first bytes on the disk', async () => (await part(id)).length === 100_000);
    // As when its sender is removed from the community.
    await scene.main.get(UploadEnding).end(id);
    request.end(bytes.subarray(100_000));
    expect((await answer).status).toBe(404);
    expect(await scene.objects()).toEqual(before);
  });
});
