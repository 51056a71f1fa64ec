import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import type { GraphqlClient } from '../../support/graphql-client.js';

/** What a reply's author knows of it. */
export interface Acknowledged {
  readonly id: string;
  readonly number: number;
}

const START = 'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }';
const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { id number } }';
const PAGE = `query ($id: ID!, $after: String) { thread(id: $id) { posts(first: 50, after: $after) {
  edges { node { id number } } pageInfo { hasNextPage endCursor } } } }`;

interface Page {
  readonly thread: {
    readonly posts: {
      readonly edges: readonly { readonly node: Acknowledged }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  };
}

/** Starts a discussion. */
export async function aThread(author: GraphqlClient, communitySlug: string): Promise<string> {
  const input = { id: v7(), communitySlug, title: 'What the night watch sees', body: 'First.' };
  return (await author.data<{ startThread: { id: string } }>(START, { input })).startThread.id;
}

/** Replies once. Null when the answer was "not now" or never came; throws for every other refusal. */
export async function tryReply(
  author: GraphqlClient,
  input: { id: string; threadId: string; body: string },
): Promise<Acknowledged | null> {
  const answer = await author.ask(REPLY, { input }).catch(() => null);
  if (!answer) return null;
  const [refusal] = answer.errors ?? [];
  if (refusal && refusal.extensions.code !== 'UNAVAILABLE')
    throw new Error(`Refused: ${JSON.stringify(answer.errors)}`);
  return refusal ? null : (answer.data as unknown as { reply: Acknowledged }).reply;
}

/** Replies with one id until it is acknowledged, and answers how often it was sent. */
export async function persistently(
  author: () => GraphqlClient,
  input: { id: string; threadId: string; body: string },
): Promise<Acknowledged & { sent: number }> {
  for (let sent = 1; ; sent += 1) {
    const reply = await tryReply(author(), input);
    if (reply) return { ...reply, sent };
    await sleep(50);
  }
}

/** All posts of a discussion, page by page, as a reader gets them. */
export async function allPosts(reader: GraphqlClient, id: string): Promise<Acknowledged[]> {
  const found: Acknowledged[] = [];
  for (let after: string | null = null; ;) {
    const { thread }: Page = await reader.data<Page>(PAGE, { id, after });
    found.push(...thread.posts.edges.map(({ node }) => node));
    after = thread.posts.pageInfo.endCursor;
    if (!thread.posts.pageInfo.hasNextPage) return found;
  }
}

/** What is wrong with a discussion after a fault: posts that are missing, double, without a number of their own. */
export function losses(present: readonly Acknowledged[], acknowledged: readonly Acknowledged[]): string[] {
  const numbers = present.map(({ number }) => number);
  const byId = new Map(present.map(({ id, number }) => [id, number]));
  return [
    ...acknowledged.filter(({ id }) => !byId.has(id)).map(({ id }) => `lost: ${id}`),
    ...acknowledged
      .filter(({ id, number }) => byId.has(id) && byId.get(id) !== number)
      .map(({ id }) => `another number than was answered: ${id}`),
    ...(byId.size === present.length ? [] : ['a reply is there twice']),
    ...numbers.flatMap((number, at) => (number === at + 1 ? [] : [`number ${number} in place ${at + 1}`])).slice(0, 3),
  ];
}
