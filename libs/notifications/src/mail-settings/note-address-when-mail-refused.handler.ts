import { Injectable } from '@nestjs/common';
import { AccountService } from '#identity';
import { Database } from '#platform/database';
import { HandlerOf, type Handler } from '#platform/events';
import { addressMarkOf, MailRefused, RefusedReaders } from '#platform/mail';
import { MailSettingsRepository } from './mail-settings.repository.js';

/**
 * No more digests and letters about posts go to an address whose server knows no such reader. Not where the account has
 * another address by now, nor where the message went to one that it was about to take, nor where so many are refused
 * that it is because of us.
 */
@Injectable()
@HandlerOf(MailRefused, 'note-address-when-mail-refused')
export class NoteAddressWhenMailRefused implements Handler<MailRefused> {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountService,
    private readonly settings: MailSettingsRepository,
    private readonly refused: RefusedReaders,
  ) {}

  async handle({ mailId, accountId, addressMark }: MailRefused): Promise<void> {
    await this.db.tx(async (tx) => {
      await this.accounts.hold(tx, [accountId]);
      const email = await this.accounts.verifiedAddress(accountId, tx);
      if (email === null || addressMarkOf(mailId, email) !== addressMark) return;
      if (!(await this.refused.believes(tx, mailId))) return;
      await this.settings.ensure(accountId, tx);
      await this.settings.noteRefusal(tx, accountId, email);
    });
  }
}
