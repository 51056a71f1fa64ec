import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { demand, Unauthenticated } from '#platform/errors';
import { AccountService, type Viewer } from '#identity';
import { CommunityService, type CommunityType } from '#communities';
import { AdmissionService } from '../admission/admission.service.js';
import { RuleService } from '../rule/rule.service.js';
import { canJoin, canLeave } from '../standing/standing.policy.js';
import { StandingService } from '../standing/standing.service.js';
import { MembershipEnding } from './membership-ending.service.js';
import { MembershipRepository } from './membership.repository.js';

/** Joining and leaving by oneself. */
@Injectable()
export class MembershipService {
  constructor(
    private readonly db: Database,
    private readonly memberships: MembershipRepository,
    private readonly standings: StandingService,
    private readonly communities: CommunityService,
    private readonly accounts: AccountService,
    private readonly admission: AdmissionService,
    private readonly ending: MembershipEnding,
    private readonly rules: RuleService,
  ) {}

  /**
   * Joins a community that is open to the viewer; for a member nothing changes. `attested` says that the community's
   * sentence was stated, which is kept where it asks for one.
   * @throws Forbidden with the whole rule in the viewer's language, NotFound
   */
  async join(viewer: Viewer, slug: string, attested: boolean): Promise<CommunityType> {
    const accountId = accountOf(viewer);
    const { id: communityId } = await this.communities.factsBySlug(slug);
    await this.db.tx(async (tx) => {
      const community = await this.communities.holdFacts(tx, communityId);
      const standing = await this.standings.holdAtDoor(tx, viewer, communityId);
      if (standing.role !== null) return;
      const meets = await this.rules.meets(community, accountId, tx);
      const verdict = canJoin(standing, community, meets, attested);
      if (verdict !== true) demand(await this.rules.inWords(verdict, community, viewer.language ?? 'EN', tx));
      await this.admission.admit(tx, community, accountId);
      await this.admission.attest(tx, community, accountId, viewer.language ?? 'EN');
    });
    return this.communities.bySlug(viewer, slug);
  }

  /**
   * Leaves a community; for somebody who is not in it nothing changes. Its rooms close at once, and mail about it that
   * is still on its way stays here.
   * @throws Forbidden for whom a programme enrolled and for the last facilitator, NotFound
   */
  async leave(viewer: Viewer, slug: string): Promise<CommunityType> {
    const accountId = accountOf(viewer);
    const { id: communityId } = await this.communities.factsBySlug(slug);
    await this.db.tx(async (tx) => {
      await this.communities.holdFacts(tx, communityId);
      if (!(await this.accounts.hold(tx, [accountId])).has(accountId)) throw new Unauthenticated();
      const present = await this.memberships.lock(tx, communityId, [accountId]);
      const own = present.get(accountId);
      if (!own) return;
      demand(canLeave(await this.standings.hold(tx, viewer, communityId)));
      if (own.role === 'FACILITATOR') await this.ending.demandAnotherFacilitator(tx, communityId, accountId);
      await this.ending.leave(tx, communityId, accountId, accountId);
    });
    // Also when nothing changed: an earlier call may have been killed between its commit and this.
    await this.ending.closeRooms(communityId, accountId);
    return this.communities.bySlug(viewer, slug);
  }

  /** Programmes that hold the viewer in each of these communities; none for nobody. One statement at most. */
  async enrolments(viewer: Viewer, communityIds: readonly string[]): Promise<Map<string, string[]>> {
    return viewer.accountId === null ? new Map() : this.memberships.programmes(viewer.accountId, communityIds);
  }
}

/** @throws Unauthenticated for nobody */
export const accountOf = (viewer: Viewer): string => {
  if (viewer.accountId === null) throw new Unauthenticated();
  return viewer.accountId;
};
