import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakeServer } from './testing/fake-server.js';
import { ThreadReader } from './thread-reader.js';
import { NO_RIGHTS, unseenReplies } from './thread-window.js';

let server: FakeServer;
let reader: ThreadReader;

async function opened(last: number, around: number | null = null): Promise<void> {
  server = new FakeServer(last);
  reader = new ThreadReader(server, 'EN');
  reader.readAs('me');
  await reader.open(around);
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const shown = () => reader.read().window?.posts.map((post) => post.number) ?? [];
const pill = () => {
  const { window } = reader.read();
  return window ? unseenReplies(window) : -1;
};

describe('reading a thread', () => {
  beforeEach(() => opened(65));

  it('goes on by keyset in both directions', async () => {
    await reader.later();
    expect(server.asked).toEqual([{ first: 20, after: '20' }]);
    expect(shown()).toHaveLength(40);
    await reader.jump(60);
    expect(shown()).toEqual(expect.arrayContaining([50, 60, 65]));
    await reader.earlier();
    expect(shown()).toHaveLength(40);
    expect(shown()[0]).toBe(26);
  });

  it('jumps to the nearest number there is', async () => {
    expect(await reader.jump(4711)).toBe(65);
    expect(await reader.jump(0)).toBe(1);
  });

  it('keeps what is loaded when a part fails', async () => {
    server.refusal = 'OFFLINE';
    await reader.later();
    expect(shown()).toHaveLength(20);
    expect(reader.read().partProblem).toMatchObject({ part: 'later', problem: { code: 'OFFLINE' } });
  });
});

describe('coming back to a thread', () => {
  beforeEach(() => opened(131));

  it('asks for what is loaded again, and for no more', async () => {
    for (let page = 0; page < 3; page++) await reader.later();
    expect(shown()).toHaveLength(80);
    server.asked = [];
    Object.assign(server.posts[70] ?? {}, { revision: 2, body: 'changed' });
    await reader.refresh();
    expect(shown()).toHaveLength(80);
    expect(reader.read().window?.posts[70]?.body).toBe('changed');
    expect(server.asked).toEqual([
      { around: 46, first: 50 },
      { around: 76, first: 10 },
    ]);
  });

  it('stays as long as it was after each lost connection', async () => {
    await reader.jump(60);
    const before = shown();
    for (let time = 0; time < 3; time++) {
      reader.watching(131, true);
      await settled();
    }
    expect(shown()).toEqual(before);
  });

  it('turns to another language without asking for the posts again', async () => {
    await reader.jump(60);
    const { window } = reader.read();
    await reader.readIn('FR');
    expect(reader.read().head?.title).toBe('Title FR');
    expect(reader.read().window).toBe(window);
  });
});

describe('the divider above what is new', () => {
  const unreadFrom = (number: number | null, unread = 1): void => {
    server.reading = { unread: number ? unread : 0, firstUnreadNumber: number, watchLevel: 'WATCHING' };
  };
  const newFrom = () => reader.read().newFrom;

  beforeEach(() => {
    server = new FakeServer(65);
    reader = new ThreadReader(server, 'EN');
  });

  it('is where the visit finds the first unread post, and stays there however much is read', async () => {
    expect(newFrom()).toBeUndefined();
    unreadFrom(3, 63);
    await reader.open('unread');
    expect(newFrom()).toEqual({ number: 3, chosen: false });
    expect(shown()[0]).toBe(1);
    reader.know({ unread: 60, firstUnreadNumber: 6 });
    expect(reader.read().head).toMatchObject({
      title: 'Title',
      unread: 60,
      firstUnreadNumber: 6,
      watchLevel: 'WATCHING',
    });
    unreadFrom(6, 60);
    await reader.refresh();
    expect(newFrom()).toEqual({ number: 3, chosen: false });
  });

  it('is opened at, beyond the first page too', async () => {
    unreadFrom(57, 9);
    await reader.open('unread');
    expect(shown()).toContain(57);
    expect(shown()).not.toContain(20);
    expect(server.asked).toEqual([{ around: 57, first: 20 }]);
  });

  it('does not move the beginning that an address names', async () => {
    unreadFrom(57, 9);
    await reader.open(null);
    expect(shown()[0]).toBe(1);
    expect(server.asked).toEqual([]);
    expect(newFrom()).toEqual({ number: 57, chosen: false });
  });

  it('opens at the beginning when what is further on does not come', async () => {
    unreadFrom(57, 9);
    const { page } = server;
    server.page = async () => ({ problem: { code: 'OFFLINE', fields: {} } });
    await reader.open('unread');
    expect(shown()[0]).toBe(1);
    server.page = page;
  });

  it('is nowhere for who has read all, and for a visitor', async () => {
    await reader.open('unread');
    expect(newFrom()).toBeNull();
    unreadFrom(null);
    reader.leave();
    await reader.refresh();
    expect(newFrom()).toBeNull();
  });

  it('is another one at each visit', async () => {
    unreadFrom(57, 9);
    await reader.open('unread');
    unreadFrom(64, 2);
    reader.leave();
    expect(newFrom()).toBeUndefined();
    await reader.refresh();
    expect(newFrom()).toEqual({ number: 64, chosen: false });
  });

  it('goes where somebody marks it unread, and keeps the reader’s place', async () => {
    unreadFrom(null);
    await reader.open('unread');
    let held = 0;
    reader.onBeforeChange(() => held++);
    reader.know({ unread: 4, firstUnreadNumber: 12 }, { number: 12, chosen: true });
    expect(newFrom()).toEqual({ number: 12, chosen: true });
    expect(held).toBe(1);
    reader.know({ watchLevel: 'MUTED' });
    expect(held).toBe(1);
    expect(newFrom()).toEqual({ number: 12, chosen: true });
  });

  it('stands after a night without a connection above what came meanwhile', async () => {
    await reader.open(60);
    for (let count = 0; count < 3; count++) server.write();
    unreadFrom(66, 3);
    reader.watching(68, true);
    await settled();
    expect(newFrom()).toEqual({ number: 66, chosen: false });
  });

  it('does not move for a lost connection while something before it is unread', async () => {
    unreadFrom(50, 16);
    await reader.open('unread');
    server.write();
    unreadFrom(62, 5);
    reader.watching(66, true);
    await settled();
    expect(newFrom()).toEqual({ number: 50, chosen: false });
  });
});

describe('live', () => {
  beforeEach(() => opened(3));

  it('lets a reply appear at the end and counts it unless the end is in view', async () => {
    reader.created(server.message(server.write()));
    expect(shown()).toEqual([1, 2, 3, 4]);
    expect(pill()).toBe(1);
    expect(reader.read().news).toBe(1);
    reader.setEndInView(true);
    expect(pill()).toBe(0);
    reader.created(server.message(server.write()));
    expect(pill()).toBe(0);
  });

  it('fetches replies that come without their text', async () => {
    reader.created(server.message(server.write(), false));
    await settled();
    expect(shown()).toEqual([1, 2, 3, 4]);
    expect(server.asked).toEqual([{ first: 50, after: '3' }]);
  });

  it('fetches what was missed, and every loaded post again, after a lost connection', async () => {
    for (let count = 0; count < 60; count++) server.write();
    const second = server.posts[1];
    if (second) Object.assign(second, { revision: 2, body: 'changed' });
    reader.watching(63, true);
    await settled();
    expect(shown()).toHaveLength(63);
    expect(reader.read().window?.posts[1]?.body).toBe('changed');
    expect(pill()).toBe(60);
  });

  it('leaves a very long gap to the pill', async () => {
    for (let count = 0; count < 300; count++) server.write();
    reader.watching(303, false);
    await settled();
    expect(server.asked).toEqual([]);
    expect(shown()).toEqual([1, 2, 3]);
    expect(pill()).toBe(300);
    expect(await reader.showNews()).toBe(4);
    expect(shown()).toContain(4);
    expect(pill()).toBe(0);
  });

  it('does not ask in a circle for a post that the server does not show yet', async () => {
    reader.watching(9, false);
    await settled();
    expect(server.asked).toHaveLength(1);
  });

  it('fetches an edit without text only when it shows an older one', async () => {
    const second = server.posts[1];
    if (!second) throw new Error('no post');
    Object.assign(second, { revision: 2, body: 'changed' });
    reader.edited(server.message(second, false));
    await settled();
    expect(reader.read().window?.posts[1]).toMatchObject({ revision: 2, body: 'changed' });
  });

  it('asks what may be done to an own post that was removed, and shows no text of it', async () => {
    const second = server.posts[1];
    if (!second) throw new Error('no post');
    reader.readAs(second.author.id);
    const removal = { at: '2026-11-02T10:00:00Z', reason: 'Advertising.' };
    Object.assign(second, { revision: 2, body: '', bodyHtml: '', removal, viewerCan: { ...NO_RIGHTS, delete: true } });
    reader.edited(server.message(second));
    expect(reader.read().window?.posts[1]).toMatchObject({ body: '', bodyHtml: '', removal });
    await settled();
    expect(reader.read().window?.posts[1]?.viewerCan).toEqual({ ...NO_RIGHTS, delete: true });
  });

  it('asks how a thread is that was locked or pinned, and a reader with an account for the posts too', async () => {
    reader.readAs(null);
    reader.arranged();
    await settled();
    expect(reader.read().head?.title).toBe('Title EN');
    const second = server.posts[1];
    if (!second) throw new Error('no post');
    Object.assign(second, { viewerCan: { ...NO_RIGHTS, delete: true } });
    reader.readAs('a');
    reader.arranged();
    await settled();
    expect(reader.read().window?.posts[1]?.viewerCan?.delete).toBe(true);
  });

  it('does not count the reader’s own reply, whichever of answer and message is first', async () => {
    const mine = server.write();
    reader.expectMine(mine.id);
    reader.created(server.message(mine));
    expect(pill()).toBe(0);
    await reader.own(mine);
    expect(reader.read().news).toBe(0);
    expect(shown()).toEqual([1, 2, 3, 4]);
    expect(pill()).toBe(0);
  });

  it('shows what may still be read when the room is closed', async () => {
    let joins = 0;
    reader.onRejoin(() => joins++);
    reader.closed(null);
    await settled();
    expect(joins).toBe(1);
    server.refusal = 'NOT_FOUND';
    reader.closed(null);
    await settled();
    expect(joins).toBe(1);
    expect(reader.read()).toMatchObject({ head: null, window: null, problem: { code: 'NOT_FOUND' } });
  });
});
