import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { CommunityChanged } from '#communities';
import { CommunityNews } from './community-news.service.js';

/** Open pages of a community show what it has become. */
@Injectable()
@HandlerOf(CommunityChanged, 'tell-when-community-changed')
export class TellWhenCommunityChanged implements Handler<CommunityChanged> {
  constructor(private readonly news: CommunityNews) {}

  /** Re-reads the community, which may have changed again. */
  async handle({ communityId }: CommunityChanged): Promise<void> {
    await this.news.tell(communityId);
  }
}
