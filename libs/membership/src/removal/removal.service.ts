import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { BadInput, demand, Unauthenticated } from '#platform/errors';
import { AccountService, type Viewer } from '#identity';
import { CommunityService, type CommunityType } from '#communities';
import { MembershipEnding } from '../membership/membership-ending.service.js';
import { MembershipRepository } from '../membership/membership.repository.js';
import { accountOf } from '../membership/membership.service.js';
import { noSuchMember } from '../role/role.service.js';
import { canFacilitate, canRemove } from '../standing/standing.policy.js';
import { StandingService } from '../standing/standing.service.js';
import type { RemoveMemberInput } from './removal.input.js';
import { RemovalRecord } from './removal-record.service.js';

/** Facilitators remove members. */
@Injectable()
export class RemovalService {
  constructor(
    private readonly db: Database,
    private readonly memberships: MembershipRepository,
    private readonly standings: StandingService,
    private readonly communities: CommunityService,
    private readonly accounts: AccountService,
    private readonly ending: MembershipEnding,
    private readonly record: RemovalRecord,
  ) {}

  /**
   * Ends somebody else's membership and tells them why. Their live rooms close at once, and they do not walk in again by
   * themselves.
   * @throws Forbidden for all but facilitators and for whom a programme enrolled, BadInput for no member, NotFound
   */
  async removeMember(viewer: Viewer, { slug, accountId, reason }: RemoveMemberInput): Promise<CommunityType> {
    const actor = accountOf(viewer);
    const community = await this.communities.bySlug(viewer, slug);
    const { id: communityId } = community;
    demand(canFacilitate(await this.standings.standing(viewer, communityId)));
    if (accountId === actor) throw new BadInput({ accountId: 'This is you. Leave the community instead.' });
    const gone = await this.db.tx(async (tx) => {
      await this.communities.holdFacts(tx, communityId);
      if (!(await this.accounts.hold(tx, [actor, accountId])).has(actor)) throw new Unauthenticated();
      await this.standings.holdDoor(tx, communityId, [accountId]);
      const present = await this.memberships.lock(tx, communityId, [actor, accountId]);
      const standing = await this.standings.hold(tx, viewer, communityId);
      demand(canFacilitate(standing));
      const target = present.get(accountId);
      if (!target) {
        if (await this.record.isKept(tx, communityId, accountId)) return true;
        throw noSuchMember();
      }
      demand(canRemove(standing, target));
      await this.ending.end(tx, communityId, accountId);
      await this.record.keep(tx, community, { actor, accountId, reason });
      return false;
    });
    // Also for who is gone: an earlier call may have been killed between its commit and this.
    await this.ending.closeRooms(communityId, accountId);
    if (gone) throw noSuchMember();
    return this.communities.bySlug(viewer, slug);
  }
}
