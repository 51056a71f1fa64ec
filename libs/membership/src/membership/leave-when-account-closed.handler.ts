import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { AccountClosed } from '#identity';
import { MembershipService } from './membership.service.js';

/** A closed account belongs nowhere: it leaves the lists of members, and the counters with it. */
@Injectable()
@HandlerOf(AccountClosed, 'leave-when-account-closed')
export class LeaveWhenAccountClosed implements Handler<AccountClosed> {
  constructor(private readonly memberships: MembershipService) {}

  /** Ends what memberships there still are. */
  async handle({ accountId }: AccountClosed): Promise<void> {
    await this.memberships.endAll(accountId);
  }
}
