import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { AccountClosed } from '#identity';
import { AffiliationService } from '../affiliation/affiliation.service.js';
import { MembershipUpkeep } from './membership-upkeep.service.js';

/** A closed account belongs nowhere: it leaves the lists of members, the counters with it, and its institutions. */
@Injectable()
@HandlerOf(AccountClosed, 'leave-when-account-closed')
export class LeaveWhenAccountClosed implements Handler<AccountClosed> {
  constructor(
    private readonly memberships: MembershipUpkeep,
    private readonly affiliations: AffiliationService,
  ) {}

  /** Ends what memberships and affiliations there still are. */
  async handle({ accountId }: AccountClosed): Promise<void> {
    await this.memberships.endAll(accountId);
    await this.affiliations.forget(accountId);
  }
}
