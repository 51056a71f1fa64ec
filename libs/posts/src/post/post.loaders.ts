import { loaderOf } from '#platform/graphql';
import type { HistoryPage, HistorySlice, PostHistoryRepository } from './post-history.repository.js';
import type { PostRange } from './post.input.js';
import type { PostRepository, PostRow } from './post.repository.js';

const RANGES = Symbol('posts.ranges');
const HISTORY = Symbol('posts.history');

/** Posts by number; the ranges that one request asks for, of however many threads, come in one statement. */
export async function loadPosts(request: object, posts: PostRepository, range: PostRange): Promise<PostRow[]> {
  const loader = loaderOf<PostRow[]>(request, RANGES, async (keys) => {
    const found = await posts.inRanges(keys.map((key) => JSON.parse(key) as PostRange));
    return new Map(keys.map((key, index) => [key, found[index] ?? []]));
  });
  return (await loader.load(JSON.stringify(range))) ?? [];
}

/** Older revisions of a post; all that one request asks for, of however many posts, come in one statement. */
export async function loadHistory(
  request: object,
  history: PostHistoryRepository,
  slice: HistorySlice,
): Promise<HistoryPage> {
  const loader = loaderOf<HistoryPage>(request, HISTORY, async (keys) => {
    const found = await history.pages(keys.map((key) => JSON.parse(key) as HistorySlice));
    return new Map(keys.flatMap((key, index) => (found[index] ? [[key, found[index]]] : [])));
  });
  return (await loader.load(JSON.stringify(slice))) ?? { rows: [], total: 0 };
}
