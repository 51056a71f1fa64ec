import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { Outbox } from '#platform/events';
import { RateLimits } from '#platform/limits';
import { SecurityLog } from '#platform/logging';
import { mayManageAccess } from '../account/account.policy.js';
import { MailDesk } from '../mail-token/mail-desk.service.js';
import type { Client } from '../viewer/client.js';
import type { Viewer } from '../viewer/viewer.js';
import { PasswordCheck } from './password-check.service.js';
import { PasswordHasher } from './password-hasher.service.js';
import { PasswordReplacement } from './password-replacement.service.js';
import { acceptPassword } from './password.policy.js';
import { passwordChangedLetter } from './password.mail.js';

/** New passwords: in place of a known one, and in place of a forgotten one. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly db: Database,
    private readonly check: PasswordCheck,
    private readonly hasher: PasswordHasher,
    private readonly replacement: PasswordReplacement,
    private readonly desk: MailDesk,
    private readonly limits: RateLimits,
    private readonly outbox: Outbox,
    private readonly security: SecurityLog,
  ) {}

  /**
   * Changes the viewer's own password. Other sessions, all tokens and their sockets end.
   * @throws Forbidden for a token, BadInput for a wrong present or a bad new password.
   */
  async change(viewer: Viewer, input: { currentPassword: string; newPassword: string }): Promise<void> {
    const { accountId, sessionId } = mayManageAccess(viewer);
    const account = await this.check.confirm(accountId, input.currentPassword, 'currentPassword');
    await acceptPassword(input.newPassword, account, 'newPassword');
    const passwordHash = await this.hasher.hash(input.newPassword);
    await this.db.tx(async (tx) => {
      await this.replacement.replace(tx, {
        account,
        passwordHash,
        exceptSessionId: sessionId,
        action: 'password-changed',
      });
      await this.desk.send(tx, account, passwordChangedLetter(account.language, account.name, this.desk.site));
    });
    this.replacement.replaced(accountId, sessionId);
  }

  /**
   * Asks for the link that sets a new password. Known and unknown addresses cost the same here: one job is written,
   * and whether it finds an account shows to nobody but the account's owner.
   */
  async requestReset(_viewer: Viewer, email: string, client: Client): Promise<void> {
    await this.limits.take('sign-in-address', client.address);
    if (!(await this.desk.mayMail(email))) return;
    await this.db.tx((tx) => this.outbox.enqueue(tx, 'mail-password-reset', { email }));
    this.security.note('password-reset-asked');
  }

  /**
   * Sets a new password by the mailed link, which also proves the address. All sessions, tokens and sockets end.
   * @throws BadInput on `token` when the link does not work any more, on `password` for a bad one.
   */
  async reset(_viewer: Viewer, input: { token: string; password: string }): Promise<void> {
    const account = await this.replacement.look(input.token);
    await acceptPassword(input.password, account, 'password');
    const passwordHash = await this.hasher.hash(input.password);
    await this.db.tx((tx) => this.replacement.redeem(tx, input.token, account, passwordHash));
    this.replacement.replaced(account.id);
  }
}
