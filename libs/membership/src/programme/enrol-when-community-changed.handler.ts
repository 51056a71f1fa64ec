import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { CommunityChanged } from '#communities';
import { EnrolmentService } from './enrolment.service.js';

/** A rule that names a programme from now on takes its roster; one that names it no more releases it. */
@Injectable()
@HandlerOf(CommunityChanged, 'enrol-when-community-changed')
export class EnrolWhenCommunityChanged implements Handler<CommunityChanged> {
  constructor(private readonly enrolment: EnrolmentService) {}

  async handle({ communityId }: CommunityChanged): Promise<void> {
    await this.enrolment.settle(communityId);
  }
}
