import { Injectable } from '@nestjs/common';
import { RealtimeServer } from '#platform/realtime';
import { CommunityService } from '#communities';

/** Tells somebody's open pages that they stand to a community differently than before. */
@Injectable()
export class StandingNews {
  constructor(
    private readonly communities: CommunityService,
    private readonly realtime: RealtimeServer,
  ) {}

  /** The pages ask through GraphQL how it is now, where the rights are those of that moment. */
  async tell(accountId: string, communityId: string): Promise<void> {
    const slug = (await this.communities.factsByIds([communityId])).get(communityId)?.slug;
    if (slug !== undefined) this.realtime.emitToAccount(accountId, 'standing:changed', { communityId, slug });
  }
}
