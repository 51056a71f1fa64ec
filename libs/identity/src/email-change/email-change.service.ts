import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { Outbox } from '#platform/events';
import { mayManageAccess } from '../account/account.policy.js';
import { AccountRepository } from '../account/account.repository.js';
import { AuditLog } from '../audit/audit-log.service.js';
import { AddressConfirmed } from '../identity.events.js';
import { MailDesk } from '../mail-token/mail-desk.service.js';
import { MailTokens, usedUp } from '../mail-token/mail-token.service.js';
import { PasswordCheck } from '../password/password-check.service.js';
import { ViewerCache } from '../viewer/viewer-cache.js';
import { alreadyRegisteredLetter } from '../sign-up/sign-up.mail.js';
import type { Viewer } from '../viewer/viewer.js';
import { confirmEmailLetter, emailChangedLetter } from './email-change.mail.js';

/** Moves an account to another address: the new one confirms, the old one is told. */
@Injectable()
export class EmailChangeService {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountRepository,
    private readonly check: PasswordCheck,
    private readonly tokens: MailTokens,
    private readonly desk: MailDesk,
    private readonly viewers: ViewerCache,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Mails a link to the new address. An address that somebody else has gets another letter; the answer is the same.
   * @throws Forbidden for a token, BadInput for a wrong password.
   */
  async request(viewer: Viewer, input: { email: string; password: string }): Promise<void> {
    const { accountId } = mayManageAccess(viewer);
    const account = await this.check.confirm(accountId, input.password, 'password');
    const mayMail = await this.desk.mayMail(input.email);
    await this.db.tx(async (tx) => {
      const other = await this.accounts.byEmail(input.email, tx);
      // Pending either way, so that `pendingEmail` tells nothing; for a taken address nobody ever gets the secret.
      const secret = await this.tokens.issue(tx, 'EMAIL_CHANGE', account.id, input.email);
      if (!mayMail) return;
      if (other && other.id !== account.id) {
        await this.desk.send(tx, other, alreadyRegisteredLetter(other.language, other.name, this.desk.site));
      } else {
        await this.desk.send(
          tx,
          { id: account.id, email: input.email },
          confirmEmailLetter(account.language, account.name, this.desk.site, secret),
        );
      }
    });
  }

  /**
   * Takes the new address over by the mailed link. Links that were mailed to the old one die, and digests and letters
   * about posts that wait go to the new one.
   * @throws BadInput on `token` when the link does not work any more.
   */
  async confirm(_viewer: Viewer, secret: string): Promise<void> {
    const accountId = await this.db.tx(async (tx) => {
      const holder = await this.tokens.redeem(tx, 'EMAIL_CHANGE', secret);
      const before = await this.accounts.byIdLocked(tx, holder.accountId);
      if (!before || !(await this.accounts.changeEmail(tx, before.id, holder.email))) usedUp();
      await this.tokens.drop(tx, before.id, ['VERIFY', 'RESET']);
      await this.desk.move(tx, before.id, holder.email);
      await this.audit.note(tx, { actor: before.id, action: 'email-changed', subject: before.id });
      await this.outbox.record(tx, new AddressConfirmed(before.id));
      await this.desk.send(tx, before, emailChangedLetter(before.language, before.name, this.desk.site));
      return before.id;
    });
    this.viewers.forgetAccount(accountId);
  }
}
