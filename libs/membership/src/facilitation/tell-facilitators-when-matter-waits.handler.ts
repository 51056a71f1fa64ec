import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { RealtimeServer } from '#platform/realtime';
import { CommunityService } from '#communities';
import { MatterWaits } from '../membership.events.js';
import { Facilitation } from './facilitation.service.js';

/** What facilitators have open shows that something more waits. Nobody else learns that it does. */
@Injectable()
@HandlerOf(MatterWaits, 'tell-facilitators-when-matter-waits')
export class TellFacilitatorsWhenMatterWaits implements Handler<MatterWaits> {
  constructor(
    private readonly communities: CommunityService,
    private readonly facilitation: Facilitation,
    private readonly realtime: RealtimeServer,
  ) {}

  /** Says which community, not what waits; the pages ask anew, with the rights of that moment. */
  async handle({ communityId }: MatterWaits): Promise<void> {
    const slug = (await this.communities.factsByIds([communityId])).get(communityId)?.slug;
    if (slug === undefined) return;
    for (const accountId of await this.facilitation.of(communityId))
      this.realtime.emitToAccount(accountId, 'community:changed', { communityId, slug });
  }
}
