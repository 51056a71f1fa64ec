import type { Language, ThreadHeadFragment } from '../../gql/graphql.js';
import type { Problem } from '../../lib/graphql/problem.js';
import type { PostPage, ThreadPost, ThreadWindow } from './thread-window.js';

/** What a question to the server gives: a value, or why there is none. */
export type Answer<Value> = { value: Value; problem?: undefined } | { value?: undefined; problem: Problem };

/** Which posts are asked for, in the words of `Thread.posts`. */
export interface PageArguments {
  first?: number;
  after?: string;
  last?: number;
  before?: string;
  around?: number;
}

/** The questions that reading a thread asks. */
export interface ThreadSource {
  open: (around: number | null, language: Language) => Promise<Answer<{ head: ThreadHeadFragment; page: PostPage }>>;
  /** The thread without its posts, in another language. */
  head: (language: Language) => Promise<Answer<ThreadHeadFragment>>;
  page: (which: PageArguments) => Promise<Answer<PostPage>>;
  post: (id: string) => Promise<Answer<ThreadPost>>;
}

/** Posts of one page of a thread. */
export const PAGE_SIZE = 20;
/** Most that the server gives at once. */
export const PAGE_MAX = 50;

/** Parts of the page that load by themselves. */
export type ThreadPart = 'earlier' | 'later' | 'jump';

/** All that the page draws. `problem` is that of the whole page, `partProblem` that of a part, which keeps the rest. */
export interface ThreadSnapshot {
  head: ThreadHeadFragment | null;
  window: ThreadWindow | null;
  problem: Problem | null;
  busy: ThreadPart | null;
  /** Replies of others that arrived since the page was opened, for what is announced. */
  news: number;
  partProblem: { part: ThreadPart; problem: Problem } | null;
}

/** What is drawn before the first answer. */
export const NOTHING_READ: ThreadSnapshot = {
  head: null,
  window: null,
  problem: null,
  busy: null,
  news: 0,
  partProblem: null,
};

/** Whether a refusal means that the thread is not, or no longer, for this reader. */
export function isGone(problem: Problem): boolean {
  return problem.code === 'NOT_FOUND' || problem.code === 'FORBIDDEN' || problem.code === 'UNAUTHENTICATED';
}
