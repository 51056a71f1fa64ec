import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { LIMITS } from '#contracts';
import { Viewer } from '#identity';
import { PARTS, refusal, valueOf, type Shared } from '../testing/library-answer.js';
import { LibraryScene, type Person } from '../testing/library-scene.js';

let scene: LibraryScene;
let mine: Shared;
let secret: Shared;
beforeAll(async () => {
  scene = await LibraryScene.start();
});
afterAll(() => scene.close());
beforeEach(async () => {
  mine = await scene.shared(scene.ann);
  secret = await scene.shared(scene.ann, scene.hidden);
});

const add = (viewer: Viewer, input: object) => scene.call(viewer, 'addResourceVersion', input);
const restore = (viewer: Viewer, versionId: string) => scene.call(viewer, 'restoreResourceVersion', { versionId });
const see = (viewer: Viewer, id: string) =>
  scene.read<Shared>(viewer, `query ($id: ID!) { resource(id: $id) ${PARTS} }`, { id });

/** The person brings an upload of their own to this resource. */
const bring = async (person: Person, { id }: Shared, slug = scene.open, more: object = {}) =>
  add(person, { resourceId: id, uploadId: await scene.upload(person, slug), ...more });

describe('addResourceVersion', () => {
  it('refuses nobody, outsiders, other members and staff, and is the same NOT_FOUND where nothing is seen', async () => {
    const { ann, bob, stranger, other, former, staff, hidden } = scene;
    const unverified = await scene.person('Una', { emailVerified: false });
    const input = { resourceId: mine.id, uploadId: v7() };
    expect(refusal(await add(Viewer.anonymous, input))).toEqual(['UNAUTHENTICATED', []]);
    for (const person of [unverified, stranger, other, former, bob, staff])
      expect(refusal(await bring(person, mine))).toEqual(['FORBIDDEN', []]);
    for (const person of [stranger, other, former, staff]) {
      const none = await add(person, { resourceId: v7(), uploadId: v7() });
      expect(await bring(person, secret, hidden)).toEqual(none);
      expect(none.code).toBe('NOT_FOUND');
    }
    expect(refusal(await bring(bob, secret, hidden))).toEqual(['FORBIDDEN', []]);
    expect((await see(ann, mine.id)).versions).toHaveLength(1);
  });

  it('names what is wrong', async () => {
    const { ann, elsewhere } = scene;
    const uploadId = await scene.upload(ann);
    const resourceId = mine.id;
    for (const [input, field] of [
      [{ resourceId: 'x', uploadId }, 'resourceId'],
      [{ resourceId, uploadId: 'x' }, 'uploadId'],
      [{ resourceId, uploadId: v7() }, 'uploadId'],
      [{ resourceId, uploadId: await scene.upload(scene.bob) }, 'uploadId'],
      [{ resourceId, uploadId: await scene.upload(ann, elsewhere) }, 'uploadId'],
      [{ resourceId, uploadId, note: 'x'.repeat(501) }, 'note'],
      [{ resourceId, uploadId, note: 'a\u0000' }, 'note'],
      [{ resourceId, uploadId, id: '0198f000-0000-7000-8000-000000000001' }, 'id'],
      // The id of a file that is there.
      [{ resourceId, uploadId, id: secret.current.id }, 'id'],
    ] as const)
      expect([field, refusal(await add(ann, input))]).toEqual([field, ['BAD_USER_INPUT', [field]]]);
    const link = { communitySlug: scene.open, url: 'https://museum.example/', title: 'A link' };
    const { id } = valueOf<Shared>(await scene.call(ann, 'shareResource', link));
    expect(refusal(await add(ann, { resourceId: id, uploadId }))).toEqual(['BAD_USER_INPUT', ['resourceId']]);
    expect((await add(ann, { resourceId, uploadId })).code).toBeUndefined();
  });

  it('puts a version on top for whoever shared it and for facilitators, and keeps the former ones', async () => {
    const { ann, lead, open } = scene;
    const before = await scene.charged(open);
    const content = Buffer.from('second');
    const uploadId = await scene.upload(ann, open, { name: 'Second.txt', type: 'text/plain', content });
    const second = valueOf<Shared>(await add(ann, { resourceId: mine.id, uploadId, note: 'Corrected.' }));
    expect(second).toMatchObject({
      title: mine.title,
      revision: 2,
      current: { number: 2, note: 'Corrected.', fileName: 'Second.txt', size: 6, author: { name: 'Ann' } },
      versions: [
        { number: 2, note: 'Corrected.' },
        { number: 1, note: null },
      ],
    });
    expect(second.updatedAt > mine.updatedAt).toBe(true);
    expect(await scene.charged(open)).toBe(before + 6);
    expect(valueOf(await bring(lead, mine))).toMatchObject({ current: { number: 3, author: { name: 'Lead' } } });
    expect((await bring(lead, secret, scene.hidden)).code).toBeUndefined();
  });

  it('gives the first result to the same call again', async () => {
    const { ann } = scene;
    const input = { id: v7(), resourceId: mine.id, uploadId: await scene.upload(ann) };
    expect(valueOf(await add(ann, input))).toMatchObject({ current: { id: input.id, number: 2 } });
    await bring(ann, mine);
    expect(valueOf(await add(ann, input))).toMatchObject({ current: { number: 3 }, revision: 3 });
    expect(refusal(await add(ann, { ...input, note: 'Other.' }))).toEqual(['BAD_USER_INPUT', ['id']]);
  });

  it('numbers without gap and double when several come at once', async () => {
    const { ann, lead } = scene;
    const uploads = await Promise.all(
      [ann, lead, ann, lead, ann].map(async (who) => [who, await scene.upload(who)] as const),
    );
    const answers = await Promise.all(uploads.map(([who, uploadId]) => add(who, { resourceId: mine.id, uploadId })));
    expect(answers.map(({ code }) => code)).toEqual(Array(5).fill(undefined));
    const { versions, revision } = await see(ann, mine.id);
    expect([versions.map(({ number }) => number), revision]).toEqual([[6, 5, 4, 3, 2, 1], 6]);
  });

  it('takes none into a deleted resource, nor more than there may be', async () => {
    const { ann, lead } = scene;
    await scene.db.pool.query('UPDATE resources SET last_number = $2 WHERE id = $1', [
      mine.id,
      LIMITS.resourceVersions,
    ]);
    expect(refusal(await bring(ann, mine))).toEqual(['BAD_USER_INPUT', ['uploadId']]);
    await scene.call(ann, 'deleteResource', { resourceId: secret.id });
    expect(refusal(await bring(lead, secret, scene.hidden))).toEqual(['FORBIDDEN', []]);
  });
});

describe('restoreResourceVersion', () => {
  it('refuses nobody, outsiders and other members, and is the same NOT_FOUND where nothing is seen', async () => {
    const { bob, stranger, other, former, staff } = scene;
    const first = mine.current.id;
    expect(refusal(await restore(Viewer.anonymous, first))).toEqual(['UNAUTHENTICATED', []]);
    for (const person of [stranger, other, former, bob])
      expect(refusal(await restore(person, first))).toEqual(['FORBIDDEN', []]);
    for (const person of [stranger, other, former, staff]) {
      expect(await restore(person, secret.current.id)).toEqual(await restore(person, v7()));
      expect(refusal(await restore(person, secret.current.id))).toEqual(['NOT_FOUND', []]);
    }
    expect(await scene.statementsOf(() => restore(stranger, secret.current.id))).toEqual(
      await scene.statementsOf(() => restore(stranger, v7())),
    );
    expect(refusal(await restore(bob, 'x'))).toEqual(['BAD_USER_INPUT', ['versionId']]);
  });

  it('adds the content and the note of a former one, charged in full, once', async () => {
    const { ann, staff, open } = scene;
    const shared = await scene.shared(ann, open, { note: 'First.' });
    await bring(ann, shared);
    const before = await scene.charged(open);
    const again = valueOf<Shared>(await restore(staff, shared.current.id));
    expect(again).toMatchObject({
      current: { number: 3, note: 'First.', restoredFrom: 1, author: { name: 'Staff' } },
      revision: 3,
    });
    expect(await scene.charged(open)).toBe(before + 64);
    const sums = await scene.db.pool.query<{ stored: string }>(
      `SELECT DISTINCT stored_file_id AS stored FROM files WHERE id = ANY ($1)`,
      [[again.current.id, shared.current.id]],
    );
    expect(sums.rows).toHaveLength(1);
    for (const id of [shared.current.id, again.current.id]) {
      expect(valueOf(await restore(ann, id))).toMatchObject({ current: { number: 3 }, revision: 3 });
    }
    expect(await scene.charged(open)).toBe(before + 64);
  });

  it('needs room in the community', async () => {
    const { ann, open } = scene;
    await bring(ann, mine);
    const all = await scene.charged(open);
    await scene.db.pool.query(
      `UPDATE community_storage SET bytes = 2147483648 WHERE community_id = (SELECT id FROM communities WHERE slug = $1)`,
      [open],
    );
    expect(refusal(await restore(ann, mine.current.id))).toEqual(['BAD_USER_INPUT', ['versionId']]);
    await scene.db.pool.query(
      `UPDATE community_storage SET bytes = $2 WHERE community_id = (SELECT id FROM communities WHERE slug = $1)`,
      [open, all],
    );
    expect((await see(ann, mine.id)).versions).toHaveLength(2);
  });
});
