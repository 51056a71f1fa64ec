import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import type { AnyVariables, TypedDocumentNode } from 'urql';
import {
  MarkAllNotificationsReadDocument,
  MarkDiscussionReadDocument,
  MarkDiscussionUnreadDocument,
  MarkNotificationsReadDocument,
  MarkNotificationsUnreadDocument,
  UndoMarkAllNotificationsReadDocument,
} from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import type { Problem } from '../../lib/graphql/problem.js';
import type { InboxReader } from './inbox-reader.js';
import type { InboxRow } from './inbox-source.js';
import { unreadCount } from './unread-count.js';

/** What was marked last, in so many words, and how it is taken back. */
export interface Marked {
  what: 'read' | 'unread' | 'all' | 'discussion';
  count: number;
  undo: () => Promise<void>;
}

/** Marks what the inbox holds; each mark shows at once, and is taken back on the page when the server refuses it. */
export interface Marking {
  read: (rows: readonly InboxRow[]) => Promise<void>;
  unread: (rows: readonly InboxRow[]) => Promise<void>;
  all: () => Promise<void>;
  /** The whole discussion of this row is read, as far as it reaches by now. */
  discussion: (row: InboxRow) => Promise<void>;
  /** The last mark, as long as nothing else was done; null when there is nothing to take back. */
  marked: Marked | null;
  problem: Problem | null;
  busy: boolean;
}

/** Most that the server marks at once. */
const MOST_AT_ONCE = 100;

const asRead = (row: InboxRow): InboxRow => ({ ...row, readAt: new Date().toISOString() });
const asUnread = (row: InboxRow): InboxRow => ({ ...row, readAt: null });
const idsOf = (rows: readonly InboxRow[]): ReadonlySet<string> => new Set(rows.map(({ id }) => id));

/** Marking in a list of the inbox. */
export function useMarking(reader: InboxReader): Marking {
  const client = useClient();
  const [marked, setMarked] = useState<Marked | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  /** Sends one mark; null when it was refused. */
  const send = useCallback(
    async <Data, Variables extends AnyVariables>(
      document: TypedDocumentNode<Data, Variables>,
      variables: Variables,
      countOf: (data: Data) => number | null,
    ): Promise<Data | null> => {
      setBusy(true);
      setProblem(null);
      setMarked(null);
      const answered = unreadCount.asking();
      const { data, error } = await client.mutation(document, variables).toPromise();
      setBusy(false);
      const refused = problemOf(error);
      setProblem(refused);
      if (!data || refused) return null;
      const count = countOf(data);
      if (count !== null) answered(count);
      return data;
    },
    [client],
  );

  const mark = async (rows: readonly InboxRow[], what: 'read' | 'unread'): Promise<boolean> => {
    const before = reader.change(idsOf(rows), what === 'read' ? asRead : asUnread);
    let done = true;
    for (let start = 0; start < rows.length && done; start += MOST_AT_ONCE) {
      const input = { ids: rows.slice(start, start + MOST_AT_ONCE).map(({ id }) => id) };
      const data =
        what === 'read'
          ? await send(MarkNotificationsReadDocument, { input }, (answer) => answer.markNotificationsRead)
          : await send(MarkNotificationsUnreadDocument, { input }, (answer) => answer.markNotificationsUnread);
      done = data !== null;
    }
    if (!done) reader.putBack(before);
    reader.settled();
    return done;
  };

  const markAndOffer = async (rows: readonly InboxRow[], what: 'read' | 'unread'): Promise<void> => {
    if (rows.length === 0 || !(await mark(rows, what))) return;
    const opposite = what === 'read' ? 'unread' : 'read';
    setMarked({ what, count: rows.length, undo: async () => void (await mark(rows, opposite)) });
  };

  const unreadRows = (): InboxRow[] => (reader.read().rows ?? []).filter(({ readAt }) => readAt === null);

  const all = async (): Promise<void> => {
    const before = reader.change(idsOf(unreadRows()), asRead);
    const data = await send(
      MarkAllNotificationsReadDocument,
      {},
      (answer) => answer.markAllNotificationsRead.unreadCount,
    );
    if (!data) reader.putBack(before);
    reader.settled();
    if (!data) return;
    const { act } = data.markAllNotificationsRead;
    const undo = async (): Promise<void> => {
      await send(UndoMarkAllNotificationsReadDocument, { act }, (answer) => answer.undoMarkAllNotificationsRead);
      reader.settled();
    };
    setMarked({ what: 'all', count: before.length, undo });
  };

  const discussion = async ({ thread }: InboxRow): Promise<void> => {
    if (!thread) return;
    const { id: threadId, lastNumber, firstUnreadNumber } = thread;
    const rows = unreadRows().filter((row) => row.thread?.id === threadId);
    const before = reader.change(idsOf(rows), asRead);
    const data = await send(MarkDiscussionReadDocument, { input: { threadId, number: lastNumber } }, () => null);
    if (!data) reader.putBack(before);
    reader.settled();
    if (!data) return;
    const undo = async (): Promise<void> => {
      // What was read before must not become unread: then only the inbox said that there was something.
      if (!firstUnreadNumber) await mark(rows, 'unread');
      else await send(MarkDiscussionUnreadDocument, { input: { threadId, number: firstUnreadNumber } }, () => null);
      reader.settled();
    };
    setMarked({ what: 'discussion', count: rows.length, undo });
  };

  return {
    read: (rows) => markAndOffer(rows, 'read'),
    unread: (rows) => markAndOffer(rows, 'unread'),
    all,
    discussion,
    marked,
    problem,
    busy,
  };
}
