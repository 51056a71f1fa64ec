import type { Language, ThreadHeadFragment } from '../../gql/graphql.js';
import type { Problem } from '../../lib/graphql/problem.js';
import { cursorForEarlier, cursorForLater, firstNumber } from './thread-window.js';
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

/** Where to begin: at a number, where the viewer has stopped reading, or (null) at the beginning. */
export type Opening = number | 'unread' | null;

/**
 * The first post below the divider. `chosen` by "Mark unread from here"; else it was the first unread one when this visit
 * began, and stays so however much is read.
 */
export interface NewFrom {
  number: number;
  chosen: boolean;
}

/** What reading and following change about a thread. */
export type ReadingState = Pick<ThreadHeadFragment, 'unread' | 'firstUnreadNumber' | 'watchLevel'>;

/** A thread and its posts from where it is read. */
export interface ThreadBeginning {
  head: ThreadHeadFragment;
  page: PostPage;
}

/** The questions that reading a thread asks. */
export interface ThreadSource {
  open: (around: number | null, language: Language) => Promise<Answer<ThreadBeginning>>;
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
  /** Where the divider stands, null where there is none; undefined until the first answer of this visit. */
  newFrom: NewFrom | null | undefined;
}

/** What is drawn before the first answer. */
export const NOTHING_READ: ThreadSnapshot = {
  head: null,
  window: null,
  problem: null,
  busy: null,
  news: 0,
  partProblem: null,
  newFrom: undefined,
};

/** Whether a refusal means that the thread is not, or no longer, for this reader. */
export function isGone(problem: Problem): boolean {
  return problem.code === 'NOT_FOUND' || problem.code === 'FORBIDDEN' || problem.code === 'UNAUTHENTICATED';
}

/** Where the divider stands by what the thread says of itself. */
export function newFromOf({ firstUnreadNumber }: ThreadHeadFragment): NewFrom | null {
  return firstUnreadNumber ? { number: firstUnreadNumber, chosen: false } : null;
}

/**
 * The thread and its posts from where it is to be read. Only the thread itself says where its reader has stopped: further
 * on than its first page, that is asked for too.
 */
export async function beginningAt(
  source: ThreadSource,
  at: Opening,
  language: Language,
): Promise<Answer<ThreadBeginning>> {
  const answer = await source.open(at === 'unread' ? null : at, language);
  const first = at === 'unread' ? answer.value?.head.firstUnreadNumber : null;
  if (answer.problem || !first || first <= PAGE_SIZE) return answer;
  const further = await source.page({ around: first, first: PAGE_SIZE });
  return { value: { head: answer.value.head, page: further.value ?? answer.value.page } };
}

/** The posts before a window, if there are any. */
export function pageBefore(window: ThreadWindow): PageArguments | null {
  const before = cursorForEarlier(window);
  return before ? { last: Math.min(PAGE_SIZE, firstNumber(window) - 1), before } : null;
}

/** The posts after a window, if there are any. */
export function pageAfter(window: ThreadWindow): PageArguments | null {
  const after = cursorForLater(window);
  return after ? { first: PAGE_SIZE, after } : null;
}
