import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import {
  aScene,
  firstPost as firstPostOf,
  PARTS,
  refusal,
  tooManyMentions,
  value,
  type Scene,
} from '../testing/scene.js';

const POST = `query ($id: ID!) { post(id: $id) ${PARTS} }`;
const HISTORY = `query ($id: ID!, $first: Int, $after: String) { post(id: $id) { history(first: $first, after: $after) {
  totalCount edges { cursor node { revision body bodyHtml } } pageInfo { hasNextPage endCursor } } } }`;

let scene: Scene;
let threadId: string;
let secretId: string;

beforeAll(async () => {
  scene = await aScene();
});
afterAll(() => scene.api.close());
beforeEach(async () => {
  threadId = await scene.api.aThread(scene.ann, scene.open);
  secretId = await scene.api.aThread(scene.ann, scene.hidden);
});

const firstPost = (id: string): Promise<{ id: string }> => firstPostOf(scene.api, scene.ann, id);
const edit = (viewer: Viewer, input: object) => scene.api.call(viewer, 'editPost', input, PARTS);
const remove = (viewer: Viewer, postId: string) => scene.api.call(viewer, 'deletePost', { postId }, PARTS);

describe('editPost', () => {
  it('refuses nobody, everybody but the author, and whoever may not read', async () => {
    const { api, bob, stranger, other } = scene;
    const { id: postId } = await firstPost(threadId);
    const { id: secret } = await firstPost(secretId);
    const input = { body: 'x', expectedRevision: 1 };
    expect(value(await edit(Viewer.anonymous, { postId, ...input }))).toBe('UNAUTHENTICATED');
    const staff = await api.person('Staff', { isStaff: true });
    for (const person of [stranger, other, bob, staff])
      expect(value(await edit(person, { postId, ...input }))).toBe('FORBIDDEN');
    for (const person of [stranger, other, staff]) {
      expect(await edit(person, { postId: secret, ...input })).toEqual(await edit(person, { postId: v7(), ...input }));
    }
    expect(value(await edit(stranger, { postId: secret, ...input }))).toBe('NOT_FOUND');
  });

  it.each([
    ['postId', { postId: '' }],
    ['body', { body: '' }],
    ['body', { body: tooManyMentions() }],
    ['expectedRevision', { expectedRevision: 0 }],
    ['expectedRevision', { expectedRevision: -5 }],
  ])('names %s in bad input', async (field, change) => {
    const { ann } = scene;
    const answer = await edit(ann, { postId: v7(), body: 'x', expectedRevision: 1, ...change });
    expect(refusal(answer)).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it('keeps what was said before, and the excerpt in step', async () => {
    const { api, ann } = scene;
    const { id: postId } = await firstPost(threadId);
    const answer = await edit(ann, { postId, body: 'Second *text*.', expectedRevision: 1 });
    expect(answer.data?.['editPost']).toMatchObject({
      revision: 2,
      bodyHtml: '<p>Second <em>text</em>.</p>',
      editedAt: expect.any(String),
    });
    await edit(ann, { postId, body: 'Third.', expectedRevision: 2 });
    expect(
      await api.get(Viewer.anonymous, 'query ($id: ID!) { thread(id: $id) { excerpt } }', { id: threadId }),
    ).toEqual({ excerpt: 'Third.' });
    const { history } = await api.get<{
      history: { totalCount: number; edges: { node: object }[]; pageInfo: { endCursor: string } };
    }>(Viewer.anonymous, HISTORY, { id: postId, first: 1 });
    expect(history).toMatchObject({
      totalCount: 2,
      edges: [{ node: { revision: 2, body: 'Second *text*.' } }],
      pageInfo: { hasNextPage: true },
    });
    expect(
      await api.get(Viewer.anonymous, HISTORY, { id: postId, first: 1, after: history.pageInfo.endCursor }),
    ).toMatchObject({
      history: {
        edges: [{ node: { revision: 1, body: 'First.', bodyHtml: '<p>First.</p>' } }],
        pageInfo: { hasNextPage: false },
      },
    });
    expect((await api.ask(ann, HISTORY, { id: postId, first: 51 })).details?.fields).toHaveProperty('first');
    expect((await api.ask(ann, HISTORY, { id: postId, after: 'x' })).details?.fields).toHaveProperty('after');
  });

  it('gives the second of two editors CONFLICT with the present text', async () => {
    const { api, ann } = scene;
    const { id: postId } = await firstPost(threadId);
    const answers = await Promise.all(['One.', 'Two.'].map((body) => edit(ann, { postId, body, expectedRevision: 1 })));
    const lost = answers.filter(({ code }) => code === 'CONFLICT');
    const won = answers.find(({ code }) => code === undefined)?.data?.['editPost'] as { body: string } | undefined;
    expect(lost).toHaveLength(1);
    expect(lost[0]?.details?.current).toEqual({ body: won?.body, revision: 2 });
    expect((await edit(ann, { postId, body: 'Three.', expectedRevision: 9 })).code).toBe('CONFLICT');
    const rows = await api.db.run({ name: 'revisions-of', text: 'SELECT 1 FROM post_revisions WHERE post_id = $1' }, [
      postId,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('is done when its answer was lost and it is sent again', async () => {
    const { ann } = scene;
    const { id: postId } = await firstPost(threadId);
    const input = { postId, body: 'Second.', expectedRevision: 1 };
    await edit(ann, input);
    expect((await edit(ann, input)).data?.['editPost']).toMatchObject({ revision: 2, body: 'Second.' });
  });

  it('refuses an author who has left, and in an archived community', async () => {
    const { api, bob, open } = scene;
    const { id: postId } = await api.aReply(bob, threadId);
    await api.leave(bob, open);
    expect(value(await edit(bob, { postId, body: 'x', expectedRevision: 1 }))).toBe('FORBIDDEN');
    await api.join(bob, open);
    await api.community(open, 'PUBLIC', 'ARCHIVED');
    expect(value(await edit(bob, { postId, body: 'x', expectedRevision: 1 }))).toBe('FORBIDDEN');
    await api.community(open);
  });
});

describe('deletePost', () => {
  it('refuses nobody, everybody but the author, and whoever may not read', async () => {
    const { ann, bob, stranger, other } = scene;
    const { id } = await firstPost(threadId);
    const { id: secret } = await firstPost(secretId);
    expect(value(await remove(Viewer.anonymous, id))).toBe('UNAUTHENTICATED');
    for (const person of [stranger, other, bob]) expect(value(await remove(person, id))).toBe('FORBIDDEN');
    expect(value(await remove(stranger, secret))).toBe('NOT_FOUND');
    expect((await remove(ann, 'x')).details?.fields).toHaveProperty('postId');
  });

  it('leaves a tombstone and nothing of the text anywhere', async () => {
    const { api, ann } = scene;
    const word = `lantern${v7()}`;
    const { id: postId } = await firstPost(threadId);
    await edit(ann, { postId, body: `A ${word} here.`, expectedRevision: 1 });
    await edit(ann, { postId, body: 'Nothing.', expectedRevision: 2 });
    const answer = await remove(ann, postId);
    expect(answer.data?.['deletePost']).toMatchObject({
      number: 1,
      body: '',
      bodyHtml: '',
      deleted: true,
      revision: 4,
      viewerCan: { edit: false, delete: false },
    });
    expect((await remove(ann, postId)).data?.['deletePost']).toMatchObject({ deleted: true, revision: 4 });
    expect(await api.get(Viewer.anonymous, POST, { id: postId })).toMatchObject({ number: 1, body: '', deleted: true });
    expect(await api.get(Viewer.anonymous, HISTORY, { id: postId })).toMatchObject({
      history: { totalCount: 0, edges: [] },
    });
    expect(
      await api.get(Viewer.anonymous, 'query ($id: ID!) { thread(id: $id) { title excerpt } }', { id: threadId }),
    ).toEqual({ title: 'A thread', excerpt: '' });
    expect(value(await edit(ann, { postId, body: 'Back.', expectedRevision: 4 }))).toBe('FORBIDDEN');
    const { rows: tables } = await api.db.pool.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema IN ('public', 'graphile_worker') AND table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables) {
      const { rows } = await api.db.pool.query(`SELECT 1 FROM ${name} AS t WHERE t::text LIKE $1`, [`%${word}%`]);
      expect([name, rows.length]).toEqual([name, 0]);
    }
  });

  it('is possible after leaving and in an archived community, as long as one can read', async () => {
    const { api, bob, open } = scene;
    const { id } = await api.aReply(bob, threadId);
    await api.leave(bob, open);
    await api.community(open, 'PUBLIC', 'ARCHIVED');
    expect((await remove(bob, id)).data?.['deletePost']).toMatchObject({ deleted: true });
    await api.community(open);
    await api.join(bob, open);
  });
});
