import { Injectable } from '@nestjs/common';
import { AccountService } from '#identity';
import { Database } from '#platform/database';
import { HandlerOf, type Handler } from '#platform/events';
import { addressMarkOf, MailRefused } from '#platform/mail';
import { MailSettingsRepository } from './mail-settings.repository.js';

/**
 * No more digests and letters about posts go to an address whose server knows no such reader. Not where the account has
 * another address by now, nor where the message went to one that it was about to take.
 */
@Injectable()
@HandlerOf(MailRefused, 'note-address-when-mail-refused')
export class NoteAddressWhenMailRefused implements Handler<MailRefused> {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountService,
    private readonly settings: MailSettingsRepository,
  ) {}

  async handle({ mailId, accountId, addressMark }: MailRefused): Promise<void> {
    await this.db.tx(async (tx) => {
      await this.accounts.hold(tx, [accountId]);
      const email = await this.accounts.verifiedAddress(accountId, tx);
      if (email === null || addressMarkOf(mailId, email) !== addressMark) return;
      await this.settings.ensure(accountId, tx);
      await this.settings.noteRefusal(tx, accountId, email);
    });
  }
}
