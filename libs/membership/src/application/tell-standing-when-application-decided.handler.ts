import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { RealtimeServer } from '#platform/realtime';
import { CommunityService } from '#communities';
import { ApplicationDecided } from '../membership.events.js';

/** Open pages of the applicant show how it ended. */
@Injectable()
@HandlerOf(ApplicationDecided, 'tell-standing-when-application-decided')
export class TellStandingWhenApplicationDecided implements Handler<ApplicationDecided> {
  constructor(
    private readonly communities: CommunityService,
    private readonly realtime: RealtimeServer,
  ) {}

  /** Ids and slug alone; the page asks anew with its own rights. */
  async handle({ communityId, accountId }: ApplicationDecided): Promise<void> {
    const facts = (await this.communities.factsByIds([communityId])).get(communityId);
    if (facts) this.realtime.emitToAccount(accountId, 'standing:changed', { communityId, slug: facts.slug });
  }
}
