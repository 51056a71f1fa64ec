import { Injectable } from '@nestjs/common';
import { InvitationEnded } from '#membership';
import { HandlerOf, type Handler } from '#platform/events';
import { InvitationMatter } from './invitation-matter.service.js';

/** An invitation that was used or taken back stands in no inbox. */
@Injectable()
@HandlerOf(InvitationEnded, 'forget-when-invitation-ended')
export class ForgetWhenInvitationEnded implements Handler<InvitationEnded> {
  constructor(private readonly matter: InvitationMatter) {}

  async handle({ invitationId, communityId }: InvitationEnded): Promise<void> {
    await this.matter.refresh(invitationId, communityId);
  }
}
