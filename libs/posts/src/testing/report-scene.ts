import type { Viewer } from '#identity';
import { statement } from '#platform/database';
import { aScene, firstPost, type Scene } from './scene.js';
import type { Person, TestAnswer } from './test-api.js';

/** What waits to be judged, page by page. */
export const REPORT_QUEUE = `query ($slug: String!, $first: Int, $after: String) { community(slug: $slug) { reports(first: $first, after: $after) {
  totalCount edges { cursor node { id reason createdAt reporter { name } post { id number bodyHtml removal { reason } thread { id title } } } }
  pageInfo { hasNextPage endCursor } } } }`;
const CLEAR = statement('test-clear-reports', 'DELETE FROM post_reports');
const CLEAR_MAIL = statement('test-clear-mail', 'DELETE FROM outgoing_mails');
const HINTS = statement(
  'test-hints',
  `SELECT count(*)::int AS jobs FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t
   ON t.id = j.task_id WHERE t.identifier = 'tell-facilitators-when-matter-waits'`,
);

/** A page of what waits to be judged. */
export interface ReportPage {
  readonly totalCount: number;
  readonly edges: readonly {
    readonly node: { readonly id: string; readonly reason: string; readonly post: { readonly id: string } };
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

/** What is reported and settled in a {@link Scene}, of which Lead is a facilitator and Staff keeps order. */
export class ReportScene {
  /** A thread of Ann's in the public community. */
  threadId = '';
  /** Its first post. */
  postId = '';
  /** The first post of a thread of hers in the private one. */
  secretId = '';

  private constructor(
    readonly scene: Scene,
    readonly lead: Person,
    readonly staff: Person,
  ) {}

  static async start(): Promise<ReportScene> {
    const scene = await aScene({ RATE_LIMITS: 'report=1000/600,thread=1000/600,reply=1000/600' });
    const [lead, staff] = [await scene.api.person('Lead'), await scene.api.person('Staff', { isStaff: true })];
    for (const slug of [scene.open, scene.hidden]) await scene.api.join(lead, slug, 'FACILITATOR');
    return new ReportScene(scene, lead, staff);
  }

  /** Nothing is reported and no mail waits; there are new threads. */
  async beginAnew(): Promise<void> {
    const { api, ann, open, hidden } = this.scene;
    for (const clear of [CLEAR, CLEAR_MAIL]) await api.db.run(clear);
    this.threadId = await api.aThread(ann, open);
    this.postId = (await firstPost(api, ann, this.threadId)).id;
    this.secretId = (await firstPost(api, ann, await api.aThread(ann, hidden))).id;
  }

  /** How often facilitators' open pages were to be told that something waits. */
  readonly hints = async (): Promise<number> => (await this.scene.api.db.run<{ jobs: number }>(HINTS))[0]?.jobs ?? 0;
  readonly report = (viewer: Viewer, postId: string, reason = 'Advertising.'): Promise<TestAnswer> =>
    this.scene.api.call(viewer, 'reportPost', { postId, reason }, '');
  readonly resolve = (viewer: Viewer, reportId: string): Promise<TestAnswer> =>
    this.scene.api.call(viewer, 'resolveReport', { reportId }, '');
  readonly queue = async (viewer: Viewer, slug: string, args: object = {}): Promise<ReportPage | null> =>
    (await this.scene.api.get<{ reports: ReportPage | null }>(viewer, REPORT_QUEUE, { slug, ...args })).reports;
  readonly oneReport = async (slug = this.scene.open): Promise<string> =>
    (await this.queue(this.lead, slug))?.edges[0]?.node.id ?? '';
}
