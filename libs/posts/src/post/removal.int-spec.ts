import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import {
  aScene,
  auditOf,
  firstPost as firstPostOf,
  lettersOf,
  PARTS,
  refusal,
  value,
  type Scene,
} from '../testing/scene.js';
import type { Person } from '../testing/test-api.js';

const POST = `query ($id: ID!) { post(id: $id) ${PARTS} }`;
const HISTORY = 'query ($id: ID!) { post(id: $id) { history { totalCount edges { node { revision body } } } } }';
const EXCERPT = 'query ($id: ID!) { thread(id: $id) { excerpt } }';
const WHY = 'Advertising.';

let scene: Scene;
let lead: Person;
let staff: Person;
let threadId: string;
let secretId: string;

beforeAll(async () => {
  scene = await aScene();
  lead = await scene.api.person('Lead');
  staff = await scene.api.person('Staff', { isStaff: true });
  for (const slug of [scene.open, scene.hidden]) await scene.api.join(lead, slug, 'FACILITATOR');
});
afterAll(() => scene.api.close());
beforeEach(async () => {
  threadId = await scene.api.aThread(scene.ann, scene.open);
  secretId = await scene.api.aThread(scene.ann, scene.hidden);
});

const firstPost = (id: string): Promise<{ id: string }> => firstPostOf(scene.api, scene.ann, id);
const remove = (viewer: Viewer, postId: string, reason = WHY) =>
  scene.api.call(viewer, 'removePost', { postId, reason }, PARTS);
const restore = (viewer: Viewer, postId: string) => scene.api.call(viewer, 'restorePost', { postId }, PARTS);
const edit = (viewer: Viewer, postId: string, body: string, expectedRevision: number) =>
  scene.api.call(viewer, 'editPost', { postId, body, expectedRevision }, PARTS);
const see = (viewer: Viewer, id: string) => scene.api.get(viewer, POST, { id });

describe.each([
  ['removePost', remove],
  ['restorePost', restore],
] as const)('%s', (_, act) => {
  it('refuses nobody, all who keep no order there, and whoever may not read', async () => {
    const { api, ann, bob, stranger, other, elsewhere } = scene;
    const { id } = await firstPost(threadId);
    const { id: secret } = await firstPost(secretId);
    const elsewhereLead = await api.person('Elsewhere');
    await api.join(elsewhereLead, elsewhere, 'FACILITATOR');
    const unverified = await api.person('Una', { emailVerified: false });
    expect(value(await act(Viewer.anonymous, id))).toBe('UNAUTHENTICATED');
    for (const person of [unverified, stranger, other, elsewhereLead, bob, ann])
      expect(value(await act(person, id))).toBe('FORBIDDEN');
    for (const person of [stranger, other, elsewhereLead, staff]) {
      expect(await act(person, secret)).toEqual(await act(person, v7()));
      expect(value(await act(person, secret))).toBe('NOT_FOUND');
    }
    expect(value(await act(bob, secret))).toBe('FORBIDDEN');
    for (const hidden of [secret, v7()]) await act(stranger, hidden);
    expect(await api.statementsOf(() => act(stranger, secret))).toEqual(
      await api.statementsOf(() => act(stranger, v7())),
    );
    expect(await see(Viewer.anonymous, id)).toMatchObject({ body: 'First.', removal: null });
  });

  it('names postId in bad input', async () => {
    for (const id of ['', 'x', '\u0000']) expect(refusal(await act(lead, id))).toEqual(['BAD_USER_INPUT', ['postId']]);
  });
});

describe('removePost', () => {
  it.each(['', '  \n ', 'a\u0000b', 'x'.repeat(1001)])('names reason in bad input: %j', async (reason) => {
    const { id } = await firstPost(threadId);
    expect(refusal(await remove(lead, id, reason))).toEqual(['BAD_USER_INPUT', ['reason']]);
  });

  it('leaves number and reason for all, and the text for its author and those who keep order', async () => {
    const { api, ann, bob, stranger } = scene;
    const { id } = await firstPost(threadId);
    await edit(ann, id, 'A *word*.', 1);
    const hidden = {
      number: 1,
      body: '',
      bodyHtml: '',
      deleted: false,
      removal: { at: expect.any(String), reason: WHY },
    };
    const answer = await remove(lead, id);
    expect(answer.data?.['removePost']).toMatchObject({
      ...hidden,
      revision: 3,
      removedHtml: '<p>A <em>word</em>.</p>',
      viewerCan: { edit: false, delete: false, remove: false, restore: true, report: false },
    });
    for (const viewer of [Viewer.anonymous, stranger, bob])
      expect(await see(viewer, id)).toMatchObject({
        ...hidden,
        removedHtml: null,
        viewerCan: { edit: false, delete: false, remove: false, restore: false, report: false },
      });
    for (const viewer of [ann, staff]) expect(await see(viewer, id)).toMatchObject({ removedHtml: expect.any(String) });
    expect(await see(ann, id)).toMatchObject({ viewerCan: { edit: false, delete: true, restore: false } });
    for (const viewer of [Viewer.anonymous, ann, lead])
      expect(await api.get(viewer, HISTORY, { id })).toEqual({ history: { totalCount: 0, edges: [] } });
    expect(await api.get(ann, EXCERPT, { id: threadId })).toEqual({ excerpt: '' });
  });

  it('carries no removed text in any answer about it, its neighbours or a failed edit', async () => {
    const { api, ann, bob } = scene;
    const word = `lantern${v7()}`;
    const { id } = await api.aReply(ann, threadId, `A ${word} here.`);
    await remove(lead, id);
    const { data } = await api.call(bob, 'reply', { threadId, body: 'To this.', inReplyTo: id }, PARTS);
    const page = await api.ask(
      bob,
      `query ($id: ID!) { thread(id: $id) { excerpt posts { edges { node ${PARTS} } } } }`,
      { id: threadId },
    );
    const late = await edit(ann, id, 'Other.', 1);
    expect([late.code, late.message]).toEqual(['FORBIDDEN', 'This post was removed by a facilitator.']);
    for (const said of [data, page, late, await see(bob, id)]) expect(JSON.stringify(said)).not.toContain(word);
    const { rows } = await api.db.pool.query(
      `SELECT 1 FROM graphile_worker._private_jobs WHERE payload::text LIKE $1
       UNION ALL SELECT 1 FROM audit_entries a WHERE a::text LIKE $1`,
      [`%${word}%`],
    );
    expect(rows).toEqual([]);
  });

  it('is done once: the first reason stays, the author gets one letter, the log one entry', async () => {
    const { api, ann } = scene;
    const { id } = await api.aReply(ann, threadId);
    const before = (await lettersOf(api, ann)).length;
    const answers = await Promise.all([lead, staff, lead].map((person) => remove(person, id)));
    expect(
      new Set(
        answers.map(
          ({ data, code }) =>
            code ?? JSON.stringify((data?.['removePost'] as { removal: object } | undefined)?.removal),
        ),
      ).size,
    ).toBe(1);
    expect((await remove(lead, id, 'Another reason.')).data?.['removePost']).toMatchObject({
      removal: { reason: WHY },
      revision: 2,
    });
    const letters = (await lettersOf(api, ann)).slice(before);
    expect(letters).toHaveLength(1);
    expect(letters[0]?.subject).toBe('A post of yours was removed');
    expect(letters[0]?.text).toContain(WHY);
    expect(letters[0]?.text).toContain(`/c/${scene.open}/d/${threadId}#post-2`);
    const community = await api.community(scene.open);
    expect(letters[0]?.about.toSorted()).toEqual(
      [
        `account:${ann.accountId}`,
        `community:${community}`,
        `community:${community}/account:${ann.accountId}`,
      ].toSorted(),
    );
    expect(await auditOf(api, id)).toEqual([
      { action: 'post-removed', communityId: community, accountId: ann.accountId, reason: WHY, details: {} },
    ]);
  });

  it('writes in the language of the author, and to nobody who is not in a private community any more', async () => {
    const { api, hidden } = scene;
    const zoe = await api.person('Zoé', { language: 'FR' });
    await api.join(zoe, hidden);
    const [first, second] = [await api.aReply(zoe, secretId), await api.aReply(zoe, secretId)];
    await remove(lead, first.id);
    expect((await lettersOf(api, zoe)).map(({ subject }) => subject)).toEqual(['Un de vos messages a été retiré']);
    await api.leave(zoe, hidden);
    await remove(lead, second.id);
    expect(await lettersOf(api, zoe)).toHaveLength(1);
  });

  it('writes no letter about an own post', async () => {
    const { api } = scene;
    const { id } = await api.aReply(lead, threadId);
    await remove(lead, id);
    expect(await lettersOf(api, lead)).toEqual([]);
  });

  it('lets the author take the text away for good; then it is gone for those who keep order as well', async () => {
    const { api, ann } = scene;
    const { id } = await api.aReply(ann, threadId);
    await remove(lead, id);
    expect((await api.call(ann, 'deletePost', { postId: id }, PARTS)).code).toBeUndefined();
    expect(await see(lead, id)).toMatchObject({ deleted: true, removal: { reason: WHY }, removedHtml: null });
    expect(value(await restore(lead, id))).toBe('FORBIDDEN');
    expect(value(await remove(lead, id))).toBe('FORBIDDEN');
  });

  it('is possible in an archived community and in a locked thread', async () => {
    const { api, ann, open } = scene;
    const { id } = await api.aReply(ann, threadId);
    await api.call(lead, 'lockThread', { threadId, locked: true }, '{ id }');
    await api.community(open, 'PUBLIC', 'ARCHIVED');
    expect((await remove(lead, id)).code).toBeUndefined();
    expect((await restore(lead, id)).code).toBeUndefined();
    await api.community(open);
  });

  it('meets an edit at the same time: done before it, or not done at all', async () => {
    const { api, ann } = scene;
    for (let n = 0; n < 5; n += 1) {
      const { id } = await api.aReply(ann, threadId, 'Before.');
      const [edited, removed] = await Promise.all([edit(ann, id, 'After.', 1), remove(lead, id)]);
      expect(removed.code).toBeUndefined();
      expect([undefined, 'FORBIDDEN']).toContain(edited.code);
      expect(await see(lead, id)).toMatchObject({
        body: '',
        removedHtml: edited.code === undefined ? '<p>After.</p>' : '<p>Before.</p>',
        revision: edited.code === undefined ? 3 : 2,
      });
    }
  });
});

describe('restorePost', () => {
  it('puts it back as it was, with its excerpt and its history', async () => {
    const { api, ann, bob } = scene;
    const { id } = await firstPost(threadId);
    await edit(ann, id, 'Second.', 1);
    await remove(lead, id);
    expect((await restore(staff, id)).data?.['restorePost']).toMatchObject({
      body: 'Second.',
      bodyHtml: '<p>Second.</p>',
      revision: 4,
      removal: null,
      removedHtml: null,
    });
    expect((await restore(lead, id)).data?.['restorePost']).toMatchObject({ revision: 4 });
    expect(await api.get(bob, EXCERPT, { id: threadId })).toEqual({ excerpt: 'Second.' });
    expect((await edit(ann, id, 'Third.', 4)).data?.['editPost']).toMatchObject({ revision: 5 });
    expect(await api.get(bob, HISTORY, { id })).toEqual({
      history: {
        totalCount: 2,
        edges: [{ node: { revision: 4, body: 'Second.' } }, { node: { revision: 1, body: 'First.' } }],
      },
    });
    expect((await auditOf(api, id)).map(({ action }) => action)).toEqual(['post-removed', 'post-restored']);
  });

  it('leaves a post alone that stands, and a deleted one deleted', async () => {
    const { api, ann } = scene;
    const { id } = await api.aReply(ann, threadId);
    expect((await restore(lead, id)).data?.['restorePost']).toMatchObject({ revision: 1, removal: null });
    await api.call(ann, 'deletePost', { postId: id }, '{ id }');
    expect(value(await restore(lead, id))).toBe('FORBIDDEN');
  });
});
