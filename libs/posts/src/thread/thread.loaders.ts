import { loaderOf } from '#platform/graphql';
import type { ThreadRepository, ThreadRow, ThreadSlice } from './thread.repository.js';

const SLICES = Symbol('posts.thread-slices');
const COUNTS = Symbol('posts.thread-counts');

/** Rows of one page; the pages that one request asks for, of however many communities, come in one statement. */
export async function loadThreads(
  request: object,
  threads: ThreadRepository,
  slice: ThreadSlice,
): Promise<ThreadRow[]> {
  const loader = loaderOf<ThreadRow[]>(request, SLICES, async (keys) => {
    const found = await threads.latest(keys.map((key) => JSON.parse(key) as ThreadSlice));
    return new Map(keys.map((key, index) => [key, found[index] ?? []]));
  });
  return (await loader.load(JSON.stringify(slice))) ?? [];
}

/** How many threads a community has; all that one request asks for come in one statement. */
export const loadThreadCount = async (
  request: object,
  threads: ThreadRepository,
  communityId: string,
): Promise<number> => (await loaderOf<number>(request, COUNTS, (ids) => threads.counts(ids)).load(communityId)) ?? 0;
