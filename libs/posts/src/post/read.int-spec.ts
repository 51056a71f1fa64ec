import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { aScene, firstPost as firstPostOf, PARTS, refusal, value, type Scene } from '../testing/scene.js';

const POST = `query ($id: ID!) { post(id: $id) ${PARTS} }`;

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
const reply = (viewer: Viewer, input: object) => scene.api.call(viewer, 'reply', input, PARTS);

describe('post and Thread.posts', () => {
  it('are there for whoever may read the thread, and for nobody else', async () => {
    const { api, bob, stranger, other } = scene;
    const [plain, secret] = [await firstPost(threadId), await firstPost(secretId)];
    for (const viewer of [Viewer.anonymous, stranger, other]) {
      expect(await api.get(viewer, POST, { id: plain.id })).toMatchObject({
        id: plain.id,
        viewerCan: { edit: false, delete: false },
      });
      expect(await api.ask(viewer, POST, { id: secret.id })).toEqual(await api.ask(viewer, POST, { id: v7() }));
      expect(value(await api.ask(viewer, POST, { id: secret.id }))).toBe('NOT_FOUND');
    }
    for (const id of [secret.id, v7()]) await api.ask(stranger, POST, { id });
    expect(await api.statementsOf(() => api.ask(stranger, POST, { id: secret.id }))).toEqual(
      await api.statementsOf(() => api.ask(stranger, POST, { id: v7() })),
    );
    expect(await api.get(bob, POST, { id: secret.id })).toMatchObject({ id: secret.id });
  });

  const WINDOW = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $around: Int) {
    thread(id: $id) { posts(first: $first, after: $after, last: $last, before: $before, around: $around) {
      totalCount edges { cursor node { number } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;
  type Page = {
    posts: {
      edges: { cursor: string; node: { number: number } }[];
      pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
    };
  };

  it('gives windows in both directions and around a number', async () => {
    const { api, bob } = scene;
    for (let n = 0; n < 8; n += 1) await api.aReply(bob, threadId);
    const page = async (args: object): Promise<[number[], boolean, boolean]> => {
      const { posts } = await api.get<Page>(Viewer.anonymous, WINDOW, { id: threadId, ...args });
      return [posts.edges.map(({ node }) => node.number), posts.pageInfo.hasPreviousPage, posts.pageInfo.hasNextPage];
    };
    const all = await api.get<Page>(Viewer.anonymous, WINDOW, { id: threadId });
    const cursor = (number: number): string => all.posts.edges[number - 1]?.cursor ?? '';
    expect(await page({})).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9], false, false]);
    expect(await page({ first: 3 })).toEqual([[1, 2, 3], false, true]);
    expect(await page({ first: 3, after: cursor(7) })).toEqual([[8, 9], true, false]);
    expect(await page({ first: 3, after: cursor(9) })).toEqual([[], true, false]);
    expect(await page({ last: 3 })).toEqual([[7, 8, 9], true, false]);
    expect(await page({ last: 3, before: cursor(3) })).toEqual([[1, 2], false, true]);
    expect(await page({ first: 3, around: 5 })).toEqual([[4, 5, 6], true, true]);
    expect(await page({ first: 3, around: 1 })).toEqual([[1, 2, 3], false, true]);
    expect(await page({ first: 3, around: 999 })).toEqual([[7, 8, 9], true, false]);
  });

  it.each([
    ['first', { first: 0 }],
    ['first', { first: 51 }],
    ['last', { last: 51 }],
    ['after', { after: 'x' }],
    ['after', { after: Buffer.from('["1"]').toString('base64url') }],
    ['before', { before: Buffer.from('[99999999999]').toString('base64url') }],
    ['before', { before: Buffer.from('[2147483647]').toString('base64url') }],
    ['after', { after: Buffer.from('[2147483647]').toString('base64url') }],
    ['after', { after: '' }],
    ['before', { before: '' }],
    ['around', { around: 0 }],
    ['after', { around: 3, after: Buffer.from('[1]').toString('base64url') }],
    ['before', { around: 3, before: Buffer.from('[1]').toString('base64url') }],
    ['first', { first: 3, last: 3 }],
  ])('names %s in %j', async (field, args) => {
    const { api } = scene;
    const answer = await api.ask(Viewer.anonymous, WINDOW, { id: threadId, ...args });
    expect(refusal(answer)).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it('asks for nothing beyond the end, also beside another page', async () => {
    const { api } = scene;
    const beyond = Buffer.from('[2147483646]').toString('base64url');
    const { posts, none } = await api.get<{ posts: { edges: object[] }; none: { edges: object[] } }>(
      Viewer.anonymous,
      `query ($id: ID!, $after: String) { thread(id: $id) { posts { edges { cursor } } none: posts(after: $after) { edges { cursor } }
        some: posts(last: 1) { edges { cursor } } } }`,
      { id: threadId, after: beyond },
    );
    expect([posts.edges.length, none.edges.length]).toEqual([1, 0]);
  });

  it('takes a fixed number of statements for a page', async () => {
    const { api, ann, bob, open } = scene;
    const first = await firstPost(threadId);
    const people = await Promise.all(Array.from({ length: 6 }, (_, n) => api.person(`Person ${n}`)));
    for (const person of people) {
      await api.join(person, open);
      await reply(person, { threadId, body: 'x', inReplyTo: first.id });
      await api.aReply(person, threadId);
    }
    const page = `query ($id: ID!) { thread(id: $id) { id title author { name } lastAuthor { name } viewerCan { reply } community { slug name }
      posts { totalCount edges { cursor node ${PARTS} } pageInfo { hasNextPage endCursor } } } }`;
    const read = (viewer: Viewer) => api.statementsOf(() => api.ask(viewer, page, { id: threadId }));
    expect((await read(Viewer.anonymous)).length).toBeLessThanOrEqual(3);
    expect((await read(bob)).length).toBeLessThanOrEqual(4);
    // Nobody's name is remembered: one question for those of the thread, one for those of the posts.
    const { AccountService } = await import('#identity');
    for (const { accountId } of [ann, bob, ...people])
      api.app.get(AccountService, { strict: false }).forgetPerson(accountId);
    expect((await read(bob)).length).toBeLessThanOrEqual(6);
  });
});

describe('previewMarkdown', () => {
  const PREVIEW = 'query ($body: String!) { previewMarkdown(body: $body) }';

  it('refuses nobody and bad input, and renders as posting does', async () => {
    const { api, ann, stranger } = scene;
    expect(value(await api.ask(Viewer.anonymous, PREVIEW, { body: 'x' }))).toBe('UNAUTHENTICATED');
    expect((await api.ask(ann, PREVIEW, { body: '\u0000' })).details?.fields).toHaveProperty('body');
    expect((await api.ask(ann, PREVIEW, { body: 'x'.repeat(40_001) })).details?.fields).toHaveProperty('body');
    expect(await api.get(stranger, PREVIEW, { body: '**x** <script>' })).toBe(
      '<p><strong>x</strong> &lt;script&gt;</p>',
    );
    const path = `/files/${v7()}/plan.webp`;
    expect(await api.get(ann, PREVIEW, { body: `![A plan](${path}#30x20)` })).toBe(
      `<p><img src="${path}" alt="A plan" loading="lazy" decoding="async" width="30" height="20" /></p>`,
    );
  });
});
