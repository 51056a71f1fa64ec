import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { HandlerOf, type Handler } from '#platform/events';
import { CommunityService } from '#communities';
import { ApplicationDecided } from '../membership.events.js';
import { ApplicationEnding } from './application-ending.service.js';

/** Writes the letters of an archived community to its applicants one by one, while nobody waits for them. */
@Injectable()
@HandlerOf(ApplicationDecided, 'tell-applicant-when-application-decided')
export class TellApplicantWhenApplicationDecided implements Handler<ApplicationDecided> {
  constructor(
    private readonly db: Database,
    private readonly communities: CommunityService,
    private readonly ending: ApplicationEnding,
  ) {}

  /** Whom a facilitator answered was told with the decision. */
  async handle({ applicationId: id, communityId, accountId }: ApplicationDecided): Promise<void> {
    const community = (await this.communities.byIds([communityId])).get(communityId);
    if (community) await this.db.tx((tx) => this.ending.tellOfDecline(tx, community, { id, communityId, accountId }));
  }
}
