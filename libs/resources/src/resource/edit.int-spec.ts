import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { refusal, valueOf, type Shared } from '../testing/library-answer.js';
import { LibraryScene } from '../testing/library-scene.js';

let scene: LibraryScene;
let mine: Shared;
beforeAll(async () => {
  scene = await LibraryScene.start();
});
afterAll(() => scene.close());
beforeEach(async () => {
  mine = await scene.shared(scene.ann, scene.open, { authors: 'The team', licence: 'OWN_TERMS', terms: 'Ask.' });
});

const edit = (viewer: Viewer, input: object) => scene.call(viewer, 'editResource', { resourceId: mine.id, ...input });

describe('editResource', () => {
  it('refuses nobody, outsiders and other members, and is the same NOT_FOUND where nothing is seen', async () => {
    const { ann, bob, stranger, other, former, staff, hidden, elsewhere } = scene;
    const unverified = await scene.person('Una', { emailVerified: false });
    const leader = await scene.person('Leader');
    await scene.join(leader, elsewhere, 'FACILITATOR');
    const secret = await scene.shared(ann, hidden);
    expect(refusal(await edit(Viewer.anonymous, { title: 'x' }))).toEqual(['UNAUTHENTICATED', []]);
    for (const person of [unverified, stranger, other, former, leader, bob])
      expect(refusal(await edit(person, { title: 'x' }))).toEqual(['FORBIDDEN', []]);
    for (const person of [stranger, other, former, leader, staff]) {
      const none = await edit(person, { resourceId: v7(), title: 'x' });
      expect([await edit(person, { resourceId: secret.id, title: 'x' }), none.code]).toEqual([none, 'NOT_FOUND']);
    }
    const count = (resourceId: string) => scene.statementsOf(() => edit(stranger, { resourceId, title: 'x' }));
    expect(await count(secret.id)).toEqual(await count(v7()));
    expect(refusal(await edit(bob, { resourceId: secret.id, title: 'x' }))).toEqual(['FORBIDDEN', []]);
  });

  it.each<[string, object]>([
    ['resourceId', { resourceId: 'x' }],
    ['expectedRevision', { expectedRevision: 0 }],
    ['title', { title: '' }],
    ['title', { title: 'x'.repeat(201) }],
    ['description', { description: 'x'.repeat(8_001) }],
    ['kind', { kind: 'LINK' }],
    ['tags', { tags: [...'abcdefghijk'] }],
    ['terms', { licence: 'CC0_1_0', terms: 'x' }],
    ['terms', { terms: '' }],
    ['authors', { authors: 'a\nb' }],
    ['url', { url: 'https://museum.example/' }],
    ['url', { url: 'http://192.168.0.1/' }],
  ])('names %s in bad input: %j', async (field, input) => {
    expect(refusal(await edit(scene.ann, input))).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it('changes what is given and keeps the rest', async () => {
    const { ann, lead, staff } = scene;
    expect(valueOf(await edit(ann, { title: 'New', tags: ['One'], expectedRevision: 1 }))).toMatchObject({
      title: 'New',
      tags: ['One'],
      authors: 'The team',
      licence: 'OWN_TERMS',
      terms: 'Ask.',
      revision: 2,
      // What it holds is what it was.
      updatedAt: mine.updatedAt,
    });
    expect(valueOf(await edit(lead, { description: 'Of *it*.', authors: '', kind: 'IMAGE' }))).toMatchObject({
      description: 'Of *it*.',
      descriptionHtml: '<p>Of <em>it</em>.</p>',
      authors: null,
      kind: 'IMAGE',
      revision: 3,
    });
    expect(valueOf(await edit(staff, { licence: 'CC_BY_NC_SA_4_0', description: '', title: null }))).toMatchObject({
      title: 'New',
      description: '',
      licence: 'CC_BY_NC_SA_4_0',
      terms: null,
      revision: 4,
    });
  });

  it('leads a link elsewhere, which makes it new', async () => {
    const { ann, open } = scene;
    const link = valueOf<Shared>(
      await scene.call(ann, 'shareResource', { communitySlug: open, url: 'https://museum.example/', title: 'A link' }),
    );
    const moved = valueOf<Shared>(await edit(ann, { resourceId: link.id, url: 'https://museum.example/there' }));
    expect(moved).toMatchObject({ url: 'https://museum.example/there', revision: 2 });
    expect(moved.updatedAt > link.updatedAt).toBe(true);
  });

  it('tells the slower of two, and whoever sends the same again that it is done', async () => {
    const { ann, lead } = scene;
    expect((await edit(ann, { title: 'Mine', expectedRevision: 1 })).code).toBeUndefined();
    const late = await edit(lead, { title: 'Theirs', expectedRevision: 1 });
    expect([late.code, late.details?.current]).toEqual(['CONFLICT', { revision: 2 }]);
    expect(valueOf(await edit(ann, { title: 'Mine', expectedRevision: 1 }))).toMatchObject({ revision: 2 });
    expect(valueOf(await edit(lead, { title: 'Theirs' }))).toMatchObject({ title: 'Theirs', revision: 3 });
    const both = await Promise.all([
      edit(ann, { title: 'A', expectedRevision: 3 }),
      edit(lead, { title: 'B', expectedRevision: 3 }),
    ]);
    expect(both.map(({ code }) => code).toSorted()).toEqual(['CONFLICT', undefined]);
  });

  it('is not for those who may add nothing any more', async () => {
    const { ann, staff, open } = scene;
    await scene.leave(ann, open);
    expect(refusal(await edit(ann, { title: 'x' }))).toEqual(['FORBIDDEN', []]);
    await scene.join(ann, open);
    await scene.arrange(open, 'PUBLIC', 'ARCHIVED');
    for (const person of [ann, scene.lead, staff])
      expect(refusal(await edit(person, { title: 'x' }))).toEqual(['FORBIDDEN', []]);
    await scene.arrange(open);
  });

  it('takes eight statements, BEGIN and COMMIT included', async () => {
    await edit(scene.ann, { title: 'warm' });
    const sent = await scene.statementsOf(() =>
      scene.call(scene.ann, 'editResource', { resourceId: mine.id, title: 'New' }, '{ id }'),
    );
    expect(sent).toHaveLength(8);
  });
});
