import { loaderOf } from '#platform/graphql';
import type { PostAttachmentRepository, PostFile } from './post-attachment.repository.js';
import type { HistoryPage, HistorySlice, PostHistoryRepository } from './post-history.repository.js';
import type { PostRange } from './post.input.js';
import type { PostRepository, PostRow } from './post.repository.js';

const RANGES = Symbol('posts.ranges');
const HISTORY = Symbol('posts.history');
const FILES = Symbol('posts.files');

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

/**
 * The files of a post in this revision; those of all posts that one request asks for come in one statement. By revision,
 * so that a request which changes a post twice is given the files of each time.
 */
export async function loadFiles(
  request: object,
  attachments: PostAttachmentRepository,
  { id, revision }: { readonly id: string; readonly revision: number },
): Promise<PostFile[]> {
  const loader = loaderOf<PostFile[]>(request, FILES, async (keys) => {
    const ids = keys.map((key) => key.split(' ', 1)[0] ?? '');
    const found = await attachments.ofPosts([...new Set(ids)]);
    return new Map(keys.map((key, index) => [key, found.get(ids[index] ?? '') ?? []]));
  });
  return (await loader.load(`${id} ${revision}`)) ?? [];
}
