import { Module } from '@nestjs/common';
import { CommunitiesModule } from '#communities';
import { IdentityModule } from '#identity';
import { MembershipModule } from '#membership';
import { LivePostService } from './post/live-post.service.js';
import { PostHistoryRepository } from './post/post-history.repository.js';
import { PostRenderingRepository } from './post/post-rendering.repository.js';
import { PostWritingService } from './post/post-writing.service.js';
import { PostRepository } from './post/post.repository.js';
import { PostResolver } from './post/post.resolver.js';
import { PostService } from './post/post.service.js';
import { PushWhenPostDeleted } from './post/push-when-post-deleted.handler.js';
import { PushWhenPostEdited } from './post/push-when-post-edited.handler.js';
import { PushWhenReplyPosted } from './post/push-when-reply-posted.handler.js';
import { PushWhenThreadStarted } from './post/push-when-thread-started.handler.js';
import { RenderPostsAnew } from './post/render-posts-anew.task.js';
import { ThreadPostsResolver } from './post/thread-posts.resolver.js';
import { CommunityThreadsResolver } from './thread/community-threads.resolver.js';
import { PlaceService } from './thread/place.service.js';
import { ThreadStartService } from './thread/thread-start.service.js';
import { ThreadGateway } from './thread/thread.gateway.js';
import { ThreadRepository } from './thread/thread.repository.js';
import { ThreadResolver } from './thread/thread.resolver.js';
import { ThreadService } from './thread/thread.service.js';

/** Discussions and what is said in them. Needs the global modules of the database, events, limits and realtime. */
@Module({
  imports: [IdentityModule, CommunitiesModule, MembershipModule],
  providers: [
    CommunityThreadsResolver,
    LivePostService,
    PlaceService,
    PostHistoryRepository,
    PostRenderingRepository,
    PostRepository,
    PostResolver,
    PostService,
    PostWritingService,
    PushWhenPostDeleted,
    PushWhenPostEdited,
    PushWhenReplyPosted,
    PushWhenThreadStarted,
    RenderPostsAnew,
    ThreadGateway,
    ThreadPostsResolver,
    ThreadRepository,
    ThreadResolver,
    ThreadService,
    ThreadStartService,
  ],
  exports: [PostService, ThreadService],
})
export class PostsModule {}
