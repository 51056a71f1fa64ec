import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform/database';
import { demand, Unauthenticated, type Verdict } from '#platform/errors';
import { AccountService, type Viewer } from '#identity';
import { CommunityService, CommunityWriting, type CommunityType, type HeldCommunity } from '#communities';
import { canManageCommunities } from '../standing/standing.policy.js';
import { StandingService } from '../standing/standing.service.js';
import type { Standing } from '../standing/standing.type.js';

/** The frame of every change to a community: found, allowed, held, still allowed, then written, all in one transaction. */
@Injectable()
export class CommunityChange {
  constructor(
    private readonly db: Database,
    private readonly communities: CommunityService,
    private readonly writing: CommunityWriting,
    private readonly standings: StandingService,
    private readonly accounts: AccountService,
  ) {}

  /**
   * Runs `work` with the community held, if `policy` allows it before and inside. @returns the community as it is then.
   * @throws NotFound, Unauthenticated when the account ended meanwhile, and what the policy names
   */
  async of(
    viewer: Viewer,
    slug: string,
    policy: (standing: Standing) => Verdict,
    work: (tx: Tx, held: HeldCommunity) => Promise<void>,
  ): Promise<CommunityType> {
    const { id } = await this.communities.factsBySlug(slug);
    demand(policy(await this.standings.standing(viewer, id)));
    await this.db.tx(async (tx) => {
      const held = await this.writing.hold(tx, id);
      demand(policy(await this.standings.hold(tx, viewer, id)));
      await work(tx, held);
    });
    return this.byId(id);
  }

  /**
   * Runs `work`, which begins a community and answers its id. @returns the community.
   * @throws Forbidden for all but staff, Unauthenticated when the account ended meanwhile
   */
  async beginning(viewer: Viewer, work: (tx: Tx) => Promise<string>): Promise<CommunityType> {
    const { accountId, isMember, emailVerified, isStaff } = viewer;
    demand(canManageCommunities({ signedIn: isMember, verified: emailVerified, isStaff }));
    const id = await this.db.tx(async (tx) => {
      if (accountId === null || !(await this.accounts.hold(tx, [accountId])).has(accountId))
        throw new Unauthenticated();
      return work(tx);
    });
    return this.byId(id);
  }

  /** Not by the slug: somebody may have given the community another one since. */
  private async byId(id: string): Promise<CommunityType> {
    const community = (await this.communities.byIds([id])).get(id);
    if (!community) throw new Error('A community is never deleted.');
    return community;
  }
}
