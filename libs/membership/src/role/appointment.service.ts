import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { BadInput, demand, Unauthenticated } from '#platform/errors';
import { AccountService, type Viewer } from '#identity';
import { CommunityService, type CommunityType } from '#communities';
import { AdmissionService } from '../admission/admission.service.js';
import { MembershipRepository } from '../membership/membership.repository.js';
import { accountOf } from '../membership/membership.service.js';
import { canAppointFacilitator } from '../standing/standing.policy.js';
import { StandingService } from '../standing/standing.service.js';
import { AppointmentNews } from './appointment-news.service.js';

/** Administrators give a community somebody who leads it. */
@Injectable()
export class AppointmentService {
  constructor(
    private readonly db: Database,
    private readonly memberships: MembershipRepository,
    private readonly standings: StandingService,
    private readonly communities: CommunityService,
    private readonly accounts: AccountService,
    private readonly admission: AdmissionService,
    private readonly news: AppointmentNews,
  ) {}

  /**
   * Makes an account facilitator of a community, and a member if need be; for a facilitator nothing changes. It may be
   * the administrator's own: the log keeps it, and every other facilitator is told by mail.
   * @throws Forbidden for all but staff, NotFound, BadInput when no account with a confirmed address has this id
   */
  async appointFacilitator(viewer: Viewer, slug: string, accountId: string): Promise<CommunityType> {
    const actor = accountOf(viewer);
    const community = await this.communities.bySlug(viewer, slug);
    const { id: communityId } = community;
    demand(canAppointFacilitator(await this.standings.standing(viewer, communityId)));
    const person = await this.accounts.person(viewer, accountId);
    if (!person || person.former) throw noSuchAccount();
    await this.db.tx(async (tx) => {
      const facts = await this.communities.holdFacts(tx, communityId);
      const held = await this.accounts.hold(tx, [actor, accountId]);
      if (!held.has(actor)) throw new Unauthenticated();
      const appointed = held.get(accountId);
      if (!appointed) throw noSuchAccount();
      await this.standings.holdDoor(tx, communityId, [accountId]);
      const present = await this.memberships.lock(tx, communityId, [accountId]);
      if (present.get(accountId)?.role === 'FACILITATOR') return;
      const joined = await this.admission.admit(tx, facts, accountId, { role: 'FACILITATOR' });
      // Whoever was in already, or got in at this very moment by another door, is promoted.
      if (!joined) await this.memberships.setRole(tx, communityId, accountId, 'FACILITATOR');
      await this.news.tell(tx, actor, community, appointed);
    });
    return this.communities.bySlug(viewer, slug);
  }
}

const noSuchAccount = (): BadInput => new BadInput({ accountId: 'No account with a confirmed address has this id.' });
