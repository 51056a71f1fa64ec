import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { MemberReleased } from '../membership.events.js';
import { EnrolmentNews } from './enrolment-news.service.js';

/** Whoever is released is told, since nothing else looks different. */
@Injectable()
@HandlerOf(MemberReleased, 'tell-when-member-released')
export class TellWhenMemberReleased implements Handler<MemberReleased> {
  constructor(private readonly news: EnrolmentNews) {}

  async handle(event: MemberReleased): Promise<void> {
    await this.news.released(event);
  }
}
