import { Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CommunityType } from '#communities';
import { CurrentViewer, Viewer } from '#identity';
import type { RequestContext } from '#platform/graphql';
import { UnreadService } from './unread.service.js';

/** What read marks add to a community. */
@Resolver(() => CommunityType)
export class CommunityUnreadResolver {
  constructor(private readonly service: UnreadService) {}

  @ResolveField(() => Int, {
    nullable: true,
    description:
      'How many of its threads hold something that the viewer has not read, of the 300 latest with a word in the last 60 days; 100 at most, which means 100 or more. Null for who is no member.',
  })
  unreadThreads(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
  ): Promise<number | null> {
    return this.service.ofCommunity(viewer, community.id, request);
  }
}
