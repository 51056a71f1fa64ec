import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { AccountClosed } from '#identity';
import { InvitationRepository } from './invitation.repository.js';

/** A closed account leaves no address behind, also not in the lists of those who once invited it. */
@Injectable()
@HandlerOf(AccountClosed, 'forget-invitations-when-account-closed')
export class ForgetInvitationsWhenAccountClosed implements Handler<AccountClosed> {
  constructor(private readonly invitations: InvitationRepository) {}

  async handle({ accountId }: AccountClosed): Promise<void> {
    await this.invitations.forgetAccount(accountId);
  }
}
