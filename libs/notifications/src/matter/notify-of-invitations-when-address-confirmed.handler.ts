import { Injectable } from '@nestjs/common';
import { AddressConfirmed } from '#identity';
import { HandlerOf, type Handler } from '#platform/events';
import { InvitationMatter } from './invitation-matter.service.js';

/** Whoever proves an address finds what waited for it; what waited for the former one is not theirs any more. */
@Injectable()
@HandlerOf(AddressConfirmed, 'notify-of-invitations-when-address-confirmed')
export class NotifyOfInvitationsWhenAddressConfirmed implements Handler<AddressConfirmed> {
  constructor(private readonly matter: InvitationMatter) {}

  async handle({ accountId }: AddressConfirmed): Promise<void> {
    await this.matter.refreshOf(accountId);
  }
}
