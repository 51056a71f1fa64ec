import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { aScene, auditOf, firstPost, PARTS, refusal, value, type Scene } from '../testing/scene.js';
import type { Person, TestAnswer } from '../testing/test-api.js';

const THREAD = '{ id locked pinned viewerCan { reply lock pin } }';
const LIST = `query ($slug: String!) { community(slug: $slug) {
  pinnedThreads { id title pinned author { name } } threads { totalCount edges { node { id pinned locked } } } } }`;
const UNPIN = { name: 'test-unpin-all', text: 'UPDATE threads SET pinned_at = NULL' };

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
  await scene.api.db.run(UNPIN);
  threadId = await scene.api.aThread(scene.ann, scene.open);
  secretId = await scene.api.aThread(scene.ann, scene.hidden);
});

const lock = (viewer: Viewer, id: string, locked: unknown = true) =>
  scene.api.call(viewer, 'lockThread', { threadId: id, locked }, THREAD);
const pin = (viewer: Viewer, id: string, pinned: unknown = true) =>
  scene.api.call(viewer, 'pinThread', { threadId: id, pinned }, THREAD);
const reply = (viewer: Viewer, id: string): Promise<TestAnswer> =>
  scene.api.call(viewer, 'reply', { threadId: id, body: 'x' }, PARTS);
const pinnedIn = async (slug: string): Promise<string[] | undefined> => {
  const { pinnedThreads } = await scene.api.get<{ pinnedThreads: { id: string }[] | null }>(scene.ann, LIST, { slug });
  return pinnedThreads?.map(({ id }) => id);
};

describe.each([
  ['lockThread', lock, 'locked'],
  ['pinThread', pin, 'pinned'],
] as const)('%s', (_, act, field) => {
  it('refuses nobody, all who keep no order there, and whoever may not read', async () => {
    const { api, ann, bob, stranger, other, elsewhere } = scene;
    const elsewhereLead = await api.person('Elsewhere');
    await api.join(elsewhereLead, elsewhere, 'FACILITATOR');
    const unverified = await api.person('Una', { emailVerified: false });
    expect(value(await act(Viewer.anonymous, threadId))).toBe('UNAUTHENTICATED');
    for (const person of [unverified, stranger, other, elsewhereLead, bob, ann])
      expect(value(await act(person, threadId))).toBe('FORBIDDEN');
    for (const person of [stranger, other, elsewhereLead, staff]) {
      expect(await act(person, secretId)).toEqual(await act(person, v7()));
      expect(value(await act(person, secretId))).toBe('NOT_FOUND');
    }
    expect(value(await act(bob, secretId))).toBe('FORBIDDEN');
    for (const id of [secretId, v7()]) await act(stranger, id);
    expect(await api.statementsOf(() => act(stranger, secretId))).toEqual(
      await api.statementsOf(() => act(stranger, v7())),
    );
  });

  it('names the field in bad input', async () => {
    for (const id of ['', 'x']) expect(refusal(await act(lead, id))).toEqual(['BAD_USER_INPUT', ['threadId']]);
  });

  it('is for facilitators, and for staff in public communities, and not for archived ones', async () => {
    const { api, open } = scene;
    for (const [person, id] of [
      [lead, threadId],
      [lead, secretId],
      [staff, threadId],
    ] as const) {
      expect((await act(person, id)).data).toMatchObject({
        [`${field === 'locked' ? 'lock' : 'pin'}Thread`]: { [field]: true, viewerCan: { lock: true, pin: true } },
      });
      await act(person, id, false);
    }
    await api.community(open, 'PUBLIC', 'ARCHIVED');
    for (const person of [lead, staff]) expect(value(await act(person, threadId))).toBe('FORBIDDEN');
    await api.community(open);
  });

  it('is in the audit log once for each change', async () => {
    for (const to of [true, true, false, false]) expect((await act(lead, threadId, to)).code).toBeUndefined();
    const community = await scene.api.community(scene.open);
    const entry = { communityId: community, accountId: null, reason: null, details: {} };
    expect(await auditOf(scene.api, threadId)).toEqual([
      { action: `thread-${field}`, ...entry },
      { action: `thread-un${field}`, ...entry },
    ]);
  });
});

describe('a locked thread', () => {
  it('takes no reply and no edit, of facilitators neither, until it is unlocked; deleting stays possible', async () => {
    const { api, ann, bob } = scene;
    const { id: postId } = await api.aReply(ann, threadId);
    await lock(lead, threadId);
    for (const person of [bob, lead]) {
      const answer = await reply(person, threadId);
      expect([answer.code, answer.message]).toEqual([
        'FORBIDDEN',
        'A facilitator locked this discussion: it can be read, but takes neither replies nor edits.',
      ]);
    }
    const change = { postId, body: 'y', expectedRevision: 1 };
    expect(value(await api.call(ann, 'editPost', change, PARTS))).toBe('FORBIDDEN');
    expect(await api.get(lead, `query ($id: ID!) { thread(id: $id) ${THREAD} }`, { id: threadId })).toMatchObject({
      locked: true,
      viewerCan: { reply: false, lock: true },
    });
    await lock(lead, threadId, false);
    expect((await reply(bob, threadId)).code).toBeUndefined();
    expect((await api.call(ann, 'editPost', change, PARTS)).code).toBeUndefined();
    await lock(lead, threadId);
    expect((await api.call(ann, 'deletePost', { postId }, PARTS)).code).toBeUndefined();
  });

  it('takes nothing more once the lock is acknowledged, whatever was on its way', async () => {
    const { api, ann, bob } = scene;
    const { id: postId } = await firstPost(api, ann, threadId);
    const writes = Promise.all([
      ...Array.from({ length: 6 }, () => reply(bob, threadId)),
      api.call(ann, 'editPost', { postId, body: 'y', expectedRevision: 1 }, PARTS),
    ]);
    await lock(lead, threadId);
    const state =
      'SELECT last_number, (SELECT sum(revision) FROM posts WHERE thread_id = t.id) FROM threads t WHERE id = $1';
    const { rows: then } = await api.db.pool.query(state, [threadId]);
    for (const { code } of await writes) expect([undefined, 'FORBIDDEN']).toContain(code);
    const { rows: later } = await api.db.pool.query(state, [threadId]);
    expect(later).toEqual(then);
  });

  it('is unlocked by the one who answers first and by the one who comes late alike', async () => {
    const answers = await Promise.all([lock(lead, threadId), lock(staff, threadId), lock(lead, threadId)]);
    expect(answers.map(({ code }) => code)).toEqual([undefined, undefined, undefined]);
    expect((await auditOf(scene.api, threadId)).map(({ action }) => action)).toEqual(['thread-locked']);
  });
});

describe('pinned threads', () => {
  it('stand at the top, latest first, and in their place in the list', async () => {
    const { api, ann, open } = scene;
    const another = await api.aThread(ann, open, 'x', 'Another');
    await pin(lead, threadId);
    await pin(lead, another);
    expect(await pinnedIn(open)).toEqual([another, threadId]);
    const { threads } = await api.get<{ threads: { edges: { node: { id: string; pinned: boolean } }[] } }>(ann, LIST, {
      slug: open,
    });
    expect(threads.edges.filter(({ node }) => node.pinned).map(({ node }) => node.id)).toEqual([another, threadId]);
    await pin(lead, another, false);
    expect(await pinnedIn(open)).toEqual([threadId]);
  });

  it('are null for an outsider of a private community', async () => {
    const { api, hidden, stranger } = scene;
    await pin(lead, secretId);
    for (const viewer of [Viewer.anonymous, stranger, staff])
      expect(await api.get(viewer, LIST, { slug: hidden })).toEqual({ pinnedThreads: null, threads: null });
    expect(await pinnedIn(hidden)).toEqual([secretId]);
  });

  it('are two at most: the third is told the way out', async () => {
    const { api, ann, open, hidden } = scene;
    const [second, third] = [await api.aThread(ann, open), await api.aThread(ann, open)];
    await pin(lead, threadId);
    await pin(lead, second);
    const answer = await pin(lead, third);
    expect(refusal(answer)).toEqual(['BAD_USER_INPUT', ['pinned']]);
    expect(answer.details?.fields?.['pinned']).toContain('Unpin one of them first');
    expect((await pin(lead, second)).code).toBeUndefined();
    expect((await pin(lead, secretId)).code).toBeUndefined();
    await pin(lead, threadId, false);
    expect((await pin(lead, third)).code).toBeUndefined();
    expect([(await pinnedIn(open))?.length, (await pinnedIn(hidden))?.length]).toEqual([2, 1]);
  });

  it('are two at most also when ten are pinned at the same time', async () => {
    const { api, ann, open } = scene;
    const ids = await Promise.all(Array.from({ length: 10 }, () => api.aThread(ann, open)));
    const answers = await Promise.all(ids.map((id) => pin(lead, id)));
    expect(answers.filter(({ code }) => code === undefined)).toHaveLength(2);
    expect(answers.filter(({ code }) => code === 'BAD_USER_INPUT')).toHaveLength(8);
    expect(await pinnedIn(open)).toHaveLength(2);
  });

  it('come with the list in the same number of statements', async () => {
    const { api, ann, open } = scene;
    await pin(lead, threadId);
    const read = () => api.ask(ann, LIST, { slug: open });
    await read();
    expect((await api.statementsOf(read)).length).toBeLessThanOrEqual(3);
    const many = () =>
      api.ask(
        ann,
        '{ communities(first: 50) { edges { node { pinnedThreads { id } threads(first: 2) { edges { node { id } } } } } } }',
      );
    await many();
    expect((await api.statementsOf(many)).length).toBeLessThanOrEqual(6);
  });
});
