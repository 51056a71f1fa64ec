import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { HandlerOf, type Handler } from '#platform/events';
import { MailRefusalsDoubted } from '#platform/mail';
import { MailSettingsRepository } from './mail-settings.repository.js';

/** Mail goes again to addresses that were refused because of us; what was noted of them before that stays. */
@Injectable()
@HandlerOf(MailRefusalsDoubted, 'trust-addresses-when-mail-refusals-doubted')
export class TrustAddressesWhenMailRefusalsDoubted implements Handler<MailRefusalsDoubted> {
  constructor(
    private readonly db: Database,
    private readonly settings: MailSettingsRepository,
  ) {}

  async handle({ accountIds, since }: MailRefusalsDoubted): Promise<void> {
    await this.db.tx((tx) => this.settings.forgetRefusals(tx, accountIds, since));
  }
}
