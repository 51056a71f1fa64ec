import { Injectable } from '@nestjs/common';
import { InvitationSent } from '#membership';
import { HandlerOf, type Handler } from '#platform/events';
import { InvitationMatter } from './invitation-matter.service.js';

/** Whoever is invited, and has an account with that address, finds it in the inbox as well as in the mail. */
@Injectable()
@HandlerOf(InvitationSent, 'notify-when-invitation-sent')
export class NotifyWhenInvitationSent implements Handler<InvitationSent> {
  constructor(private readonly matter: InvitationMatter) {}

  async handle({ invitationId, communityId }: InvitationSent): Promise<void> {
    await this.matter.refresh(invitationId, communityId);
  }
}
