import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import type { Viewer } from '#identity';
import { aScene, PARTS, value, type Scene } from '../testing/scene.js';
import type { Person } from '../testing/test-api.js';

let scene: Scene;
let threadId: string;

beforeAll(async () => {
  scene = await aScene({ RATE_LIMITS: 'reply=2/600,thread=2/600,edit=2/600,preview=2/600' });
  threadId = await scene.api.aThread(scene.ann, scene.open);
});
afterAll(() => scene.api.close());

const reply = (viewer: Viewer, input: object) =>
  scene.api.call(viewer, 'reply', { threadId, body: 'x', ...input }, PARTS);
const start = (viewer: Viewer, input: object) =>
  scene.api.call(viewer, 'startThread', { communitySlug: scene.open, title: 'T', body: 'x', ...input }, '{ id title }');
const edit = (viewer: Viewer, input: object) => scene.api.call(viewer, 'editPost', input, PARTS);
const aMember = async (): Promise<Person> => {
  const person = await scene.api.person('Member');
  await scene.api.join(person, scene.open);
  return person;
};

describe('the limit of replies', () => {
  it('gives a repeated call its first result when it is used up, and refuses another', async () => {
    const person = await aMember();
    const input = { id: v7() };
    const first = value(await reply(person, input));
    await reply(person, {});
    expect(value(await reply(person, { id: v7() }))).toBe('RATE_LIMITED');
    expect(value(await reply(person, {}))).toBe('RATE_LIMITED');
    for (let n = 0; n < 3; n += 1) expect(value(await reply(person, input))).toEqual(first);
    expect(first).toMatchObject({ id: input.id });
  });

  it('leaves the id of a call free that it refused', async () => {
    const person = await aMember();
    for (let n = 0; n < 2; n += 1) await reply(person, {});
    const id = v7();
    expect(value(await reply(person, { id }))).toBe('RATE_LIMITED');
    const { rows } = await scene.api.db.pool.query('SELECT 1 FROM creations WHERE id = $1', [id]);
    expect(rows).toEqual([]);
  });

  it('does not count what is refused or repeated', async () => {
    const { api } = scene;
    const person = await aMember();
    await api.leave(person, scene.open);
    for (let n = 0; n < 5; n += 1) expect(value(await reply(person, {}))).toBe('FORBIDDEN');
    await api.join(person, scene.open);
    for (let n = 0; n < 5; n += 1) expect((await reply(person, { inReplyTo: v7() })).code).toBe('BAD_USER_INPUT');
    for (let n = 0; n < 5; n += 1) expect((await reply(person, { threadId: v7() })).code).toBe('NOT_FOUND');
    const input = { id: v7() };
    for (let n = 0; n < 5; n += 1) expect((await reply(person, input)).code).toBeUndefined();
    for (let n = 0; n < 5; n += 1) expect((await reply(person, { ...input, body: 'y' })).code).toBe('BAD_USER_INPUT');
    expect((await reply(person, {})).code).toBeUndefined();
    expect((await reply(person, {})).code).toBe('RATE_LIMITED');
  });
});

describe('the limit of threads', () => {
  it('gives a repeated call its first result when it is used up, and refuses another', async () => {
    const person = await aMember();
    const input = { id: v7() };
    for (let n = 0; n < 3; n += 1) expect((await start(scene.stranger, {})).code).toBe('FORBIDDEN');
    const first = value(await start(person, input));
    expect((await start(person, {})).code).toBeUndefined();
    expect((await start(person, { id: v7() })).code).toBe('RATE_LIMITED');
    expect(value(await start(person, input))).toEqual(first);
    expect(first).toMatchObject({ id: input.id });
  });
});

describe('the limit of edits', () => {
  it('counts edits alone: none that is refused, too late or sent again', async () => {
    const person = await aMember();
    const { id: postId } = await scene.api.aReply(person, threadId);
    for (let n = 0; n < 3; n += 1) {
      expect((await edit(scene.bob, { postId, body: 'x', expectedRevision: 1 })).code).toBe('FORBIDDEN');
      expect((await edit(person, { postId, body: 'x', expectedRevision: 9 })).code).toBe('CONFLICT');
    }
    for (let n = 0; n < 3; n += 1)
      expect((await edit(person, { postId, body: 'Second.', expectedRevision: 1 })).code).toBeUndefined();
    expect((await edit(person, { postId, body: 'Third.', expectedRevision: 2 })).code).toBeUndefined();
    const answer = await edit(person, { postId, body: 'Fourth.', expectedRevision: 3 });
    expect([answer.code, answer.details?.retryAfter]).toEqual(['RATE_LIMITED', expect.any(Number)]);
    expect(value(await edit(person, { postId, body: 'Third.', expectedRevision: 2 }))).toMatchObject({ revision: 3 });
  });
});

describe('the limit of previews', () => {
  it('counts each', async () => {
    const PREVIEW = '{ previewMarkdown(body: "x") }';
    const person = await aMember();
    for (let n = 0; n < 2; n += 1) expect((await scene.api.ask(person, PREVIEW)).code).toBeUndefined();
    expect((await scene.api.ask(person, PREVIEW)).code).toBe('RATE_LIMITED');
    expect((await scene.api.ask(scene.bob, PREVIEW)).code).toBeUndefined();
  });
});
