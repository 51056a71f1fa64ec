import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../lib/graphql/problem.js';
import { InboxReader } from './inbox-reader.js';
import type { InboxPage, InboxRow } from './inbox-source.js';

/** A row of the inbox as far as the reader looks at it: `minute` says when the newest thing in it was. */
function aRow(id: string, minute: number, readAt: string | null = null): InboxRow {
  const createdAt = `2026-11-21T10:${String(minute).padStart(2, '0')}:00.000Z`;
  return { id, createdAt, readAt, title: id } as InboxRow;
}

/** An inbox on a server that the test changes, and a reader of it. */
class Inbox {
  rows: InboxRow[] = [];
  asked = 0;
  seen = true;
  refusal: Problem | null = null;
  /** Something that happens while the next answer is on its way. */
  meanwhile: (() => void) | null = null;
  readonly reader: InboxReader;

  constructor(size: number, unreadOnly = false) {
    const source = async (first: number, after: string | null): Promise<InboxPage | Problem> => {
      this.asked += 1;
      if (this.refusal) return this.refusal;
      const all = this.rows
        .filter(({ readAt }) => !unreadOnly || readAt === null)
        .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
      const rest = after === null ? all : all.filter(({ createdAt }) => createdAt < after);
      const rows = rest.slice(0, first);
      await Promise.resolve();
      const { meanwhile } = this;
      this.meanwhile = null;
      meanwhile?.();
      return { rows, end: rows.at(-1)?.createdAt ?? null, more: rest.length > rows.length };
    };
    this.reader = new InboxReader(source, { rows: size, unreadOnly }, () => this.seen);
  }

  get shown(): string[] {
    return (this.reader.read().rows ?? []).map(({ id, readAt }) => (readAt ? `(${id})` : id));
  }

  /** The server marks, as another tab would. */
  mark(id: string): void {
    this.rows = this.rows.map((row) => (row.id === id ? { ...row, readAt: row.createdAt } : row));
  }
}

async function opened(size: number, rows: InboxRow[], unreadOnly = false): Promise<Inbox> {
  const inbox = new Inbox(size, unreadOnly);
  inbox.rows = rows;
  await inbox.reader.refresh();
  return inbox;
}

describe('a list of the inbox', () => {
  it('shows what there is, and more when that is asked for', async () => {
    const inbox = await opened(2, [aRow('a', 1), aRow('b', 2), aRow('c', 3)]);
    expect([inbox.shown, inbox.reader.read().more]).toEqual([['c', 'b'], true]);
    await inbox.reader.more();
    expect([inbox.shown, inbox.reader.read().more]).toEqual([['c', 'b', 'a'], false]);
  });

  it('moves nothing when something comes: it waits, and is shown in its place', async () => {
    const inbox = await opened(2, [aRow('a', 1), aRow('b', 2), aRow('c', 3)]);
    inbox.rows.push(aRow('d', 4), aRow('e', 5), aRow('f', 6));
    await inbox.reader.refresh();
    expect([inbox.shown, inbox.reader.read().fresh]).toEqual([['c', 'b', 'a'], 3]);
    inbox.reader.show();
    expect([inbox.shown.slice(0, 4), inbox.reader.read().fresh]).toEqual([['f', 'e', 'd', 'c'], 0]);
    while (inbox.reader.read().more) await inbox.reader.more();
    expect(inbox.shown).toEqual(['f', 'e', 'd', 'c', 'b', 'a']);
  });

  it('shows what came at once where nobody looks, and where there was nothing', async () => {
    const inbox = await opened(2, []);
    inbox.rows.push(aRow('a', 1));
    await inbox.reader.refresh();
    expect(inbox.shown).toEqual(['a']);
    inbox.seen = false;
    inbox.rows.push(aRow('b', 2));
    await inbox.reader.refresh();
    expect([inbox.shown, inbox.reader.read().fresh]).toEqual([['b', 'a'], 0]);
  });

  it('renews a row where it stands, also one that has new replies and is the first by now', async () => {
    const inbox = await opened(5, [aRow('a', 1, 'read'), aRow('b', 2), aRow('c', 3)]);
    inbox.mark('b');
    inbox.rows = inbox.rows.map((row) => (row.id === 'a' ? aRow('a', 9) : row));
    await inbox.reader.refresh();
    expect([inbox.shown, inbox.reader.read().fresh]).toEqual([['c', '(b)', 'a'], 0]);
  });

  it('lets go what is gone, and nothing that has only not been met', async () => {
    const inbox = await opened(2, [aRow('a', 1), aRow('b', 2), aRow('c', 3), aRow('d', 4)]);
    await inbox.reader.more();
    inbox.rows = [...inbox.rows.filter(({ id }) => id !== 'c'), aRow('e', 5), aRow('f', 6), aRow('g', 7)];
    await inbox.reader.refresh();
    expect([inbox.shown, inbox.reader.read().fresh]).toEqual([['d', 'b', 'a'], 3]);
  });

  it('loses nothing between what it shows and what it loads further', async () => {
    const inbox = await opened(
      3,
      [1, 2, 3, 4, 5, 6, 7].map((minute) => aRow(`r${minute}`, minute)),
    );
    inbox.rows.push(aRow('new', 8));
    await inbox.reader.refresh();
    while (inbox.reader.read().more) await inbox.reader.more();
    expect(inbox.shown).toEqual(['r7', 'r6', 'r5', 'r4', 'r3', 'r2', 'r1']);
    inbox.reader.show();
    expect(inbox.shown).toEqual(['new', 'r7', 'r6', 'r5', 'r4', 'r3', 'r2', 'r1']);
  });

  it('keeps what is marked here in a list of what is unread, and drops what was read elsewhere', async () => {
    const inbox = await opened(5, [aRow('a', 1), aRow('b', 2), aRow('c', 3)], true);
    inbox.reader.change(new Set(['a']), (row) => ({ ...row, readAt: 'now' }));
    inbox.mark('a');
    inbox.mark('b');
    inbox.reader.settled();
    await inbox.reader.refresh();
    expect(inbox.shown).toEqual(['c', '(a)']);
    inbox.reader.show();
    expect(inbox.shown).toEqual(['c']);
  });

  it('takes no answer that was under way when something was marked', async () => {
    const inbox = await opened(5, [aRow('a', 1)]);
    inbox.meanwhile = () => void inbox.reader.change(new Set(['a']), (row) => ({ ...row, readAt: 'now' }));
    await inbox.reader.refresh();
    expect(inbox.shown).toEqual(['(a)']);
  });

  it('puts a mark back that the server has refused', async () => {
    const inbox = await opened(5, [aRow('a', 1), aRow('b', 2)]);
    const before = inbox.reader.change(new Set(['a']), (row) => ({ ...row, readAt: 'now' }));
    expect(inbox.shown).toEqual(['b', '(a)']);
    inbox.reader.putBack(before);
    expect(inbox.shown).toEqual(['b', 'a']);
  });

  it('says why it shows nothing, keeps what it has, and recovers', async () => {
    const inbox = new Inbox(2);
    inbox.refusal = { code: 'OFFLINE', fields: {} };
    await inbox.reader.refresh();
    expect(inbox.reader.read()).toMatchObject({ rows: null, problem: { code: 'OFFLINE' } });
    inbox.refusal = null;
    inbox.rows = [aRow('a', 1)];
    await inbox.reader.refresh();
    inbox.refusal = { code: 'UNAVAILABLE', fields: {} };
    await inbox.reader.refresh();
    expect([inbox.shown, inbox.reader.read().problem]).toEqual([['a'], null]);
  });
});
