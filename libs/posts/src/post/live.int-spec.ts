import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ModuleRef } from '@nestjs/core';
import { io, type Socket } from 'socket.io-client';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { Unauthenticated } from '#platform/errors';
import { WorkerRunner } from '#platform/events';
import { createLogger } from '#platform/logging';
import { RealtimeServer } from '#platform/realtime';
import { aScene, value } from '../testing/scene.js';
import type { Person, TestApi } from '../testing/test-api.js';

const OPEN = 'small-museums';
const ORIGIN = 'http://copse.example';

let api: TestApi;
let worker: WorkerRunner;
let http: HttpServer;
let url: string;
let hidden: string;
let ann: Person;
let bob: Person;
let stranger: Person;
let lead: Person;
const sockets: Socket[] = [];
const people = new Map<string, Viewer>();

beforeAll(async () => {
  ({ api, hidden, ann, bob, stranger } = await aScene());
  lead = await api.person('Lead');
  for (const slug of [OPEN, hidden]) await api.join(lead, slug, 'FACILITATOR');
  for (const { accountId } of [ann, bob, stranger]) {
    const facts = {
      accountId,
      sessionId: null,
      tokenId: v7(),
      isStaff: false,
      emailVerified: true,
      language: 'EN',
    } as const;
    people.set(accountId, Viewer.member(facts));
  }
  const logger = createLogger('silent');
  http = createServer();
  api.app.get(RealtimeServer, { strict: false }).attach(http, {
    origins: [ORIGIN],
    trustProxy: [],
    limits: { account: 50, address: 500 },
    authenticate: async ({ token }) => {
      if (token === undefined) return Viewer.anonymous;
      const viewer = people.get(token);
      if (!viewer) throw new Unauthenticated();
      return viewer;
    },
    logger,
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  worker = new WorkerRunner(api.app.get(ModuleRef as never, { strict: false }), {
    url: api.url,
    concurrency: 2,
    logger,
  });
  await worker.start();
});
afterAll(async () => {
  await worker.stop();
  api.app.get(RealtimeServer, { strict: false }).close();
  await new Promise((resolve) => http.close(resolve));
  await api.close();
});
beforeEach(async () => {
  for (const person of [ann, bob]) for (const slug of [OPEN, hidden]) await api.join(person, slug);
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});

const open = async (person?: Person): Promise<Socket> => {
  const socket = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: person ? { token: person.accountId } : {},
  });
  sockets.push(socket);
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
  return socket;
};
const ask = async (socket: Socket, event: string, payload: unknown): Promise<unknown> =>
  socket.timeout(5_000).emitWithAck(event, payload);
/** The next message of this name that is the one meant: one of an earlier act may still be on its way. */
const next = <T>(socket: Socket, event: string, isMeant: (message: T) => boolean = () => true): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No ${event} came.`)), 60_000);
    const hear = (message: T): void => {
      if (!isMeant(message)) return;
      clearTimeout(timer);
      socket.off(event, hear);
      resolve(message);
    };
    socket.on(event, hear);
  });
const heardBy = (socket: Socket): unknown[] => {
  const heard: unknown[] = [];
  socket.onAny((...message) => heard.push(message));
  return heard;
};

describe('thread:watch', () => {
  it('lets everybody into the room of a public thread, and members alone into that of a private one', async () => {
    const [threadId, secretId] = [await api.aThread(ann, OPEN), await api.aThread(ann, hidden)];
    await api.aReply(ann, threadId);
    const [nobody, outsider, member] = [await open(), await open(stranger), await open(bob)];
    for (const socket of [nobody, outsider, member])
      expect(await ask(socket, 'thread:watch', { threadId })).toEqual({ ok: true, lastNumber: 2 });
    for (const socket of [nobody, outsider]) {
      expect(await ask(socket, 'thread:watch', { threadId: secretId })).toEqual({ ok: false, code: 'NOT_FOUND' });
      expect(await ask(socket, 'thread:watch', { threadId: v7() })).toEqual({ ok: false, code: 'NOT_FOUND' });
      expect(await ask(socket, 'community:watch', { slug: hidden })).toEqual({ ok: false, code: 'NOT_FOUND' });
      expect(await ask(socket, 'community:watch', { slug: OPEN })).toEqual({ ok: true });
    }
    expect(await ask(member, 'thread:watch', { threadId: secretId })).toEqual({ ok: true, lastNumber: 1 });
    expect(await ask(member, 'community:watch', { slug: hidden })).toEqual({ ok: true });
  });

  it.each([
    [{}],
    [{ threadId: 'x' }],
    [{ threadId: '\u0000' }],
    [{ threadId: { $ne: 1 } }],
    [null],
    ['x'],
    [{ threadId: v7(), more: 1 }],
  ])('answers BAD_USER_INPUT to %j', async (payload) => {
    expect(await ask(await open(), 'thread:watch', payload)).toEqual({ ok: false, code: 'BAD_USER_INPUT' });
  });
});

describe('what is pushed', () => {
  it('carries the post in a public community, created, edited and deleted', async () => {
    const threadId = await api.aThread(ann, OPEN);
    const [reader, list] = [await open(), await open()];
    await ask(reader, 'thread:watch', { threadId });
    await ask(list, 'community:watch', { slug: OPEN });
    const communityId = await api.community(OPEN);
    const [created, changed] = [
      next<{ number: number }>(reader, 'post:created', ({ number }) => number === 2),
      next<{ lastNumber: number }>(list, 'thread:changed', ({ lastNumber }) => lastNumber === 2),
    ];
    const { id: postId } = await api.aReply(bob, threadId, 'Hello **there**.');
    expect(await created).toMatchObject({
      threadId,
      postId,
      number: 2,
      revision: 1,
      post: {
        id: postId,
        number: 2,
        bodyHtml: '<p>Hello <strong>there</strong>.</p>',
        author: { id: bob.accountId, name: 'Bob' },
        deleted: false,
        inReplyTo: null,
      },
    });
    expect(await changed).toEqual({ communityId, threadId, lastNumber: 2 });
    const edited = next(reader, 'post:edited');
    await api.call(bob, 'editPost', { postId, body: 'Bye.', expectedRevision: 1 }, '{ id }');
    expect(await edited).toMatchObject({ postId, revision: 2, post: { body: 'Bye.' } });
    const deleted = next(reader, 'post:deleted');
    await api.call(bob, 'deletePost', { postId }, '{ id }');
    expect(await deleted).toEqual({ threadId, postId, number: 2 });
    const started = next<{ threadId: string }>(list, 'thread:changed');
    const another = await api.aThread(ann, OPEN);
    expect(await started).toEqual({ communityId, threadId: another, lastNumber: 1 });
  });

  it('carries the files of the post, and none once it was removed', async () => {
    const threadId = await api.aThread(ann, OPEN);
    const reader = await open();
    await ask(reader, 'thread:watch', { threadId });
    const file = await api.aFile(bob, OPEN, 'Text', 'a.txt');
    const created = next<{ number: number }>(reader, 'post:created', ({ number }) => number === 2);
    const attachments = [{ id: file, alt: 'A plan' }];
    const answer = await api.call(bob, 'reply', { threadId, body: 'x', attachments }, '{ id }');
    const { id: postId } = value(answer) as { id: string };
    const shown = { id: file, fileName: 'a.txt', mediaType: 'text/plain', size: 4, url: `/files/${file}/a.txt` };
    expect(await created).toMatchObject({
      post: { attachments: [{ ...shown, alt: 'A plan', width: null, height: null }] },
    });
    const removed = next<{ revision: number }>(reader, 'post:edited', ({ revision }) => revision === 2);
    await api.call(lead, 'removePost', { postId, reason: 'No.' }, '{ id }');
    expect(await removed).toMatchObject({ post: { body: '', attachments: [] } });
  });

  it('carries ids alone in a private community, and reaches no outsider', async () => {
    const secretId = await api.aThread(ann, hidden);
    const [member, outsider] = [await open(ann), await open(stranger)];
    await ask(member, 'thread:watch', { threadId: secretId });
    await ask(outsider, 'thread:watch', { threadId: secretId });
    await ask(outsider, 'community:watch', { slug: hidden });
    const heard = heardBy(outsider);
    const created = next(member, 'post:created');
    const { id: postId } = await api.aReply(bob, secretId, 'Not for all.');
    expect(await created).toEqual({ threadId: secretId, postId, number: 2, revision: 1 });
    await ask(outsider, 'thread:unwatch', { threadId: secretId });
    expect(heard).toEqual([]);
  });

  it('shows a removal without the text, its restoration, and that a thread was locked or pinned', async () => {
    const threadId = await api.aThread(ann, OPEN);
    const { id: postId } = await api.aReply(bob, threadId, 'Buy this.');
    const [reader, list] = [await open(), await open()];
    await ask(reader, 'thread:watch', { threadId });
    await ask(list, 'community:watch', { slug: OPEN });
    const heard = heardBy(reader);
    const removed = next<{ revision: number }>(reader, 'post:edited', ({ revision }) => revision === 2);
    await api.call(lead, 'removePost', { postId, reason: 'Advertising.' }, '{ id }');
    expect(await removed).toMatchObject({
      postId,
      post: { number: 2, body: '', bodyHtml: '', removal: { at: expect.any(String), reason: 'Advertising.' } },
    });
    expect(JSON.stringify(heard)).not.toContain('Buy this');
    const restored = next<{ revision: number }>(reader, 'post:edited', ({ revision }) => revision === 3);
    await api.call(lead, 'restorePost', { postId }, '{ id }');
    expect(await restored).toMatchObject({ post: { body: 'Buy this.', removal: null } });
    for (const [name, input] of [
      ['lockThread', { locked: true }],
      ['pinThread', { pinned: true }],
    ] as const) {
      const [edited, changed] = [next(reader, 'thread:edited'), next(list, 'thread:changed')];
      await api.call(lead, name, { threadId, ...input }, '{ id }');
      expect(await edited).toEqual({ threadId });
      expect(await changed).toMatchObject({ threadId, lastNumber: 2 });
    }
  });

  it('carries neither text nor reason of a removal in a private community', async () => {
    const secretId = await api.aThread(ann, hidden);
    const { id: postId } = await api.aReply(bob, secretId, 'Buy this.');
    const member = await open(ann);
    await ask(member, 'thread:watch', { threadId: secretId });
    const removed = next(member, 'post:edited');
    await api.call(lead, 'removePost', { postId, reason: 'Advertising.' }, '{ id }');
    expect(await removed).toEqual({ threadId: secretId, postId, number: 2, revision: 2 });
  });

  it('stops at once for whoever leaves the community', async () => {
    const secretId = await api.aThread(ann, hidden);
    const [leaver, member] = [await open(bob), await open(ann)];
    for (const socket of [leaver, member]) await ask(socket, 'thread:watch', { threadId: secretId });
    const closed = next(leaver, 'room:closed');
    await api.call(bob, 'leaveCommunity', { slug: hidden }, '{ slug }');
    expect(await closed).toEqual({ threadId: secretId });
    const heard = heardBy(leaver);
    const created = next(member, 'post:created');
    await api.aReply(ann, secretId);
    await created;
    expect(await ask(leaver, 'thread:watch', { threadId: secretId })).toEqual({ ok: false, code: 'NOT_FOUND' });
    // That they have left is what they may hear, wherever they are.
    expect(heard.filter((message) => (message as unknown[])[0] !== 'standing:changed')).toEqual([]);
  });

  it('is not missed by whoever enters while replies come: what the answer counts or what is heard', async () => {
    const threadId = await api.aThread(ann, OPEN);
    const heard: number[] = [];
    const socket = await open();
    socket.on('post:created', ({ number }: { number: number }) => heard.push(number));
    const writing = (async () => {
      for (let n = 0; n < 20; n += 1) await api.aReply(bob, threadId);
    })();
    const { lastNumber } = (await ask(socket, 'thread:watch', { threadId })) as { lastNumber: number };
    await writing;
    const last = next(socket, 'post:created');
    await api.aReply(bob, threadId);
    await last;
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (let number = 2; number <= 22; number += 1)
      expect([number, number <= lastNumber || heard.includes(number)]).toEqual([number, true]);
  });
});
