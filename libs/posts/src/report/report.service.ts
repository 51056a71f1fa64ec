import { Injectable } from '@nestjs/common';
import type { CommunityFacts } from '#communities';
import { AccountService, type Viewer } from '#identity';
import { keyset } from '#platform/database';
import { encodeCursor, pageOf, type Connection, type Page } from '#platform/graphql';
import { PostRepository } from '../post/post.repository.js';
import { PostService } from '../post/post.service.js';
import { PlaceService } from '#membership';
import { canKeepOrder } from '../thread/thread.policy.js';
import { ThreadRepository } from '../thread/thread.repository.js';
import { ThreadService } from '../thread/thread.service.js';
import type { ReportKey } from './report.input.js';
import { loadReportedPosts, loadReportedThreads, loadReports } from './report.loaders.js';
import { ReportRepository } from './report.repository.js';
import type { ReportType } from './report.type.js';

/** Reads reports. `request` is the object that holds what one request has asked already. */
@Injectable()
export class ReportService {
  constructor(
    private readonly reports: ReportRepository,
    private readonly places: PlaceService,
    private readonly postRows: PostRepository,
    private readonly posts: PostService,
    private readonly threadRows: ThreadRepository,
    private readonly threads: ThreadService,
    private readonly accounts: AccountService,
  ) {}

  /** A page of a community's queue, oldest first; null for everybody who keeps no order there. Three statements. */
  async page(
    viewer: Viewer,
    community: CommunityFacts,
    { size, after }: Page<ReportKey>,
    request: object = {},
  ): Promise<Connection<ReportType> | null> {
    const place = await this.places.at(viewer, community, request);
    if (canKeepOrder(place) !== true) return null;
    const found = await loadReports(request, this.reports, { communityId: community.id, after, size: size + 1 });
    const { rows, hasMore } = keyset(found.rows, size);
    const posts = await loadReportedPosts(request, this.postRows, unique(rows.map(({ postId }) => postId)));
    const threadIds = unique(posts.map(({ threadId }) => threadId));
    const threads = await this.threads.presentAll(
      await loadReportedThreads(request, this.threadRows, threadIds),
      place,
    );
    const shown = await this.posts.presentAll(viewer, posts, threads);
    const people = await this.accounts.personsOf(rows.map(({ reporterId }) => reporterId));
    const reports = rows.map(({ id, postId, reporterId, reason, createdAt }): ReportType => {
      const [post, reporter] = [shown.get(postId), people.get(reporterId)];
      if (!post || !reporter) throw new Error('A report names a post and an account.');
      return { id, post, reporter, reason, createdAt };
    });
    return pageOf(reports, keyOf, { before: after !== null, after: hasMore }, found.total);
  }
}

const keyOf = ({ createdAt, id }: ReportType): string => encodeCursor([createdAt, id]);

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
