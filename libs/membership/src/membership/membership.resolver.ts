import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { checked } from '#platform/graphql';
import { CurrentViewer, SignedIn, Staff, Viewer } from '#identity';
import { CommunityType } from '#communities';
import { forgetMemberCount } from '../member/member.loaders.js';
import { MemberService } from '../member/member.service.js';
import { forgetStanding } from '../standing/standing.loaders.js';
import { StandingService } from '../standing/standing.service.js';
import {
  AppointFacilitatorInput,
  appointFacilitatorInput,
  bySlug,
  JoinCommunityInput,
  LeaveCommunityInput,
} from './membership.input.js';
import { MembershipService } from './membership.service.js';

@Resolver(() => CommunityType)
export class MembershipResolver {
  constructor(
    private readonly memberships: MembershipService,
    private readonly standings: StandingService,
    private readonly members: MemberService,
  ) {}

  @SignedIn()
  @Mutation(() => CommunityType, {
    description:
      'Joins a community that is open to anyone; of the others the error says the rule. Repeating it changes nothing.',
  })
  async joinCommunity(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => JoinCommunityInput, description: 'Which community.' }, checked(bySlug))
    { slug }: JoinCommunityInput,
    @Context() context: object,
  ): Promise<CommunityType> {
    return this.afresh(context, viewer, await this.memberships.join(viewer, slug));
  }

  @SignedIn()
  @Mutation(() => CommunityType, { description: 'Leaves a community. Repeating it changes nothing.' })
  async leaveCommunity(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => LeaveCommunityInput, description: 'Which community.' }, checked(bySlug))
    { slug }: LeaveCommunityInput,
    @Context() context: object,
  ): Promise<CommunityType> {
    return this.afresh(context, viewer, await this.memberships.leave(viewer, slug));
  }

  @Staff()
  @Mutation(() => CommunityType, {
    description: 'Makes an account facilitator of a community, and a member if need be. Noted in the audit log.',
  })
  async appointFacilitator(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => AppointFacilitatorInput, description: 'Whom and where.' },
      checked(appointFacilitatorInput),
    )
    { slug, accountId }: AppointFacilitatorInput,
    @Context() context: object,
  ): Promise<CommunityType> {
    return this.afresh(context, viewer, await this.memberships.appointFacilitator(viewer, slug, accountId));
  }

  /** The loaders of this request must not answer with what was before, when one request changes twice. */
  private afresh(context: object, viewer: Viewer, community: CommunityType): CommunityType {
    forgetStanding(context, this.standings, viewer, community.id);
    forgetMemberCount(context, this.members, viewer, community.id);
    return community;
  }
}
