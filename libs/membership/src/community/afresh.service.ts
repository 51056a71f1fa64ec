import { Injectable } from '@nestjs/common';
import type { Viewer } from '#identity';
import { CommunityService, forgetCommunity, type CommunityType } from '#communities';
import { InvitationFacts } from '../invitation/invitation-facts.service.js';
import { forgetViewerInvitation } from '../invitation/invitation.loaders.js';
import { forgetMemberCount } from '../member/member.loaders.js';
import { MemberService } from '../member/member.service.js';
import { forgetEnrolments } from '../membership/membership.loaders.js';
import { MembershipService } from '../membership/membership.service.js';
import { forgetStanding } from '../standing/standing.loaders.js';
import { StandingService } from '../standing/standing.service.js';

/** A request may change a community and then ask about it: what it knew from before is forgotten here. */
@Injectable()
export class Afresh {
  constructor(
    private readonly communities: CommunityService,
    private readonly standings: StandingService,
    private readonly members: MemberService,
    private readonly memberships: MembershipService,
    private readonly invitations: InvitationFacts,
  ) {}

  /** Answers the community, of which this request knows nothing any more. */
  of(context: object, viewer: Viewer, community: CommunityType): CommunityType {
    forgetCommunity(context, this.communities, community.id);
    forgetStanding(context, this.standings, viewer, community.id);
    forgetMemberCount(context, this.members, viewer, community.id);
    forgetEnrolments(context, this.memberships, viewer, community.id);
    forgetViewerInvitation(context, this.invitations, viewer, community.id);
    return community;
  }
}
