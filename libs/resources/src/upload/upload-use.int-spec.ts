import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { Tus } from '../testing/tus.js';
import { sha256, UploadScene, type Sender } from '../testing/upload-scene.js';
import { UploadService, type ClaimedUpload } from './upload.service.js';

const TEXT = Buffer.from('Étagères et vitrines\n');

let scene: UploadScene;
let ann: Sender;
let bob: Sender;
let open: string;
let hidden: string;
let uploads: UploadService;

beforeAll(async () => {
  scene = await UploadScene.start();
  const { slugs } = scene;
  ann = await scene.person('Ann', { member: [slugs.open, slugs.hidden] });
  bob = await scene.person('Bob', { member: [slugs.open] });
  open = await scene.arrange(slugs.open, 'PUBLIC');
  hidden = await scene.arrange(slugs.hidden, 'PRIVATE');
  uploads = scene.main.get(UploadService);
});
afterAll(() => scene.close());

const sent = (person: Sender): Promise<string> =>
  new Tus(scene.main, person).send(TEXT, { community: scene.slugs.open, name: 'Plan d’été.txt' });
const claim = (viewer: Viewer, id: string, communityId = open): Promise<ClaimedUpload> =>
  scene.db.tx((tx) => uploads.claim(tx, viewer, id, communityId));
const fieldOf = async (work: Promise<unknown>): Promise<string> => {
  const refusal = await work.then(
    () => null,
    (error: { code: string; details: { fields: Record<string, string> } }) => error,
  );
  expect(refusal?.code).toBe('BAD_USER_INPUT');
  expect(Object.keys(refusal?.details.fields ?? {})).toEqual(['uploadId']);
  return refusal?.details.fields['uploadId'] ?? '';
};

describe('using an upload', () => {
  it('is refused to nobody in particular, to others, and to its sender a second time, in the same words', async () => {
    const id = await sent(ann);
    await expect(uploads.ready(Viewer.anonymous, id, open)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(claim(Viewer.anonymous, id)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const unknown = await fieldOf(claim(ann, v7()));
    expect(await fieldOf(claim(bob, id))).toBe(unknown);
    expect(await fieldOf(uploads.ready(bob, id, open))).toBe(unknown);
    await claim(ann, id);
    expect(await fieldOf(claim(ann, id))).toBe(unknown);
    expect(await fieldOf(uploads.ready(ann, id, open))).toBe(unknown);
    expect(await new Tus(scene.main, ann).offset(id)).toBeNull();
  });

  it('is refused in another community, and while bytes are missing', async () => {
    const id = await sent(ann);
    for (const refused of [claim(ann, id, hidden), uploads.ready(ann, id, hidden)])
      expect(await fieldOf(refused)).toMatch(/another community/);
    const tus = new Tus(scene.main, ann);
    const half = await tus.begin({ community: scene.slugs.open, size: TEXT.length });
    await tus.patch(half, 0, TEXT.subarray(0, 9));
    for (const refused of [uploads.ready(ann, half, open), claim(ann, half)])
      expect(await fieldOf(refused)).toMatch(/whole/);
    expect(await tus.offset(half)).toBe(9);
  });

  it('gives what is to be known of the bytes, and keeps what was charged for them', async () => {
    const before = await scene.room();
    const id = await sent(ann);
    await uploads.ready(ann, id, open);
    expect(await claim(ann, id)).toEqual({
      id,
      sha256: sha256(TEXT),
      size: TEXT.length,
      mediaType: 'text/plain',
      fileName: 'Plan d’été.txt',
    });
    expect((await scene.room()).charged).toBe(before.charged + TEXT.length);
    // Whoever ends the upload afterwards does not take the bytes away.
    expect((await new Tus(scene.main, ann).cancel(id)).status).toBe(404);
    expect(await scene.objects()).toContain(id);
  });

  it('succeeds once of two at the same time, and not at all when the rest fails', async () => {
    const id = await sent(ann);
    await expect(
      scene.db.tx(async (tx) => {
        await uploads.claim(tx, ann, id, open);
        throw new Error('The rest failed.');
      }),
    ).rejects.toThrow('The rest failed.');
    const both = await Promise.allSettled([claim(ann, id), claim(ann, id)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('and ending it at the same time: one of the two, and never the bytes without the other', async () => {
    for (let round = 0; round < 20; round += 1) {
      const id = await sent(ann);
      const [claimed, ended] = await Promise.allSettled([claim(ann, id), new Tus(scene.main, ann).cancel(id)]);
      const wasEnded = ended.status === 'fulfilled' && ended.value.status === 204;
      expect([claimed.status === 'fulfilled', wasEnded].filter(Boolean)).toHaveLength(1);
      expect((await scene.objects()).includes(id)).toBe(claimed.status === 'fulfilled');
    }
  });
});
