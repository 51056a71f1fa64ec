import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { LIMITS } from '#contracts';
import { readPage, type Connection } from '#platform/graphql';
import { CurrentViewer, Viewer } from '#identity';
import { CommunityType } from '#communities';
import { isMemberKey } from '../member/member.input.js';
import { loadMemberCount, loadMembers } from '../member/member.loaders.js';
import { MemberService } from '../member/member.service.js';
import { MemberConnection, type MemberType } from '../member/member.type.js';
import { loadEnrolments } from '../membership/membership.loaders.js';
import { MembershipService } from '../membership/membership.service.js';
import { MemberRole } from '../role/role.type.js';
import { loadViewerMeets } from '../rule/rule.loaders.js';
import { RuleService } from '../rule/rule.service.js';
import { loadStanding } from '../standing/standing.loaders.js';
import { abilitiesIn } from '../standing/standing.policy.js';
import { StandingService } from '../standing/standing.service.js';
import { CommunityAbilities } from './community-abilities.type.js';

/** What membership adds to a community. */
@Resolver(() => CommunityType)
export class CommunityMembersResolver {
  constructor(
    private readonly standings: StandingService,
    private readonly memberService: MemberService,
    private readonly memberships: MembershipService,
    private readonly rules: RuleService,
  ) {}

  @ResolveField(() => Int, {
    nullable: true,
    description: 'How many members there are; null for an outsider of a private community.',
  })
  memberCount(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<number | null> {
    return loadMemberCount(context, this.memberService, viewer, community.id);
  }

  @ResolveField(() => MemberRole, { nullable: true, description: 'What the viewer is here; null: not a member.' })
  async viewerRole(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<MemberRole | null> {
    return (await loadStanding(context, this.standings, viewer, community.id)).role;
  }

  @ResolveField(() => CommunityAbilities, { description: 'What the viewer may do here at this moment.' })
  async viewerCan(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<CommunityAbilities> {
    const standing = await loadStanding(context, this.standings, viewer, community.id);
    // Whom it is for matters to those alone who might come in: members cost no question more.
    const meets = standing.role === null ? await loadViewerMeets(context, this.rules, viewer, community) : null;
    return abilitiesIn(standing, community, meets);
  }

  @ResolveField(() => [String], {
    description: 'Programmes whose roster holds the viewer here, 20 at most; none: the viewer may leave at any time.',
  })
  viewerEnrolledBy(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<string[]> {
    return loadEnrolments(context, this.memberships, viewer, community.id);
  }

  @ResolveField(() => MemberConnection, {
    nullable: true,
    description: 'Members, facilitators first, then by name; null for an outsider of a private community.',
  })
  members(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Args('first', {
      type: () => Int,
      nullable: true,
      defaultValue: LIMITS.pageDefault,
      description: 'How many, 1 to 50.',
    })
    first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the member before the page.' })
    after: string | null,
    @Context() context: object,
  ): Promise<Connection<MemberType> | null> {
    return loadMembers(context, this.memberService, viewer, community.id, readPage({ first, after }, isMemberKey));
  }
}
