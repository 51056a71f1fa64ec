import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { Outbox } from '#platform/events';
import { SecurityLog } from '#platform/logging';
import { AccountClosed } from '../identity.events.js';
import { MailTokens } from '../mail-token/mail-token.service.js';
import { PasswordCheck } from '../password/password-check.service.js';
import { AccessEnding } from '../session/access-ending.service.js';
import type { Viewer } from '../viewer/viewer.js';
import { mayClose, mayManageAccess } from './account.policy.js';
import { AccountRepository } from './account.repository.js';
import { AccountService } from './account.service.js';

/** Closes accounts for good. */
@Injectable()
export class AccountClosingService {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountRepository,
    private readonly people: AccountService,
    private readonly check: PasswordCheck,
    private readonly ending: AccessEnding,
    private readonly tokens: MailTokens,
    private readonly outbox: Outbox,
    private readonly security: SecurityLog,
  ) {}

  /**
   * Closes the viewer's own account: the name becomes “Former member”, address and password are gone, what it wrote
   * stays. Sessions, tokens and sockets end at once.
   * @throws Forbidden for a token and for the last administrator, BadInput for a wrong password.
   */
  async close(viewer: Viewer, password: string): Promise<void> {
    const { accountId } = mayManageAccess(viewer);
    await this.check.confirm(accountId, password, 'password');
    await this.db.tx(async (tx) => {
      mayClose(accountId, await this.accounts.staffLocked(tx));
      await this.accounts.close(tx, accountId);
      await this.ending.end(tx, accountId);
      await this.tokens.drop(tx, accountId, ['VERIFY', 'RESET', 'EMAIL_CHANGE']);
      await this.outbox.record(tx, new AccountClosed(accountId));
    });
    this.ending.ended(accountId);
    this.people.forgetPerson(accountId);
    this.security.note('account-closed', { about: accountId });
  }
}
