import { Module } from '@nestjs/common';
import { CommunitiesModule } from '#communities';
import { IdentityModule } from '#identity';
import { MembershipModule } from '#membership';
import { ResourcesModule } from '#resources';
import { LivePostService } from './post/live-post.service.js';
import { PostAttachmentRepository } from './post/post-attachment.repository.js';
import { PostDeletionService } from './post/post-deletion.service.js';
import { PostEntryService } from './post/post-entry.service.js';
import { PostHoldService } from './post/post-hold.service.js';
import { PostHistoryRepository } from './post/post-history.repository.js';
import { PostRemovalRepository } from './post/post-removal.repository.js';
import { PostRemovalResolver } from './post/post-removal.resolver.js';
import { PostRemovalService } from './post/post-removal.service.js';
import { PostRenderingRepository } from './post/post-rendering.repository.js';
import { PostTrailService } from './post/post-trail.service.js';
import { PostWritingService } from './post/post-writing.service.js';
import { PostRepository } from './post/post.repository.js';
import { PostResolver } from './post/post.resolver.js';
import { PostService } from './post/post.service.js';
import { PushWhenPostDeleted } from './post/push-when-post-deleted.handler.js';
import { PushWhenPostEdited } from './post/push-when-post-edited.handler.js';
import { PushWhenPostRemoved } from './post/push-when-post-removed.handler.js';
import { PushWhenPostRestored } from './post/push-when-post-restored.handler.js';
import { PushWhenReplyPosted } from './post/push-when-reply-posted.handler.js';
import { PushWhenThreadStarted } from './post/push-when-thread-started.handler.js';
import { RemovalNoticeService } from './post/removal-notice.service.js';
import { RenderPostsAnew } from './post/render-posts-anew.task.js';
import { ThreadPostsResolver } from './post/thread-posts.resolver.js';
import { MentionableRepository } from './mention/mentionable.repository.js';
import { MentionableResolver } from './mention/mentionable.resolver.js';
import { MentionableService } from './mention/mentionable.service.js';
import { PostNewsRepository } from './news/post-news.repository.js';
import { PostNews } from './news/post-news.service.js';
import { CommunityUnreadResolver } from './read-mark/community-unread.resolver.js';
import { ForgetReadMarksWhenAccountClosed } from './read-mark/forget-read-marks-when-account-closed.handler.js';
import { ReadMarkRepository } from './read-mark/read-mark.repository.js';
import { ReadMarkService } from './read-mark/read-mark.service.js';
import { ThreadUnreadResolver } from './read-mark/thread-unread.resolver.js';
import { UnreadRepository } from './read-mark/unread.repository.js';
import { UnreadService } from './read-mark/unread.service.js';
import { CommunityReportsResolver } from './report/community-reports.resolver.js';
import { ReportNoticeService } from './report/report-notice.service.js';
import { ReportRepository } from './report/report.repository.js';
import { ReportResolver } from './report/report.resolver.js';
import { ReportService } from './report/report.service.js';
import { ReportingService } from './report/reporting.service.js';
import { FillSearch } from './search/fill-search.task.js';
import { MergeSearch } from './search/merge-search.task.js';
import { SearchEntryRepository } from './search/search-entry.repository.js';
import { SearchRepository } from './search/search.repository.js';
import { SearchResolver } from './search/search.resolver.js';
import { SearchService } from './search/search.service.js';
import { ChosenThreadsRepository } from './thread/chosen-threads.repository.js';
import { CommunityThreadsResolver } from './thread/community-threads.resolver.js';
import { PushWhenThreadArranged } from './thread/push-when-thread-arranged.handler.js';
import { ThreadOrderRepository } from './thread/thread-order.repository.js';
import { ThreadOrderResolver } from './thread/thread-order.resolver.js';
import { ThreadOrderService } from './thread/thread-order.service.js';
import { ThreadStartService } from './thread/thread-start.service.js';
import { ThreadGateway } from './thread/thread.gateway.js';
import { ThreadRepository } from './thread/thread.repository.js';
import { ThreadResolver } from './thread/thread.resolver.js';
import { ThreadService } from './thread/thread.service.js';
import { UnattendedRepository } from './unattended/unattended.repository.js';
import { UnattendedResolver } from './unattended/unattended.resolver.js';
import { UnattendedService } from './unattended/unattended.service.js';

/** Discussions and what is said in them. Needs the global modules of the database, events, limits and realtime. */
@Module({
  imports: [IdentityModule, CommunitiesModule, MembershipModule, ResourcesModule],
  providers: [
    CommunityReportsResolver,
    ChosenThreadsRepository,
    CommunityThreadsResolver,
    CommunityUnreadResolver,
    FillSearch,
    ForgetReadMarksWhenAccountClosed,
    LivePostService,
    MentionableRepository,
    MentionableResolver,
    MentionableService,
    MergeSearch,
    PostAttachmentRepository,
    PostDeletionService,
    PostEntryService,
    PostHistoryRepository,
    PostHoldService,
    PostNews,
    PostNewsRepository,
    PostRemovalRepository,
    PostRemovalResolver,
    PostRemovalService,
    PostRenderingRepository,
    PostRepository,
    PostResolver,
    PostService,
    PostTrailService,
    PostWritingService,
    PushWhenPostDeleted,
    PushWhenPostEdited,
    PushWhenPostRemoved,
    PushWhenPostRestored,
    PushWhenReplyPosted,
    PushWhenThreadArranged,
    PushWhenThreadStarted,
    ReadMarkRepository,
    ReadMarkService,
    RemovalNoticeService,
    RenderPostsAnew,
    ReportNoticeService,
    ReportRepository,
    ReportResolver,
    ReportService,
    ReportingService,
    SearchEntryRepository,
    SearchRepository,
    SearchResolver,
    SearchService,
    ThreadGateway,
    ThreadOrderRepository,
    ThreadOrderResolver,
    ThreadOrderService,
    ThreadPostsResolver,
    ThreadRepository,
    ThreadResolver,
    ThreadService,
    ThreadStartService,
    ThreadUnreadResolver,
    UnattendedRepository,
    UnattendedResolver,
    UnattendedService,
    UnreadRepository,
    UnreadService,
  ],
  exports: [PostNews, PostService, ReadMarkService, ThreadService, UnreadService],
})
export class PostsModule {}
