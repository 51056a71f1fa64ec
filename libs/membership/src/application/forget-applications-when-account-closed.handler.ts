import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { HandlerOf, type Handler } from '#platform/events';
import { AccountClosed } from '#identity';
import { ApplicationEnding } from './application-ending.service.js';

/** A closed account asks for nothing any more; what it answered is of no use to anybody. */
@Injectable()
@HandlerOf(AccountClosed, 'forget-applications-when-account-closed')
export class ForgetApplicationsWhenAccountClosed implements Handler<AccountClosed> {
  constructor(
    private readonly db: Database,
    private readonly ending: ApplicationEnding,
  ) {}

  /** Safe to run twice. */
  async handle({ accountId }: AccountClosed): Promise<void> {
    await this.db.tx((tx) => this.ending.forgetAccount(tx, accountId));
  }
}
