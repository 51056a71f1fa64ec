import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { AccountRenamed } from '#identity';
import { MembershipUpkeep } from './membership-upkeep.service.js';

/** Lists of members sort a person under the present name. */
@Injectable()
@HandlerOf(AccountRenamed, 'sort-when-account-renamed')
export class SortWhenAccountRenamed implements Handler<AccountRenamed> {
  constructor(private readonly memberships: MembershipUpkeep) {}

  /** Re-reads the name, which may have changed again. */
  async handle({ accountId }: AccountRenamed): Promise<void> {
    await this.memberships.rename(accountId);
  }
}
