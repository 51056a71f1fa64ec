import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform/database';
import { demand, NotFound, Unauthenticated } from '#platform/errors';
import { Outbox } from '#platform/events';
import { AccountRepository, type Credentials } from '../account/account.repository.js';
import { AuditLog } from '../audit/audit-log.service.js';
import { AccountSuspended } from '../identity.events.js';
import { MailDesk } from '../mail-token/mail-desk.service.js';
import { MailTokens } from '../mail-token/mail-token.service.js';
import { AccessEnding } from '../session/access-ending.service.js';
import type { Viewer } from '../viewer/viewer.js';
import { suspendedLetter, suspensionLiftedLetter } from './suspension.mail.js';
import { canAdministerAccounts, canSuspend } from './suspension.policy.js';
import { SuspensionRepository } from './suspension.repository.js';

/** Keeps somebody out until a day. What the account wrote stays, and stays under its name. */
@Injectable()
export class SuspensionService {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountRepository,
    private readonly suspensions: SuspensionRepository,
    private readonly ending: AccessEnding,
    private readonly tokens: MailTokens,
    private readonly desk: MailDesk,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Suspends an account until a day, or moves the day of a suspension. Sessions, tokens, sockets and pending mail end at
   * once, and one letter tells the person.
   * @throws NotFound for no open account, Forbidden for one's own and for an administrator's.
   */
  async suspend(viewer: Viewer, input: { accountId: string; until: string; reason: string }): Promise<void> {
    const { accountId, until, reason } = input;
    demand(canAdministerAccounts(viewer));
    // Asked without a lock first: two administrators who name each other must not wait for each other.
    demand(canSuspend(viewer, (await this.accounts.byId(accountId)) ?? missing()));
    await this.db.tx(async (tx) => {
      const account = await this.held(tx, viewer, accountId);
      demand(canSuspend(viewer, account));
      await this.suspensions.suspend(tx, accountId, until, reason);
      await this.ending.end(tx, accountId);
      await this.tokens.drop(tx, accountId, ['VERIFY', 'RESET', 'EMAIL_CHANGE']);
      await this.desk.callBack(tx, accountId);
      if (account.emailVerified) {
        const { language, name, timeZone } = account;
        await this.desk.send(tx, account, suspendedLetter(language, name, this.desk.site, { until, reason, timeZone }));
      }
      const act = { actor: viewer.accountId, action: 'account-suspended', subject: accountId, accountId };
      await this.audit.note(tx, { ...act, reason, details: { until } });
      await this.outbox.record(tx, new AccountSuspended(accountId));
    });
    this.ending.ended(accountId);
  }

  /**
   * Ends a suspension before its day, and tells the person. Nothing happens for an account that is not suspended.
   * @throws NotFound for no open account.
   */
  async lift(viewer: Viewer, accountId: string): Promise<void> {
    demand(canAdministerAccounts(viewer));
    await this.db.tx(async (tx) => {
      const account = await this.held(tx, viewer, accountId);
      if (account.suspendedUntil === null) return;
      await this.suspensions.lift(tx, accountId);
      await this.desk.callBack(tx, accountId);
      if (account.emailVerified)
        await this.desk.send(tx, account, suspensionLiftedLetter(account.language, account.name, this.desk.site));
      const act = { actor: viewer.accountId, action: 'suspension-lifted', subject: accountId, accountId };
      await this.audit.note(tx, act);
    });
  }

  /** The administrator, open until the transaction ends, then the account, held still: the order of the house. */
  private async held(tx: Tx, viewer: Viewer, accountId: string): Promise<Credentials> {
    if (viewer.accountId === null || (await this.accounts.hold(tx, [viewer.accountId])).length === 0)
      throw new Unauthenticated();
    return (await this.accounts.byIdLocked(tx, accountId)) ?? missing();
  }
}

const missing = (): never => {
  throw new NotFound();
};
