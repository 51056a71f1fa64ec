import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { Outbox } from '#platform/events';
import { AccountRepository, type Credentials } from '../account/account.repository.js';
import { AuditLog } from '../audit/audit-log.service.js';
import { AddressConfirmed } from '../identity.events.js';
import { MailTokens, usedUp } from '../mail-token/mail-token.service.js';
import { AccessEnding } from '../session/access-ending.service.js';
import { wrongPassword } from '../account/account.policy.js';

/** What a new password brings with it, whichever way it came. */
@Injectable()
export class PasswordReplacement {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly tokens: MailTokens,
    private readonly ending: AccessEnding,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /** Inside the transaction: sets the hash, ends what the old password opened, and kills links mailed earlier. */
  async replace(
    tx: Tx,
    change: { account: Credentials; passwordHash: string; exceptSessionId: string | null; action: string },
  ): Promise<void> {
    const { account, passwordHash, exceptSessionId, action } = change;
    const present = await this.accounts.byIdLocked(tx, account.id);
    if (present?.passwordHash !== account.passwordHash) throw wrongPassword('currentPassword');
    await this.accounts.setPassword(tx, account.id, passwordHash);
    await this.ending.end(tx, account.id, exceptSessionId);
    await this.tokens.drop(tx, account.id, ['RESET', 'EMAIL_CHANGE']);
    await this.audit.note(tx, { actor: account.id, action, subject: account.id });
  }

  /** After the commit of {@link replace} or {@link redeem}. */
  replaced(accountId: string, exceptSessionId: string | null = null): void {
    this.ending.ended(accountId, exceptSessionId);
  }

  /**
   * The account of a reset link, without using the link up.
   * @throws BadInput on `token`.
   */
  async look(secret: string): Promise<Credentials> {
    const { accountId } = await this.tokens.look('RESET', secret);
    return (await this.accounts.byId(accountId)) ?? usedUp();
  }

  /**
   * Inside the transaction: uses the reset link up and replaces the password.
   * @throws BadInput on `token` when another call was faster.
   */
  async redeem(tx: Tx, secret: string, account: Credentials, passwordHash: string): Promise<void> {
    const holder = await this.tokens.redeem(tx, 'RESET', secret);
    const present = await this.accounts.byIdLocked(tx, holder.accountId);
    if (!present || holder.accountId !== account.id || present.email !== holder.email) usedUp();
    await this.replace(tx, { account: present, passwordHash, exceptSessionId: null, action: 'password-reset' });
    if (await this.accounts.verifyNow(tx, present.id, present.email))
      await this.outbox.record(tx, new AddressConfirmed(present.id));
  }
}
