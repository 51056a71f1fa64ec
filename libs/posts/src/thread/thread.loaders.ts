import { loaderOf } from '#platform/graphql';
import type { ThreadPage, ThreadRepository, ThreadSlice } from './thread.repository.js';

const SLICES = Symbol('posts.thread-slices');

/** One page of a list; the pages that one request asks for, of however many communities, come in one statement. */
export async function loadThreads(request: object, threads: ThreadRepository, slice: ThreadSlice): Promise<ThreadPage> {
  const loader = loaderOf<ThreadPage>(request, SLICES, async (keys) => {
    const found = await threads.latest(keys.map((key) => JSON.parse(key) as ThreadSlice));
    return new Map(keys.flatMap((key, index) => (found[index] ? [[key, found[index]]] : [])));
  });
  return (await loader.load(JSON.stringify(slice))) ?? { rows: [], total: 0 };
}
