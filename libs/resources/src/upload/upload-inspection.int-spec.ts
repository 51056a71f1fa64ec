import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Unavailable } from '#platform/errors';
import { FileStorage } from '#platform/storage';
import { Tus } from '../testing/tus.js';
import { sha256, UploadScene, type Sender } from '../testing/upload-scene.js';
import { UploadService } from './upload.service.js';

const TEXT = Buffer.from('Étagères et vitrines\n');

let scene: UploadScene;
let ann: Sender;
let communityId: string;
let tus: Tus;

beforeAll(async () => {
  scene = await UploadScene.start();
  ann = await scene.person('Ann', { member: [scene.slugs.open] });
  communityId = await scene.arrange(scene.slugs.open, 'PUBLIC');
  tus = new Tus(scene.main, ann);
});
afterEach(() => {
  scene.main.scanner.finds = null;
});
afterAll(() => scene.close());

const announced = { community: '' };
const begin = (bytes: Buffer, more: object = {}): Promise<string> =>
  tus.begin({ ...announced, community: scene.slugs.open, size: bytes.length, ...more });
const ready = (id: string): Promise<void> => scene.main.get(UploadService).ready(ann, id, communityId);

describe('what arrived', () => {
  it.each<[string, string, Buffer, { name?: string; sha256?: string }, RegExp]>([
    ['has another sum than was announced', 'checksum', TEXT, { sha256: sha256(Buffer.from('x')) }, /checksum/],
    ['is a web page', 'type', Buffer.from('\ufeff \n<!DOCTYPE html><script>alert(1)</script>'), {}, /PDF/],
    ['is a drawing that can hold scripts', 'type', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), {}, /PDF/],
    ['is no picture', 'type', TEXT, { name: 'photo.png' }, /png/],
    ['is a PDF that calls itself text', 'type', Buffer.from('%PDF-1.7\n\u0000'), {}, /PDF/],
    ['is a broken archive', 'archive', Buffer.from('PK\u0003\u0004broken'), { name: 'plans.zip' }, /./],
  ])('is refused when it %s', async (_what, code, bytes, more, sentence) => {
    const before = { room: await scene.room(), objects: await scene.objects() };
    const id = await begin(bytes, more);
    const { status, headers } = await tus.patch(id, 0, bytes);
    expect([status, headers.get('copse-refused')]).toEqual([204, code]);
    // Nothing of it is left but the reason, for a while.
    expect(await scene.room()).toEqual(before.room);
    expect(await scene.objects()).toEqual(before.objects);
    expect(await tus.offset(id)).toBeNull();
    expect((await tus.patch(id, bytes.length, Buffer.alloc(0))).status).toBe(404);
    expect((await tus.cancel(id)).status).toBe(404);
    await expect(ready(id)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { fields: { uploadId: expect.stringMatching(sentence) } },
    });
  });

  it('is refused when the scanner finds something in it', async () => {
    scene.main.scanner.finds = 'infected';
    const before = await scene.objects();
    const id = await begin(TEXT);
    expect((await tus.patch(id, 0, TEXT)).headers.get('copse-refused')).toBe('infected');
    expect(await scene.objects()).toEqual(before);
    await expect(ready(id)).rejects.toMatchObject({
      details: { fields: { uploadId: expect.stringMatching(/scanner/) } },
    });
  });

  it('waits while the scanner does not answer, and is neither lost nor published', async () => {
    scene.main.scanner.finds = new Unavailable();
    const id = await begin(TEXT);
    const { status, headers } = await tus.patch(id, 0, TEXT);
    expect([status, headers.get('copse-refused')]).toEqual([204, null]);
    expect(await tus.offset(id)).toBe(TEXT.length);
    await expect(ready(id)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    scene.main.scanner.finds = 'clean';
    await ready(id);
    expect(await scene.rows('SELECT state, sha256 FROM uploads WHERE id = $1', [id])).toEqual([
      { state: 'READY', sha256: sha256(TEXT) },
    ]);
    await tus.cancel(id);
  });

  it('is looked at once, however many ask', async () => {
    scene.main.scanner.finds = new Unavailable();
    const id = await begin(TEXT);
    await tus.patch(id, 0, TEXT);
    let scans = 0;
    scene.main.scanner.finds = 'clean';
    const scan = scene.main.scanner.scan.bind(scene.main.scanner);
    scene.main.scanner.scan = () => {
      scans += 1;
      return scan();
    };
    await Promise.all([ready(id), ready(id), ready(id)]);
    expect(scans).toBe(1);
    await tus.cancel(id);
  });

  it('is looked at a few files at a time, and all have their turn', async () => {
    scene.main.scanner.finds = new Unavailable();
    const ids: string[] = [];
    for (let at = 0; at < 7; at += 1) ids.push(await tus.send(TEXT, { community: scene.slugs.open }));
    scene.main.scanner.finds = null;
    const storage = scene.main.get(FileStorage);
    const read = storage.read.bind(storage);
    let [running, most] = [0, 0];
    const reading = jest.spyOn(storage, 'read').mockImplementation(async (...args) => {
      most = Math.max(most, (running += 1));
      await setTimeout(50);
      running -= 1;
      return read(...args);
    });
    await Promise.all(ids.map((id) => ready(id)));
    reading.mockRestore();
    expect(most).toBe(4);
    for (const id of ids) await tus.cancel(id);
  });

  it('is asked about in the same way whether its content was here before or not', async () => {
    const questions = async (bytes: Buffer): Promise<string[]> => {
      const id = await begin(bytes);
      return scene.statementsOf(() => tus.patch(id, 0, bytes));
    };
    const first = await questions(TEXT);
    expect(await questions(TEXT)).toEqual(first);
    expect(await questions(Buffer.from('Nobody has sent this.'))).toEqual(first);
  });
});
