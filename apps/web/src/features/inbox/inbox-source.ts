import type { Client } from 'urql';
import { InboxDocument } from '../../gql/graphql.js';
import type { InboxRowFragment, Language, NotificationFilter } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import type { Problem } from '../../lib/graphql/problem.js';

/** A row of the inbox. */
export type InboxRow = InboxRowFragment;

/** Some of the inbox, newest first. */
export interface InboxPage {
  rows: readonly InboxRow[];
  end: string | null;
  more: boolean;
}

/** What is asked for of the inbox; `rows` is how many one sees at first, 50 at most. */
export interface InboxView {
  language: Language;
  filter: NotificationFilter | null;
  unreadOnly: boolean;
  rows: number;
}

/** The question that a list of the inbox asks: a page, or why there is none. */
export type InboxSource = (first: number, after: string | null) => Promise<InboxPage | Problem>;

/** Whether an answer of an {@link InboxSource} is a refusal. */
export const isRefused = (answer: InboxPage | Problem): answer is Problem => 'code' in answer;

/** Asks through GraphQL, always the server: what is on the page is kept by the reader, which knows what is stale. */
export function graphqlInbox(client: Client, { language, filter, unreadOnly }: InboxView): InboxSource {
  return async (first, after) => {
    const variables = { first, after, unreadOnly, filter, language };
    const { data, error } = await client.query(InboxDocument, variables, { requestPolicy: 'network-only' }).toPromise();
    if (!data) return problemOf(error) ?? { code: 'INTERNAL', fields: {} };
    const { edges, pageInfo } = data.notifications;
    return { rows: edges.map(({ node }) => node), end: pageInfo.endCursor ?? null, more: pageInfo.hasNextPage };
  };
}
