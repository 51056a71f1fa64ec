import { Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, Viewer } from '#identity';
import type { RequestContext } from '#platform/graphql';
import { ThreadType } from '../thread/thread.type.js';
import { UnreadService } from './unread.service.js';

/** What read marks add to a thread. */
@Resolver(() => ThreadType)
export class ThreadUnreadResolver {
  constructor(private readonly service: UnreadService) {}

  @ResolveField(() => Int, {
    nullable: true,
    description:
      'How many posts of others the viewer has not read here; deleted and removed ones are nothing new. Null when nobody is signed in.',
  })
  async unread(
    @Parent() thread: ThreadType,
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
  ): Promise<number | null> {
    if (viewer.accountId === null) return null;
    return (await this.service.ofThread(viewer, thread, request))?.count ?? 0;
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: 'Number of the first post that the viewer has not read; null when nothing is unread.',
  })
  async firstUnreadNumber(
    @Parent() thread: ThreadType,
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
  ): Promise<number | null> {
    return (await this.service.ofThread(viewer, thread, request))?.first ?? null;
  }
}
