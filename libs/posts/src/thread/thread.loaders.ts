import { loaderOf } from '#platform/graphql';
import type { ChosenThreadsRepository, Narrowing } from './chosen-threads.repository.js';
import type { ThreadPage, ThreadRepository, ThreadSlice } from './thread.repository.js';

const ACTIVITY = Symbol('posts.last-activity');
const SLICES = Symbol('posts.thread-slices');
const CHOSEN: Record<Narrowing, symbol> = {
  UNREAD: Symbol('posts.unread-thread-slices'),
  UNANSWERED: Symbol('posts.unanswered-thread-slices'),
  MINE: Symbol('posts.own-thread-slices'),
};

/** One page of a list; the pages that one request asks for, of however many communities, come in one statement. */
export async function loadThreads(request: object, threads: ThreadRepository, slice: ThreadSlice): Promise<ThreadPage> {
  const loader = loaderOf<ThreadPage>(request, SLICES, async (keys) => {
    const found = await threads.latest(keys.map((key) => JSON.parse(key) as ThreadSlice));
    return new Map(keys.flatMap((key, index) => (found[index] ? [[key, found[index]]] : [])));
  });
  return (await loader.load(JSON.stringify(slice))) ?? { rows: [], total: 0 };
}

/** When somebody last wrote in a community; of all that one request asks for in one statement. */
export const loadLastActivity = (
  request: object,
  threads: ThreadRepository,
  communityId: string,
): Promise<string | null> => loaderOf<string>(request, ACTIVITY, (ids) => threads.lastActivity(ids)).load(communityId);

/** The same of a list that the viewer narrows; of each choice one statement. */
export async function loadChosen(
  request: object,
  threads: ChosenThreadsRepository,
  { choice, accountId }: { readonly choice: Narrowing; readonly accountId: string | null },
  slice: ThreadSlice,
): Promise<ThreadPage> {
  const loader = loaderOf<ThreadPage>(request, CHOSEN[choice], async (keys) => {
    const slices = keys.map((key) => JSON.parse(key) as ThreadSlice);
    const found = await threads.latest(choice, accountId, slices);
    return new Map(keys.flatMap((key, index) => (found[index] ? [[key, found[index]]] : [])));
  });
  return (await loader.load(JSON.stringify(slice))) ?? { rows: [], total: 0 };
}
