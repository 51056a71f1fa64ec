import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { MemberJoined } from '../membership.events.js';
import { StandingNews } from './standing-news.service.js';

/** Open pages of the person learn that their standing changed. */
@Injectable()
@HandlerOf(MemberJoined, 'tell-standing-when-member-joined')
export class TellStandingWhenMemberJoined implements Handler<MemberJoined> {
  constructor(private readonly news: StandingNews) {}

  /** Says only that there is something to ask anew. */
  async handle({ communityId, accountId }: MemberJoined): Promise<void> {
    await this.news.tell(accountId, communityId);
  }
}
