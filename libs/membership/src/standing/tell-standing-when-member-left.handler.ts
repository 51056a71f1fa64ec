import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { MemberLeft } from '../membership.events.js';
import { StandingNews } from './standing-news.service.js';

/** Open pages of the person learn that their standing changed. */
@Injectable()
@HandlerOf(MemberLeft, 'tell-standing-when-member-left')
export class TellStandingWhenMemberLeft implements Handler<MemberLeft> {
  constructor(private readonly news: StandingNews) {}

  /** Says only that there is something to ask anew. */
  async handle({ communityId, accountId }: MemberLeft): Promise<void> {
    await this.news.tell(accountId, communityId);
  }
}
