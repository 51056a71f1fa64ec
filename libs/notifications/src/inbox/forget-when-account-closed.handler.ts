import { Injectable } from '@nestjs/common';
import { AccountClosed } from '#identity';
import { HandlerOf, type Handler } from '#platform/events';
import { ForgettingService } from './forgetting.service.js';

/** A closed account follows nothing and has no inbox. */
@HandlerOf(AccountClosed, 'forget-when-account-closed')
@Injectable()
export class ForgetWhenAccountClosed implements Handler<AccountClosed> {
  constructor(private readonly forgetting: ForgettingService) {}

  handle({ accountId }: AccountClosed): Promise<void> {
    return this.forgetting.account(accountId);
  }
}
