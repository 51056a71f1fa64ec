import { loaderOf } from '#platform/graphql';
import type { PostRepository, PostRow } from '../post/post.repository.js';
import type { ThreadRepository, ThreadRow } from '../thread/thread.repository.js';
import type { ReportPage, ReportRepository, ReportSlice } from './report.repository.js';

const SLICES = Symbol('posts.report-slices');
const POSTS = Symbol('posts.reported-posts');
const THREADS = Symbol('posts.reported-threads');

/** One page of a queue; the pages that one request asks for, of however many communities, come in one statement. */
export async function loadReports(request: object, reports: ReportRepository, slice: ReportSlice): Promise<ReportPage> {
  const loader = loaderOf<ReportPage>(request, SLICES, async (keys) => {
    const found = await reports.queue(keys.map((key) => JSON.parse(key) as ReportSlice));
    return new Map(keys.flatMap((key, index) => (found[index] ? [[key, found[index]]] : [])));
  });
  return (await loader.load(JSON.stringify(slice))) ?? { rows: [], total: 0 };
}

/** Posts by id; all that one request asks for come in one statement. */
export async function loadReportedPosts(
  request: object,
  posts: PostRepository,
  ids: readonly string[],
): Promise<PostRow[]> {
  const loader = loaderOf<PostRow>(request, POSTS, (keys) => posts.byIds(keys));
  return present(await loader.loadMany(ids));
}

/** Threads by id; all that one request asks for come in one statement. */
export async function loadReportedThreads(
  request: object,
  threads: ThreadRepository,
  ids: readonly string[],
): Promise<ThreadRow[]> {
  const loader = loaderOf<ThreadRow>(request, THREADS, (keys) => threads.byIds(keys));
  return present(await loader.loadMany(ids));
}

/** DataLoader answers a failed batch item by item; one failure is the failure of the whole. */
function present<Row>(answers: readonly (Row | Error | null)[]): Row[] {
  return answers.flatMap((answer) => {
    if (answer instanceof Error) throw answer;
    return answer === null ? [] : [answer];
  });
}
