import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { checked } from '#platform/graphql';
import { CurrentViewer, SignedIn, Viewer } from '#identity';
import { CommunityType } from '#communities';
import { Afresh } from '../community/afresh.service.js';
import { loadStanding } from '../standing/standing.loaders.js';
import { StandingService } from '../standing/standing.service.js';
import { RemoveMemberInput, removeMemberInput } from './removal.input.js';
import { loadViewerRemoval } from './removal.loaders.js';
import { RemovalRecord } from './removal-record.service.js';
import { RemovalService } from './removal.service.js';
import { RemovalType } from './removal.type.js';

@Resolver(() => CommunityType)
export class RemovalResolver {
  constructor(
    private readonly removals: RemovalService,
    private readonly fresh: Afresh,
    private readonly standings: StandingService,
    private readonly record: RemovalRecord,
  ) {}

  @ResolveField(() => RemovalType, {
    nullable: true,
    description:
      'That a facilitator removed the viewer, and why; null once they were let in again, and for all others.',
  })
  async viewerRemoval(
    @Parent() { id }: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<RemovalType | null> {
    // The standing knows it already for nearly everybody: nobody was removed, and nothing need be asked.
    const { removed } = await loadStanding(context, this.standings, viewer, id);
    return removed ? loadViewerRemoval(context, this.record, viewer, id) : null;
  }

  @SignedIn()
  @Mutation(() => CommunityType, {
    description:
      'Removes a member from a community, for facilitators. The person is told the reason by mail and does not get in again by one click.',
  })
  async removeMember(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => RemoveMemberInput, description: 'Whom, where and why.' }, checked(removeMemberInput))
    removal: RemoveMemberInput,
    @Context() context: object,
  ): Promise<CommunityType> {
    return this.fresh.of(context, viewer, await this.removals.removeMember(viewer, removal));
  }
}
