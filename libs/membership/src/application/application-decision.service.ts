import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform/database';
import { demand, NotFound, Unauthenticated, type Verdict } from '#platform/errors';
import { AccountService, type Viewer } from '#identity';
import { CommunityService, type CommunityType } from '#communities';
import { AdmissionService } from '../admission/admission.service.js';
import { EligibilityService } from '../eligibility/eligibility.service.js';
import { StandingService } from '../standing/standing.service.js';
import { ApplicationEnding } from './application-ending.service.js';
import {
  canBeAccepted,
  canBecome,
  canDecide,
  canWithdraw,
  OUTCOMES,
  type ApplicationStanding,
} from './application.policy.js';
import { ApplicationRepository } from './application.repository.js';
import type { ApplicationDecision, ApplicationType } from './application.type.js';

/** Decides applications, and lets applicants take them back. */
@Injectable()
export class ApplicationDecisions {
  constructor(
    private readonly db: Database,
    private readonly applications: ApplicationRepository,
    private readonly ending: ApplicationEnding,
    private readonly standings: StandingService,
    private readonly communities: CommunityService,
    private readonly accounts: AccountService,
    private readonly eligibility: EligibilityService,
    private readonly admission: AdmissionService,
  ) {}

  /**
   * Accepts or declines: the applicant is told, with the facilitator's word, and the private answers are erased. The
   * same decision again, by whomever, changes nothing.
   * @throws NotFound for all but facilitators and the applicant, Forbidden where the applicant may not be let in (any
   * more; the application then waits on), Conflict when it was decided otherwise meanwhile
   */
  async decide(
    viewer: Viewer,
    id: string,
    decision: ApplicationDecision,
    message: string | null,
  ): Promise<ApplicationType> {
    const { communityId, accountId } = await this.load(viewer, id, canDecide);
    const told = await this.communityOf(communityId);
    const status = OUTCOMES[decision];
    await this.db.tx(async (tx) => {
      const decidedBy = accountOf(viewer);
      const community = await this.communities.holdFacts(tx, communityId);
      const open = await this.accounts.hold(tx, [decidedBy, accountId]);
      await this.standings.holdDoor(tx, communityId, [accountId]);
      const application = await this.hold(tx, viewer, id, communityId, canDecide);
      demand(canBecome(application.status, status));
      if (application.status !== 'WAITING') return;
      if (decision === 'ACCEPT') {
        const meets = await this.eligibility.meets(community, accountId, tx);
        demand(canBeAccepted(community, meets, open.has(accountId)));
      }
      await this.ending.decide(tx, told, application, { status, message, decidedBy });
      if (decision === 'ACCEPT') await this.admission.admit(tx, community, accountId);
    });
    return this.present(id);
  }

  /**
   * Takes one's own application back; repeating it changes nothing.
   * @throws NotFound, Forbidden for facilitators, Conflict when it was decided meanwhile
   */
  async withdraw(viewer: Viewer, id: string): Promise<ApplicationType> {
    const { communityId } = await this.load(viewer, id, canWithdraw);
    await this.db.tx(async (tx) => {
      await this.communities.holdFacts(tx, communityId);
      await this.accounts.hold(tx, [accountOf(viewer)]);
      await this.standings.holdDoor(tx, communityId, [accountOf(viewer)]);
      const application = await this.hold(tx, viewer, id, communityId, canWithdraw);
      demand(canBecome(application.status, 'WITHDRAWN'));
      if (application.status === 'WAITING') await this.ending.withdraw(tx, application);
    });
    return this.present(id);
  }

  private async present(id: string): Promise<ApplicationType> {
    const application = await this.applications.byId(id);
    if (!application) throw new Error('Applications are never deleted.');
    return application;
  }

  private async communityOf(id: string): Promise<CommunityType> {
    const community = (await this.communities.byIds([id])).get(id);
    if (!community) throw new Error('An application points at a community.');
    return community;
  }

  /** What is not there and what may not be seen take the same two statements. */
  private async load(viewer: Viewer, id: string, policy: Policy): Promise<ApplicationType> {
    const application = await this.applications.byId(id);
    const standing = await this.standings.standing(viewer, application?.communityId ?? id);
    demand(policy({ standing, isApplicant: application?.accountId === accountOf(viewer) }));
    if (!application) throw new NotFound();
    return application;
  }

  /** The same inside the transaction, where neither the application nor the right to it changes any more. */
  private async hold(
    tx: Tx,
    viewer: Viewer,
    id: string,
    communityId: string,
    policy: Policy,
  ): Promise<ApplicationType> {
    const standing = await this.standings.hold(tx, viewer, communityId);
    const application = await this.applications.hold(tx, id);
    demand(policy({ standing, isApplicant: application?.accountId === accountOf(viewer) }));
    if (!application) throw new NotFound();
    return application;
  }
}

type Policy = (viewer: ApplicationStanding) => Verdict;

const accountOf = (viewer: Viewer): string => {
  if (viewer.accountId === null) throw new Unauthenticated();
  return viewer.accountId;
};
