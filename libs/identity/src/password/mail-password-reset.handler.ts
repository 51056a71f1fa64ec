import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { TaskOf, type Task } from '#platform/events';
import { AccountRepository } from '../account/account.repository.js';
import { MailDesk } from '../mail-token/mail-desk.service.js';
import { MailTokens } from '../mail-token/mail-token.service.js';
import { resetLetter } from './password.mail.js';

/** Mails the reset link, if there is an account: out of the request, where time would tell whether there is. */
@Injectable()
@TaskOf('mail-password-reset')
export class MailPasswordReset implements Task<{ email: string }> {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountRepository,
    private readonly tokens: MailTokens,
    private readonly desk: MailDesk,
  ) {}

  async run({ email }: { email: string }): Promise<void> {
    await this.db.tx(async (tx) => {
      const account = await this.accounts.byEmail(email, tx);
      // Somebody suspended is not written to; a new password would open nothing.
      if (!account || account.suspendedUntil !== null) return;
      const secret = await this.tokens.issue(tx, 'RESET', account.id, account.email);
      await this.desk.send(tx, account, resetLetter(account.language, account.name, this.desk.site, secret));
    });
  }
}
