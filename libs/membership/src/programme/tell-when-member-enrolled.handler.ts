import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { MemberEnrolled } from '../membership.events.js';
import { EnrolmentNews } from './enrolment-news.service.js';

/** Whoever is enrolled is told why, and that it cannot be left. */
@Injectable()
@HandlerOf(MemberEnrolled, 'tell-when-member-enrolled')
export class TellWhenMemberEnrolled implements Handler<MemberEnrolled> {
  constructor(private readonly news: EnrolmentNews) {}

  async handle(event: MemberEnrolled): Promise<void> {
    await this.news.enrolled(event);
  }
}
