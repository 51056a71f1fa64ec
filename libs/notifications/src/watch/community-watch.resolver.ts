import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { CommunityType } from '#communities';
import { CurrentViewer, SignedIn, Viewer } from '#identity';
import { checked, type RequestContext } from '#platform/graphql';
import { CommunityWatchService } from './community-watch.service.js';
import { WatchCommunityInput, watchCommunityInput } from './watch.input.js';
import { WatchLevel } from './watch.type.js';

@Resolver(() => CommunityType)
export class CommunityWatchResolver {
  constructor(private readonly watches: CommunityWatchService) {}

  @SignedIn()
  @Mutation(() => CommunityType, { description: 'Follows a community, follows it no more, or mutes it.' })
  watchCommunity(
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args(
      'input',
      { type: () => WatchCommunityInput, description: 'The community, and how closely.' },
      checked(watchCommunityInput),
    )
    given: z.output<typeof watchCommunityInput>,
  ): Promise<CommunityType> {
    return this.watches.watch(viewer, given, request);
  }

  @ResolveField(() => WatchLevel, {
    nullable: true,
    description:
      'How closely the viewer follows it; null when nobody is signed in, and for an outsider of a private community.',
  })
  watchLevel(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
  ): Promise<WatchLevel | null> {
    return this.watches.level(viewer, community, request);
  }
}
