import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config';
import { Database } from '#platform/database';
import { AccountService } from '#identity';
import { CommunityService } from '#communities';
import { Facilitation } from '../facilitation/facilitation.service.js';
import { leaderlessLetter } from '../facilitation/facilitation.mail.js';
import { StandingService } from '../standing/standing.service.js';
import { MembershipEnding } from './membership-ending.service.js';
import { MembershipRepository } from './membership.repository.js';

/** Keeps memberships in step with what becomes of accounts. */
@Injectable()
export class MembershipUpkeep {
  private readonly site: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly db: Database,
    private readonly memberships: MembershipRepository,
    private readonly standings: StandingService,
    private readonly communities: CommunityService,
    private readonly accounts: AccountService,
    private readonly facilitation: Facilitation,
    private readonly ending: MembershipEnding,
  ) {
    this.site = config.publicUrl;
  }

  /**
   * Ends every membership of an account that was closed, also of the last facilitator of a community: whoever wants to
   * go may go. Administrators are told then that nobody leads it. Safe to repeat.
   */
  async endAll(accountId: string): Promise<void> {
    const ids = await this.standings.communitiesOfAccount(accountId);
    const communities = await this.communities.byIds(ids);
    for (const [communityId, community] of communities) {
      await this.db.tx(async (tx) => {
        await this.communities.holdFacts(tx, communityId);
        await this.memberships.lock(tx, communityId, [accountId]);
        const role = await this.ending.leave(tx, communityId, accountId, null);
        if (role !== 'FACILITATOR' || (await this.facilitation.addressees(communityId, tx)).length > 0) return;
        await this.facilitation.tellStaff(
          tx,
          communityId,
          (to) => leaderlessLetter(to.language, community, this.site),
          {
            key: `leaderless/${communityId}/${accountId}`,
          },
        );
      });
      await this.ending.closeRooms(communityId, accountId);
    }
  }

  /** Lists the account under its present name. Safe to repeat. */
  async rename(accountId: string): Promise<void> {
    // The worker may be another process than the one that renamed, with names of half a minute ago in its memory.
    this.accounts.forgetPerson(accountId);
    const person = (await this.accounts.personsOf([accountId])).get(accountId);
    if (person) await this.memberships.rename(accountId, person.name);
  }
}
