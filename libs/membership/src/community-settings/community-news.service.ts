import { Injectable } from '@nestjs/common';
import { RealtimeServer } from '#platform/realtime';
import { CommunityService } from '#communities';
import { StandingService } from '../standing/standing.service.js';

/** Tells open pages that a community changed, from its present state, and ends what may no longer be read there. */
@Injectable()
export class CommunityNews {
  constructor(
    private readonly communities: CommunityService,
    private readonly standings: StandingService,
    private readonly realtime: RealtimeServer,
  ) {
    realtime.belongingBy((communityId, accountIds) => this.standings.activeAmong(communityId, accountIds));
    realtime.outsidersBy((looking) => this.standings.outsidersAmong(looking));
  }

  /** Closes the rooms of a private community to everybody who is not in it. Does nothing to a public one. */
  async closeToOutsiders(communityId: string): Promise<void> {
    const facts = (await this.communities.factsByIds([communityId])).get(communityId);
    if (facts?.visibility !== 'PRIVATE') return;
    await this.realtime.closeRoomsOfCommunity(communityId);
  }

  /** Tells everybody who looks at the community or one of its threads, and its members wherever they are. Safe to repeat. */
  async tell(communityId: string): Promise<void> {
    // Again, though the change did so: it may have been killed between its commit and that.
    await this.closeToOutsiders(communityId);
    const facts = (await this.communities.factsByIds([communityId])).get(communityId);
    if (!facts) return;
    const news = { communityId, slug: facts.slug };
    await this.realtime.emitToPagesOfCommunity(communityId, 'community:changed', news);
  }
}
