import type { Client } from 'urql';
import { MarkReadDocument } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { keepMark, keptMarks } from './kept-marks.js';
import { ReadMarks } from './read-marks.js';

/** One for each client, and so for each account. */
const all = new WeakMap<Client, ReadMarks>();

/** The marks of the account that a client belongs to; what its last page could not tell is told first. */
export function marksOfClient(client: Client, accountId: string): ReadMarks {
  const known = all.get(client);
  if (known) return known;
  const marks = new ReadMarks({
    send: async (threadId, number, leaving) => {
      const variables = { input: { threadId, number } };
      const { data, error } = await client.mutation(MarkReadDocument, variables, { keepalive: leaving }).toPromise();
      return data ? { state: data.markRead } : { problem: problemOf(error) ?? { code: 'INTERNAL', fields: {} } };
    },
    keep: (threadId, number) => keepMark(localStorage, accountId, threadId, number),
    online: () => navigator.onLine,
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  all.set(client, marks);
  for (const [threadId, number] of keptMarks(localStorage, accountId)) marks.read(threadId, number);
  window.addEventListener('online', () => marks.wake());
  return marks;
}
