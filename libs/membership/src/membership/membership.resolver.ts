import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { checked } from '#platform/graphql';
import { CurrentViewer, SignedIn, Viewer } from '#identity';
import { CommunityType } from '#communities';
import { Afresh } from '../community/afresh.service.js';
import { bySlug, JoinCommunityInput, joinCommunityInput, LeaveCommunityInput } from './membership.input.js';
import { MembershipService } from './membership.service.js';

@Resolver(() => CommunityType)
export class MembershipResolver {
  constructor(
    private readonly memberships: MembershipService,
    private readonly fresh: Afresh,
  ) {}

  @SignedIn()
  @Mutation(() => CommunityType, {
    description:
      'Joins a community that is open to the viewer; otherwise the error says its rule in words. Repeating it changes nothing.',
  })
  async joinCommunity(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => JoinCommunityInput, description: 'Which community, and what one states.' },
      checked(joinCommunityInput),
    )
    { slug, attest }: JoinCommunityInput,
    @Context() context: object,
  ): Promise<CommunityType> {
    return this.fresh.of(context, viewer, await this.memberships.join(viewer, slug, attest === true));
  }

  @SignedIn()
  @Mutation(() => CommunityType, {
    description:
      'Leaves a community; not for whom a programme enrolled, nor for the last facilitator. Repeating it changes nothing.',
  })
  async leaveCommunity(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => LeaveCommunityInput, description: 'Which community.' }, checked(bySlug))
    { slug }: LeaveCommunityInput,
    @Context() context: object,
  ): Promise<CommunityType> {
    return this.fresh.of(context, viewer, await this.memberships.leave(viewer, slug));
  }
}
