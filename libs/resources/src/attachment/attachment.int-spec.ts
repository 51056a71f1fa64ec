import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import sharp from 'sharp';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { Pictures } from '#platform/pictures';
import { FileStorage } from '#platform/storage';
import { FileService } from '../file/file.service.js';
import { StorageSweep } from '../stored-file/storage-sweep.service.js';
import { refusal, valueOf, type Answer } from '../testing/library-answer.js';
import { LibraryScene, type Person } from '../testing/library-scene.js';
import { AttachmentService } from './attachment.service.js';
import type { AttachmentType } from './attachment.type.js';
import { SweepAttachments } from './sweep-attachments.task.js';

let scene: LibraryScene;
beforeAll(async () => {
  scene = await LibraryScene.start();
});
afterAll(() => scene.close());

const attach = (viewer: Viewer, uploadId: string): Promise<Answer> =>
  scene.call(viewer, 'attachFile', { uploadId }, '{ id fileName mediaType size url alt width height }');
const discard = (viewer: Viewer, attachmentId: string): Promise<Answer> =>
  scene.call(viewer, 'discardAttachment', { attachmentId }, '');
const aText = (person: Person, slug = scene.open): Promise<string> =>
  scene.upload(person, slug, { name: 'Été.txt', type: 'text/plain', content: randomBytes(40) });
const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#246' } });
const aPicture = (person: Person, name: string, content: Buffer<ArrayBuffer>): Promise<string> =>
  scene.upload(person, scene.open, { name, type: 'image/jpeg', content });
const set = (uploadId: string, change: string): Promise<unknown> =>
  scene.db.pool.query(`UPDATE uploads SET ${change} WHERE id = $1`, [uploadId]);
const uploadsOf = async ({ accountId }: Person): Promise<number> =>
  (await scene.db.pool.query('SELECT id FROM uploads WHERE account_id = $1', [accountId])).rows.length;
const doomed = async (key: string): Promise<boolean> =>
  (await scene.db.pool.query('SELECT 1 FROM doomed_objects WHERE object_key = $1', [key])).rows.length === 1;
const contentOf = async (id: string): Promise<Buffer> => {
  const file = (await scene.get(FileService).facts([id])).get(id);
  const chunks: Buffer[] = [];
  for await (const chunk of await scene.get(FileStorage).read(file?.storedFileId ?? '')) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

describe('attachFile', () => {
  it('refuses nobody and whoever may not post there, and takes nothing', async () => {
    const { open, hidden, stranger, other, former } = scene;
    expect(refusal(await attach(Viewer.anonymous, v7()))).toEqual(['UNAUTHENTICATED', []]);
    const unverified = await scene.person('Una', { emailVerified: false });
    for (const person of [stranger, other, former]) {
      expect(refusal(await attach(person, await aText(person, open)))).toEqual(['FORBIDDEN', []]);
      expect(refusal(await attach(person, await aText(person, hidden)))).toEqual(['NOT_FOUND', []]);
      expect(await uploadsOf(person)).toBe(2);
    }
    for (const slug of [open, hidden])
      expect(refusal(await attach(unverified, await aText(unverified, slug)))).toEqual(['FORBIDDEN', []]);
    const { ann } = scene;
    await scene.arrange(open, 'PUBLIC', 'ARCHIVED');
    expect(refusal(await attach(ann, await aText(ann)))).toEqual(['FORBIDDEN', []]);
    await scene.arrange(open);
  });

  it('names uploadId in what is no upload of the viewer’s that can be used', async () => {
    const { ann, bob } = scene;
    expect(refusal(await attach(ann, 'x'))).toEqual(['BAD_USER_INPUT', ['uploadId']]);
    const theirs = await aText(bob);
    const [missing, another] = [await attach(ann, v7()), await attach(ann, theirs)];
    expect(refusal(missing)).toEqual(['BAD_USER_INPUT', ['uploadId']]);
    expect(another).toEqual(missing);
    expect(await scene.statementsOf(() => attach(ann, theirs))).toEqual(
      await scene.statementsOf(() => attach(ann, v7())),
    );
    const refused = await aText(ann);
    await set(refused, `state = 'REFUSED', refusal = 'This is no text.'`);
    expect((await attach(ann, refused)).details?.fields).toEqual({ uploadId: 'This is no text.' });
  });

  it('keeps a file as it came, for its owner alone, and gives a repeated call the same', async () => {
    const { ann, bob, open } = scene;
    const before = await scene.charged(open);
    const id = await aText(ann);
    const first = await attach(ann, id);
    expect(valueOf(first)).toEqual({
      id,
      fileName: 'Été.txt',
      mediaType: 'text/plain',
      size: 40,
      url: `/files/${id}/%C3%89t%C3%A9.txt`,
      alt: '',
      width: null,
      height: null,
    });
    expect((await scene.get(FileService).facts([id])).get(id)).toMatchObject({
      state: 'HELD',
      use: 'ATTACHMENT',
      charged: 40,
    });
    expect(await scene.charged(open)).toBe(before + 40);
    expect(await attach(ann, id)).toEqual(first);
    expect(refusal(await attach(bob, id))).toEqual(['BAD_USER_INPUT', ['uploadId']]);
    expect(await scene.charged(open)).toBe(before + 40);
  });

  it('says so where somebody has given its id to a file of their own', async () => {
    const { ann, bob } = scene;
    const id = await aText(ann);
    const { id: resourceId } = await scene.shared(bob);
    const added = { id, resourceId, uploadId: await scene.upload(bob) };
    valueOf(await scene.call(bob, 'addResourceVersion', added));
    expect(refusal(await attach(ann, id))).toEqual(['BAD_USER_INPUT', ['uploadId']]);
  });

  it('is done once when it is sent many times at once', async () => {
    const { ann, open } = scene;
    const id = await aText(ann);
    const before = await scene.charged(open);
    const answers = await Promise.all(Array.from({ length: 8 }, () => attach(ann, id)));
    expect(new Set(answers.map((answer) => JSON.stringify(valueOf(answer))))).toHaveProperty('size', 1);
    expect(await scene.charged(open)).toBe(before);
  });

  it('keeps one content once, whoever attaches it, and charges each in full', async () => {
    const { ann, bob, open } = scene;
    const content = randomBytes(50);
    const text = { name: 'a.txt', type: 'text/plain', content };
    const before = await scene.charged(open);
    const [one, two] = [await scene.upload(ann, open, text), await scene.upload(bob, open, text)];
    const first = await scene.statementsOf(() => attach(ann, one));
    const second = await scene.statementsOf(() => attach(bob, two));
    expect(second).toEqual(first);
    const files = await scene.get(FileService).facts([one, two]);
    expect(files.get(one)?.storedFileId).toBe(files.get(two)?.storedFileId);
    expect(await scene.charged(open)).toBe(before + 100);
  });

  it('makes a picture anew: smaller, turned upright, without what the camera wrote, and gives the room back', async () => {
    const { ann, open } = scene;
    const sent = await plain(3_000, 2_000)
      .withExif({ IFD0: { Artist: 'Ann of the Museum' }, IFD3: { GPSLatitude: '45/1 30/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 100 })
      .toBuffer();
    expect((await sharp(sent).metadata()).exif).toBeDefined();
    const before = await scene.charged(open);
    const id = await aPicture(ann, 'Vue.JPG', sent);
    const made = valueOf<AttachmentType>(await attach(ann, id));
    expect(made).toMatchObject({ fileName: 'Vue.JPG', mediaType: 'image/jpeg', width: 1_600, height: 2_400 });
    const kept = await contentOf(id);
    const { exif, orientation, width, height } = await sharp(kept).metadata();
    expect({ exif, orientation, width, height, size: kept.length }).toEqual({
      exif: undefined,
      orientation: undefined,
      width: 1_600,
      height: 2_400,
      size: made.size,
    });
    expect(await scene.charged(open)).toBe(before + kept.length);
    const file = (await scene.get(FileService).facts([id])).get(id);
    expect([await doomed(id), await doomed(file?.storedFileId ?? '')]).toEqual([true, false]);
    await scene.get(StorageSweep).removeDoomed();
    expect(await scene.get(FileStorage).size(id)).toBeNull();
    expect(await contentOf(id)).toEqual(kept);
  });

  it('keeps the same picture once, and lets go of the bytes that it made besides', async () => {
    const { ann, bob } = scene;
    const content = await plain(77, 20).png().toBuffer();
    const picture = { name: 'a.png', type: 'image/png', content };
    const ids = [await scene.upload(ann, scene.open, picture), await scene.upload(bob, scene.open, picture)];
    await scene.db.pool.query('DELETE FROM doomed_objects');
    for (const [index, person] of [ann, bob].entries()) valueOf(await attach(person, ids[index] ?? ''));
    const files = await scene.get(FileService).facts(ids);
    const [one, two] = ids.map((id) => files.get(id)?.storedFileId);
    expect(one).toBe(two);
    const { rows } = await scene.db.pool.query<{ key: string }>('SELECT object_key AS key FROM doomed_objects');
    expect(rows.map(({ key }) => key)).toEqual(expect.arrayContaining(ids));
    expect(rows).toHaveLength(3);
    expect(await doomed(one ?? '')).toBe(false);
  });

  it('gives a picture that became another kind the ending of that kind', async () => {
    const { ann } = scene;
    const avif = await plain(30, 20).avif().toBuffer();
    const id = await scene.upload(ann, scene.open, { name: 'Plan.v2.avif', type: 'image/avif', content: avif });
    expect(valueOf(await attach(ann, id))).toMatchObject({
      fileName: 'Plan.v2.webp',
      mediaType: 'image/webp',
      url: `/files/${id}/Plan.v2.webp`,
      width: 30,
      height: 20,
    });
  });

  it('refuses a picture that cannot be read, and leaves the upload as it is', async () => {
    const { ann, open } = scene;
    const whole = await plain(300, 200).jpeg().toBuffer();
    const id = await aPicture(ann, 'cut.jpg', whole.subarray(0, whole.length / 2));
    const before = await scene.charged(open);
    const answer = await attach(ann, id);
    expect(refusal(answer)).toEqual(['BAD_USER_INPUT', ['uploadId']]);
    expect(answer.details?.fields?.['uploadId']).toMatch(/JPEG or PNG/);
    expect(await scene.charged(open)).toBe(before);
  });

  it('lets a picture go again that it made for somebody who was removed meanwhile', async () => {
    const { open } = scene;
    const leaver = await scene.person('Leaver');
    await scene.join(leaver, open);
    const content = await plain(9, 9).png().toBuffer();
    const id = await scene.upload(leaver, open, { name: 'a.png', type: 'image/png', content });
    await scene.db.pool.query('DELETE FROM doomed_objects');
    const pictures = scene.get(Pictures);
    const reencode = pictures.reencode.bind(pictures);
    const making = jest.spyOn(pictures, 'reencode').mockImplementation(async (...args) => {
      await scene.leave(leaver, open);
      return reencode(...args);
    });
    expect(refusal(await attach(leaver, id))).toEqual(['FORBIDDEN', []]);
    const { rows } = await scene.db.pool.query<{ key: string }>('SELECT object_key AS key FROM doomed_objects');
    expect(rows).toHaveLength(1);
    expect(await scene.get(FileStorage).size(rows[0]?.key ?? '')).toBeGreaterThan(0);
    // Who left before has nothing made.
    expect(making).toHaveBeenCalledTimes(1);
    const other = await scene.upload(leaver, open, { name: 'b.png', type: 'image/png', content });
    expect(refusal(await attach(leaver, other))).toEqual(['FORBIDDEN', []]);
    expect(making).toHaveBeenCalledTimes(1);
    making.mockRestore();
  });

  it('makes a picture once that is asked for many times at once', async () => {
    const { ann } = scene;
    const id = await aPicture(ann, 'a.png', await plain(9, 8).png().toBuffer());
    const making = jest.spyOn(scene.get(Pictures), 'reencode');
    const answers = await Promise.all(Array.from({ length: 8 }, () => attach(ann, id)));
    expect(new Set(answers.map((answer) => JSON.stringify(valueOf(answer))))).toHaveProperty('size', 1);
    expect(making).toHaveBeenCalledTimes(1);
    making.mockRestore();
  });

  it('tells whoever left a private community no more of what they attached there than of nothing', async () => {
    const { hidden } = scene;
    const leaver = await scene.person('Leaver');
    await scene.join(leaver, hidden);
    const id = await aText(leaver, hidden);
    valueOf(await attach(leaver, id));
    await scene.leave(leaver, hidden);
    const repeated = await scene.statementsOf(async () =>
      expect(await attach(leaver, id)).toEqual(await attach(leaver, v7())),
    );
    expect(repeated.slice(0, repeated.length / 2)).toEqual(repeated.slice(repeated.length / 2));
    await scene.join(leaver, hidden);
    expect(valueOf(await attach(leaver, id))).toMatchObject({ id });
  });
});

describe('discardAttachment', () => {
  it('says the same of another’s, of one in a post, of none and of one that is gone', async () => {
    const { ann, bob, open, stranger } = scene;
    expect(refusal(await discard(Viewer.anonymous, v7()))).toEqual(['UNAUTHENTICATED', []]);
    expect(refusal(await discard(ann, 'x'))).toEqual(['BAD_USER_INPUT', ['attachmentId']]);
    const [mine, shown] = [await aText(ann), await aText(ann)];
    for (const id of [mine, shown]) await attach(ann, id);
    const communityId = await scene.arrange(open);
    await scene.db.tx((tx) => scene.get(AttachmentService).bind(tx, ann, communityId, [{ id: shown, index: 0 }]));
    const none = await discard(ann, v7());
    expect(refusal(none)).toEqual(['NOT_FOUND', []]);
    for (const [viewer, id] of [
      [bob, mine],
      [stranger, mine],
      [ann, shown],
    ] as const)
      expect(await discard(viewer, id)).toEqual(none);
    const before = await scene.charged(open);
    expect(valueOf(await discard(ann, mine))).toBe(true);
    expect(await scene.charged(open)).toBe(before - 40);
    expect(await discard(ann, mine)).toEqual(none);
    expect((await scene.get(FileService).facts([mine, shown])).get(shown)?.state).toBe('SHOWN');
  });
});

describe('the sweep', () => {
  it('deletes what has waited a week for a post, and nothing else', async () => {
    const { ann, open } = scene;
    const [old, young, shown] = [await aText(ann), await aText(ann), await aText(ann)];
    for (const id of [old, young, shown]) await attach(ann, id);
    const communityId = await scene.arrange(open);
    await scene.db.tx((tx) => scene.get(AttachmentService).bind(tx, ann, communityId, [{ id: shown, index: 0 }]));
    const age = `UPDATE files SET created_at = now() - make_interval(days => $2, hours => $3) WHERE id = ANY ($1::uuid[])`;
    await scene.db.pool.query(age, [[old, shown], 7, 1]);
    await scene.db.pool.query(age, [[young], 6, 23]);
    const before = await scene.charged(open);
    await scene.get(SweepAttachments).run();
    const files = await scene.get(FileService).facts([old, young, shown]);
    expect([...files.keys()].toSorted()).toEqual([young, shown].toSorted());
    expect(await scene.charged(open)).toBe(before - 40);
  });
});
