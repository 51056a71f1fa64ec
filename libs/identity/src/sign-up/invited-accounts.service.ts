import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { v7 } from 'uuid';
import type { Tx } from '#platform/database';
import { Unauthenticated } from '#platform/errors';
import { Outbox } from '#platform/events';
import { RateLimits } from '#platform/limits';
import { AccountRepository, type NewAccount } from '../account/account.repository.js';
import { AddressConfirmed } from '../identity.events.js';
import { MailTokens } from '../mail-token/mail-token.service.js';
import { PasswordHasher } from '../password/password-hasher.service.js';
import { acceptPassword } from '../password/password.policy.js';
import type { Client } from '../viewer/client.js';
import { SessionCookie } from '../session/session-cookie.js';
import { SessionService } from '../session/session.service.js';
import type { Language } from '../viewer/language.type.js';
import { Viewer } from '../viewer/viewer.js';

/** An account that is ready to be written: the slow work is done, outside any transaction. */
export type PreparedAccount = NewAccount;

/** Makes accounts for those who hold a link that was mailed to their address, which proves it. */
@Injectable()
export class InvitedAccounts {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly tokens: MailTokens,
    private readonly hasher: PasswordHasher,
    private readonly limits: RateLimits,
    private readonly outbox: Outbox,
    private readonly sessions: SessionService,
    private readonly cookie: SessionCookie,
  ) {}

  /**
   * Before the transaction: checks and hashes the password and counts the new account.
   * @throws BadInput on `password` for one that anybody would try first, RateLimited.
   */
  async prepare(
    input: { name: string; email: string; password: string; language: Language },
    client: Client,
  ): Promise<PreparedAccount> {
    await acceptPassword(input.password, input, 'password');
    await this.limits.take('sign-up', client.address);
    const { name, email, language } = input;
    return { id: v7(), name, email, language, passwordHash: await this.hasher.hash(input.password) };
  }

  /** Writes the account, its address proved; answers its id, or null when the address has an account already. */
  async insert(tx: Tx, prepared: PreparedAccount): Promise<string | null> {
    if (!(await this.accounts.insert(tx, prepared))) return null;
    await this.confirmAddress(tx, prepared.id, prepared.email);
    return prepared.id;
  }

  /**
   * Notes that a link mailed to this address came back by this account: its own address, still unproved, is proved by
   * that, and the link that was mailed to prove it dies. Nothing happens for another address or a proved one. Call
   * {@link confirmed} after the commit.
   */
  async confirmAddress(tx: Tx, accountId: string, email: string): Promise<void> {
    if (!(await this.accounts.verifyNow(tx, accountId, email))) return;
    await this.tokens.drop(tx, accountId, ['VERIFY']);
    await this.outbox.record(tx, new AddressConfirmed(accountId));
  }

  /** After the commit of {@link confirmAddress}: this process forgets that the account was unverified. */
  confirmed(accountId: string): void {
    this.sessions.forget(accountId);
  }

  /**
   * After the commit: begins a session and gives the browser its cookie, as `signIn` does. `former` is who asks, so that
   * a session which this browser had ends.
   * @throws Unauthenticated when the account was closed or suspended meanwhile.
   */
  async signIn(accountId: string, client: Client, res: Response, former: Viewer = Viewer.anonymous): Promise<void> {
    const account = await this.accounts.byId(accountId);
    if (!account) throw new Unauthenticated();
    const { secret } = await this.sessions.beginFor(account, client, former);
    this.cookie.set(res, secret);
  }
}
