import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { BadInput, demand, Unauthenticated } from '#platform/errors';
import { AccountService, type Viewer } from '#identity';
import { CommunityService, type CommunityType } from '#communities';
import { MembershipEnding } from '../membership/membership-ending.service.js';
import { MembershipRepository } from '../membership/membership.repository.js';
import { accountOf } from '../membership/membership.service.js';
import type { MemberRole } from './role.type.js';
import { canFacilitate } from '../standing/standing.policy.js';
import { StandingService } from '../standing/standing.service.js';
import { RoleNews } from './role-news.service.js';

/** Who is to be what. */
export interface RoleChange {
  readonly slug: string;
  readonly accountId: string;
  readonly role: MemberRole;
}

/** Facilitators give each other's work on. */
@Injectable()
export class RoleService {
  constructor(
    private readonly db: Database,
    private readonly memberships: MembershipRepository,
    private readonly standings: StandingService,
    private readonly communities: CommunityService,
    private readonly accounts: AccountService,
    private readonly ending: MembershipEnding,
    private readonly news: RoleNews,
  ) {}

  /**
   * Makes a member a facilitator or the other way round, also oneself; for whom it is so already nothing changes.
   * @throws Forbidden for all but facilitators and where nobody would lead any more, BadInput for no member, NotFound
   */
  async setRole(viewer: Viewer, { slug, accountId, role }: RoleChange): Promise<CommunityType> {
    const actor = accountOf(viewer);
    const community = await this.communities.bySlug(viewer, slug);
    const { id: communityId } = community;
    demand(canFacilitate(await this.standings.standing(viewer, communityId)));
    await this.db.tx(async (tx) => {
      await this.communities.holdFacts(tx, communityId);
      if (!(await this.accounts.hold(tx, [actor, accountId])).has(actor)) throw new Unauthenticated();
      const present = await this.memberships.lock(tx, communityId, [actor, accountId]);
      demand(canFacilitate(await this.standings.hold(tx, viewer, communityId)));
      const target = present.get(accountId);
      if (!target) throw noSuchMember();
      if (target.role === role) return;
      if (role === 'MEMBER') await this.ending.demandAnotherFacilitator(tx, communityId, accountId);
      await this.memberships.setRole(tx, communityId, accountId, role);
      await this.news.changed(tx, community, { actor, accountId, role });
    });
    return this.communities.bySlug(viewer, slug);
  }
}

/** The one answer for an account that is no member, there or not. */
export const noSuchMember = (): BadInput => new BadInput({ accountId: 'No member of this community has this id.' });
