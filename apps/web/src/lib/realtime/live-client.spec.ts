import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ErrorCode } from '#contracts';
import { LiveClient, type CommunityListener, type ThreadListener } from './live-client.js';
import type { LiveSocket } from './socket-shape.js';

/** A socket whose server side the test plays. */
class FakeSocket {
  connected = false;
  active = true;
  sent: string[] = [];
  answer: { ok: true; lastNumber: number } | { ok: false; code: ErrorCode } = { ok: true, lastNumber: 7 };
  connects = 0;
  private readonly listeners = new Map<string, ((message: unknown) => void)[]>();

  on(name: string, listener: (message: never) => void): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener as (message: unknown) => void]);
  }

  emit(name: string, room: { threadId?: string; slug?: string }, ack?: (answer: unknown) => void): void {
    this.sent.push(`${name} ${room.threadId ?? room.slug}`);
    ack?.(this.answer);
  }

  connect(): void {
    this.connects++;
    this.connected = true;
    this.say('connect');
  }

  disconnect(): void {
    this.connected = false;
    this.say('disconnect');
  }

  say(name: string, message?: unknown): void {
    for (const listener of this.listeners.get(name) ?? []) listener(message);
  }
}

function aThreadListener(): ThreadListener & { heard: string[] } {
  const heard: string[] = [];
  return {
    heard,
    watching: (lastNumber, again) => heard.push(`watching ${lastNumber}${again ? ' again' : ''}`),
    created: (message) => heard.push(`created ${message.number}`),
    edited: (message) => heard.push(`edited ${message.number}`),
    deleted: (message) => heard.push(`deleted ${message.number}`),
    arranged: () => heard.push('arranged'),
    closed: (code) => heard.push(`closed ${code ?? ''}`),
  };
}

function aClient(): { client: LiveClient; socket: FakeSocket } {
  const socket = new FakeSocket();
  return { client: new LiveClient(() => Promise.resolve(socket as unknown as LiveSocket)), socket };
}

const settled = () => jest.advanceTimersByTimeAsync(0);

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('the live client', () => {
  it('asks for its rooms after every connect and says when something may have been missed', async () => {
    const { client, socket } = aClient();
    const listener = aThreadListener();
    client.watchThread('t1', listener);
    await settled();
    socket.answer = { ok: true, lastNumber: 9 };
    socket.disconnect();
    socket.connect();
    expect(listener.heard).toEqual(['watching 7', 'watching 9 again']);
    expect(socket.sent).toEqual(['thread:watch t1', 'thread:watch t1']);
  });

  it('gives a message to the listeners of its thread alone', async () => {
    const { client, socket } = aClient();
    const [one, other] = [aThreadListener(), aThreadListener()];
    client.watchThread('t1', one);
    client.watchThread('t2', other);
    await settled();
    socket.say('post:created', { threadId: 't1', postId: 'p', number: 8, revision: 1 });
    socket.say('room:closed', { threadId: 't2' });
    expect(one.heard).toEqual(['watching 7', 'created 8']);
    expect(other.heard).toEqual(['watching 7', 'closed ']);
  });

  it('leaves a room when its last listener goes', async () => {
    const { client, socket } = aClient();
    const stops = [client.watchThread('t1', aThreadListener()), client.watchThread('t1', aThreadListener())];
    await settled();
    stops[0]?.();
    expect(socket.sent).not.toContain('thread:unwatch t1');
    stops[1]?.();
    expect(socket.sent.at(-1)).toBe('thread:unwatch t1');
    socket.disconnect();
    socket.connect();
    expect(socket.sent.at(-1)).toBe('thread:unwatch t1');
  });

  it('tells why a room stays closed, and asks again only when the reason passes', async () => {
    const { client, socket } = aClient();
    const listener = aThreadListener();
    socket.answer = { ok: false, code: 'NOT_FOUND' };
    client.watchThread('t1', listener);
    await settled();
    expect(listener.heard).toEqual(['closed NOT_FOUND']);
    socket.answer = { ok: false, code: 'RATE_LIMITED' };
    const late = aThreadListener();
    client.watchThread('t2', late);
    await settled();
    expect(late.heard).toEqual([]);
    socket.answer = { ok: true, lastNumber: 3 };
    await jest.advanceTimersByTimeAsync(6_000);
    expect(late.heard).toEqual(['watching 3']);
  });

  it('connects again after the server has ended the connection', async () => {
    const { client, socket } = aClient();
    client.watchThread('t1', aThreadListener());
    await settled();
    socket.active = false;
    socket.disconnect();
    expect(socket.connects).toBe(1);
    await jest.advanceTimersByTimeAsync(6_000);
    expect(socket.connects).toBe(2);
  });

  it('doubts the account when the server ends the connection or closes a room, and when a lost one is back', async () => {
    const { client, socket } = aClient();
    let doubts = 0;
    const stop = client.onDoubt(() => doubts++);
    client.watchThread('t1', aThreadListener());
    await settled();
    expect(doubts).toBe(0);
    socket.disconnect();
    expect(doubts).toBe(0);
    socket.connect();
    expect(doubts).toBe(1);
    socket.say('room:closed', { threadId: 't1' });
    expect(doubts).toBe(2);
    client.renew();
    expect(doubts).toBe(2);
    socket.active = false;
    socket.disconnect();
    expect(doubts).toBe(3);
    stop();
    socket.connect();
    expect(doubts).toBe(3);
  });

  it('tells whoever reads a thread that it was locked or pinned, and nobody else', async () => {
    const { client, socket } = aClient();
    const [reader, other] = [aThreadListener(), aThreadListener()];
    client.watchThread('t1', reader);
    client.watchThread('t2', other);
    await settled();
    socket.say('thread:edited', { threadId: 't1' });
    expect([reader.heard.at(-1), other.heard.includes('arranged')]).toEqual(['arranged', false]);
  });

  it('freshens lists when a thread moves and after a lost connection', async () => {
    const { client, socket } = aClient();
    const changes: (string | null)[] = [];
    const listener: CommunityListener = {
      changed: (message) => changes.push(message?.threadId ?? null),
      closed: () => changes.push('closed'),
    };
    client.watchCommunity('small-museums', listener);
    await settled();
    socket.say('thread:changed', { communityId: 'c', threadId: 't1', lastNumber: 4 });
    socket.disconnect();
    socket.connect();
    socket.say('room:closed', { slug: 'small-museums' });
    expect(changes).toEqual(['t1', null, 'closed']);
  });

  it('tells what became of communities, also without a room, and when something may have been missed', async () => {
    const { client, socket } = aClient();
    const heard: (string | null)[] = [];
    const stop = client.onCommunityNews((news) => heard.push(news && `${news.communityId} ${news.slug}`));
    await settled();
    expect(socket.connects).toBe(1);
    socket.say('community:changed', { communityId: 'c1', slug: 'exhibits' });
    socket.say('standing:changed', { communityId: 'c2', slug: 'climate' });
    socket.say('room:closed', { slug: 'climate' });
    socket.disconnect();
    socket.connect();
    expect(heard).toEqual(['c1 exhibits', 'c2 climate', 'null climate', null]);
    stop();
    socket.say('community:changed', { communityId: 'c1', slug: 'exhibits' });
    expect(heard).toHaveLength(4);
  });

  it('tells inboxes what the account is told, and after each connect that something may have been missed', async () => {
    const { client, socket } = aClient();
    const heard: string[] = [];
    const stop = client.onInbox({
      created: ({ id }) => heard.push(`created ${id}`),
      counted: ({ unreadCount }) => heard.push(`${unreadCount} unread`),
      connected: () => heard.push('connected'),
    });
    await settled();
    socket.say('notification:created', { id: 'n1' });
    socket.say('unread:changed', { unreadCount: 3, at: '2026-11-21T10:00:00.000Z' });
    client.renew();
    expect(heard).toEqual(['connected', 'created n1', '3 unread', 'connected']);
    stop();
    socket.say('notification:created', { id: 'n2' });
    expect(heard).toHaveLength(4);
  });

  it('does not take a connection that it renews itself for a lost one', async () => {
    const { client, socket } = aClient();
    const heard: unknown[] = [];
    client.onCommunityNews((news) => heard.push(news));
    await settled();
    socket.say('disconnect');
    client.renew();
    expect(heard).toEqual([]);
  });
});
