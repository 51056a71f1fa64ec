import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { AuditLog, type Viewer } from '#identity';
import { Database, type Tx } from '#platform/database';
import { demand, Forbidden, NotFound, Unauthenticated } from '#platform/errors';
import { RateLimits } from '#platform/limits';
import { PostHoldService } from '../post/post-hold.service.js';
import { canReport } from '../post/post.policy.js';
import { NOWHERE, PlaceService } from '#membership';
import { canKeepOrder } from '../thread/thread.policy.js';
import { ReportNoticeService } from './report-notice.service.js';
import type { reopenReportInput, reportPostInput, resolveReportInput } from './report.input.js';
import { ReportRepository, type ReportRow } from './report.repository.js';

/** Takes reports of posts, and settles those whose post may stay; a removal settles the others. */
@Injectable()
export class ReportingService {
  constructor(
    private readonly db: Database,
    private readonly limits: RateLimits,
    private readonly audit: AuditLog,
    private readonly hold: PostHoldService,
    private readonly places: PlaceService,
    private readonly reports: ReportRepository,
    private readonly notices: ReportNoticeService,
  ) {}

  /**
   * Asks those who keep order to look at a post. Repeated while it waits, it changes nothing; of several people's
   * reports of one post the first is mailed.
   * @throws NotFound, Forbidden, RateLimited
   */
  async report(viewer: Viewer, input: z.output<typeof reportPostInput>): Promise<void> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    await this.limits.spend('report', accountId, (count) =>
      this.db.tx((tx) => this.insert(viewer, accountId, input, { tx, count })),
    );
  }

  private async insert(
    viewer: Viewer,
    accountId: string,
    { postId, reason }: z.output<typeof reportPostInput>,
    { tx, count }: { tx: Tx; count: () => Promise<void> },
  ): Promise<void> {
    const { post, thread, place } = await this.hold.post(viewer, postId, tx);
    demand(canReport(post, place));
    if (await this.reports.hasOpen(tx, postId, accountId)) return;
    await count();
    const { communityId } = thread;
    const report = { id: v7(), postId, communityId, reporterId: accountId, reason };
    if (!(await this.reports.insert(tx, report))) {
      // The same call of another tab was faster, or the post is gone by now, which the policy says better.
      const now = await this.hold.post(viewer, postId, tx);
      return demand(canReport(now.post, now.place));
    }
    await this.notices.show(tx, communityId);
    if ((await this.reports.openOfPost(tx, postId)) > 1) return;
    await this.notices.queue(tx, { reportId: report.id, reporterId: accountId, community: place.community });
  }

  /**
   * Says that a reported post may stay: that settles all reports of it. Done twice, it stays done.
   * @throws NotFound also for everybody who keeps no order there: reports are not theirs to know of
   */
  async resolve(viewer: Viewer, { reportId }: z.output<typeof resolveReportInput>): Promise<void> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    await this.db.tx(async (tx) => {
      const { postId: subject, communityId } = await this.kept(viewer, reportId, tx);
      if ((await this.reports.resolveAll(tx, subject, accountId)) === 0) return;
      await this.audit.note(tx, { actor: accountId, action: 'report-resolved', subject, communityId });
    });
  }

  /**
   * Takes it back that a post may stay: what was settled with this report waits again, without another letter. Of a
   * report that waits nothing changes.
   * @throws NotFound also for everybody who keeps no order there, Forbidden where the post is gone
   */
  async reopen(viewer: Viewer, { reportId }: z.output<typeof reopenReportInput>): Promise<void> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    await this.db.tx(async (tx) => {
      const { postId: subject, communityId } = await this.kept(viewer, reportId, tx);
      if (!(await this.reports.holdPost(tx, subject))) throw new Forbidden('The post is gone.');
      if ((await this.reports.reopenAll(tx, reportId)) === 0) return;
      await this.audit.note(tx, { actor: accountId, action: 'report-reopened', subject, communityId });
      await this.notices.show(tx, communityId);
    });
  }

  /** A report where the viewer keeps order. @throws NotFound, also for one that is not there, after the same questions */
  private async kept(viewer: Viewer, reportId: string, tx: Tx): Promise<Pick<ReportRow, 'postId' | 'communityId'>> {
    const report = await this.reports.byId(tx, reportId);
    const place = await this.places.hold(viewer, report?.communityId ?? NOWHERE, tx);
    if (!report || canKeepOrder(place) !== true) throw new NotFound();
    return report;
  }
}
