import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { LIMITS } from '#contracts';
import { CommunityType } from '#communities';
import { CurrentViewer, Viewer } from '#identity';
import { DateTime, readPage, type Connection, type RequestContext } from '#platform/graphql';
import { isThreadKey, type ThreadKey } from './thread.input.js';
import { ThreadService } from './thread.service.js';
import { ThreadChoice, ThreadConnection, ThreadType } from './thread.type.js';

@Resolver(() => CommunityType)
export class CommunityThreadsResolver {
  constructor(private readonly service: ThreadService) {}

  @ResolveField(() => ThreadConnection, {
    nullable: true,
    description: 'Its threads, latest activity first; null for an outsider of a private community.',
  })
  threads(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args('first', {
      type: () => Int,
      nullable: true,
      defaultValue: LIMITS.pageDefault,
      description: 'How many, 1 to 50.',
    })
    first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'Only threads after this cursor.' })
    after: string | null,
    @Args('choice', {
      type: () => ThreadChoice,
      nullable: true,
      defaultValue: ThreadChoice.ALL,
      description: 'Which of them. `totalCount` counts these.',
    })
    choice: ThreadChoice | null,
  ): Promise<Connection<ThreadType> | null> {
    const page = readPage<ThreadKey>({ first, after }, isThreadKey);
    return this.service.page(viewer, community, { ...page, choice: choice ?? ThreadChoice.ALL }, request);
  }

  @ResolveField(() => DateTime, {
    nullable: true,
    description:
      'When somebody last wrote in one of its threads; null: nobody has yet, or it is not for an outsider of a private community.',
  })
  lastActivityAt(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
  ): Promise<string | null> {
    return this.service.lastActivity(viewer, community, request);
  }

  @ResolveField(() => [ThreadType], {
    nullable: true,
    description: 'Those of its threads that stand at the top of the list, two at most; null like `threads`.',
  })
  pinnedThreads(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
  ): Promise<ThreadType[] | null> {
    return this.service.pinned(viewer, community, request);
  }
}
