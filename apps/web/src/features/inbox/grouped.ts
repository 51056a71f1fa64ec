import type { InboxRow } from './inbox-source.js';

/** Rows about one discussion, or one row about another matter. */
export interface Group {
  key: string;
  rows: readonly [InboxRow, ...InboxRow[]];
}

/** Gathers rows by discussion, each where its newest row stands. */
export function grouped(rows: readonly InboxRow[]): Group[] {
  const groups = new Map<string, [InboxRow, ...InboxRow[]]>();
  for (const row of rows) {
    const key = row.thread?.id ?? row.id;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].map(([key, members]) => ({ key, rows: members }));
}
