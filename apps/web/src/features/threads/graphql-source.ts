import type { Client } from 'urql';
import { OnePostDocument, ThreadHeadDocument, ThreadPageDocument, ThreadPostsDocument } from '../../gql/graphql.js';
import type { Language, PostWindowFragment, ThreadHeadFragment } from '../../gql/graphql.js';
import type { FirstView } from '../../lib/graphql/first-view.js';
import { problemOf } from '../../lib/graphql/problem.js';
import type { Problem } from '../../lib/graphql/problem.js';
import { PAGE_SIZE } from './thread-source.js';
import type { Opening, ThreadBeginning, ThreadSource } from './thread-source.js';
import type { PostPage } from './thread-window.js';

/** Always asks the server: what is on the page is kept by the reader, which knows better than a cache what is stale. */
const FRESH = { requestPolicy: 'network-only' } as const;
const MISSING: Problem = { code: 'NOT_FOUND', fields: {} };

/** The questions of a {@link ThreadSource} through GraphQL. */
export function graphqlSource(client: Client, id: string): ThreadSource {
  return {
    open: async (around, language) => {
      const variables = { id, language, first: PAGE_SIZE, ...(around === null ? {} : { around }) };
      const { data, error } = await client.query(ThreadPageDocument, variables, FRESH).toPromise();
      const problem = problemOf(error);
      if (problem || !data?.thread) return { problem: problem ?? MISSING };
      const { posts, ...head } = data.thread;
      return { value: { head, page: pageOf(posts, head.lastNumber) } };
    },
    head: async (language) => {
      const { data, error } = await client.query(ThreadHeadDocument, { id, language }, FRESH).toPromise();
      const problem = problemOf(error);
      return data?.thread && !problem ? { value: data.thread } : { problem: problem ?? MISSING };
    },
    page: async (which) => {
      const { data, error } = await client.query(ThreadPostsDocument, { id, ...which }, FRESH).toPromise();
      const problem = problemOf(error);
      if (problem || !data?.thread) return { problem: problem ?? MISSING };
      return { value: pageOf(data.thread.posts, data.thread.lastNumber) };
    },
    post: async (postId) => {
      const { data, error } = await client.query(OnePostDocument, { id: postId }, FRESH).toPromise();
      const problem = problemOf(error);
      return data?.post && !problem ? { value: data.post } : { problem: problem ?? MISSING };
    },
  };
}

/**
 * The thread as it came with the page, if it did and begins where it is to be read; null when it must be asked for. The
 * client's cache learns of it as of any other answer.
 */
export function broughtThread(
  client: Client,
  view: FirstView,
  { id, opening, language }: { id: string; opening: Opening; language: Language },
): ThreadBeginning | null {
  const around = opening === 'unread' ? null : opening;
  const variables = { id, language, first: PAGE_SIZE, around };
  if (!view.answerTo(ThreadPageDocument, variables)) return null;
  const thread = client.readQuery(ThreadPageDocument, variables)?.data?.thread;
  if (!thread) return null;
  const { posts, ...head } = thread;
  const further = opening === 'unread' ? furtherOn(head) : null;
  if (further === null) return { head, page: pageOf(posts, head.lastNumber) };
  const where = { id, around: further, first: PAGE_SIZE };
  const there = view.answerTo(ThreadPostsDocument, where) && client.readQuery(ThreadPostsDocument, where)?.data?.thread;
  return there ? { head, page: pageOf(there.posts, there.lastNumber) } : null;
}

/** Beyond the first page, where its reader has stopped reading; else null. */
const furtherOn = ({ firstUnreadNumber: number }: ThreadHeadFragment): number | null =>
  number && number > PAGE_SIZE ? number : null;

function pageOf(posts: PostWindowFragment, lastNumber: number): PostPage {
  return {
    posts: posts.edges.map(({ node }) => node),
    cursors: posts.edges.map(({ cursor }) => cursor),
    lastNumber,
  };
}
