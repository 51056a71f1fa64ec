import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { RoleChanged } from '../membership.events.js';
import { StandingNews } from './standing-news.service.js';

/** Open pages of the person learn that their standing changed. */
@Injectable()
@HandlerOf(RoleChanged, 'tell-standing-when-role-changed')
export class TellStandingWhenRoleChanged implements Handler<RoleChanged> {
  constructor(private readonly news: StandingNews) {}

  /** Says only that there is something to ask anew. */
  async handle({ communityId, accountId }: RoleChanged): Promise<void> {
    await this.news.tell(accountId, communityId);
  }
}
