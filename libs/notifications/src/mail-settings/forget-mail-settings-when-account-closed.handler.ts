import { Injectable } from '@nestjs/common';
import { AccountClosed } from '#identity';
import { Database } from '#platform/database';
import { HandlerOf, type Handler } from '#platform/events';
import { MailSettingsRepository } from './mail-settings.repository.js';

/** Of a closed account nothing is kept about mail, its former address least of all. */
@Injectable()
@HandlerOf(AccountClosed, 'forget-mail-settings-when-account-closed')
export class ForgetMailSettingsWhenAccountClosed implements Handler<AccountClosed> {
  constructor(
    private readonly db: Database,
    private readonly settings: MailSettingsRepository,
  ) {}

  async handle({ accountId }: AccountClosed): Promise<void> {
    await this.db.tx((tx) => this.settings.forget(tx, accountId));
  }
}
