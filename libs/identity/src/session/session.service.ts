import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database } from '#platform/database';
import { NotFound, Unauthenticated } from '#platform/errors';
import { RateLimits } from '#platform/limits';
import { SecurityLog } from '#platform/logging';
import { hashSecret, newSecret } from '#platform/secrets';
import { mayManageAccess, suspended } from '../account/account.policy.js';
import { AccountRepository, type Credentials } from '../account/account.repository.js';
import type { AccountType } from '../account/account.type.js';
import { PasswordHasher } from '../password/password-hasher.service.js';
import { Viewer } from '../viewer/viewer.js';
import { AccessEnding } from './access-ending.service.js';
import type { Client } from '../viewer/client.js';
import { passwordStrategy } from './password.strategy.js';
import { runStrategy } from './run-strategy.js';
import { SessionRepository } from './session.repository.js';
import type { SessionType } from './session.type.js';

/** A session that just began: the account, and the secret for the cookie. */
export interface BegunSession {
  readonly account: AccountType;
  readonly secret: string;
}

/** Signs people in and out. */
@Injectable()
export class SessionService {
  private readonly byPassword = passwordStrategy((email, password) => this.check(email, password));

  constructor(
    private readonly db: Database,
    private readonly accounts: AccountRepository,
    private readonly sessions: SessionRepository,
    private readonly ending: AccessEnding,
    private readonly hasher: PasswordHasher,
    private readonly limits: RateLimits,
    private readonly security: SecurityLog,
  ) {}

  /**
   * Signs in by e-mail and password and begins a session. Known and unknown addresses are answered, counted and
   * computed alike.
   * @throws Unauthenticated when the two do not belong together, Forbidden with day and reason for a suspended account,
   * RateLimited after too many attempts.
   */
  async signIn(viewer: Viewer, input: { email: string; password: string }, client: Client): Promise<BegunSession> {
    const key = input.email.toLowerCase();
    await this.limits.take('sign-in-address', client.address);
    await this.limits.take('sign-in-account', key);
    const found = await runStrategy<Credentials>(this.byPassword, { body: input });
    const secret = found && (await this.begin(found, client));
    if (found?.suspendedUntil != null) {
      // The password is right, so this is its owner, who may know; nobody else learns that the account is suspended.
      await this.limits.giveBack('sign-in-account', key);
      this.security.note('sign-in-suspended', { about: found.id });
      throw suspended(found.suspendedUntil, found.suspensionReason ?? '');
    }
    if (!secret) throw new Unauthenticated('This e-mail address and this password do not belong together.');
    await this.limits.giveBack('sign-in-account', key);
    this.security.note('sign-in-succeeded', { about: found.id });
    await this.endFormer(viewer);
    return this.begun(found.id, secret);
  }

  /**
   * Begins a session for somebody who has just proved who they are in another way (the site's claim, an invitation).
   * @throws Unauthenticated when the account changed meanwhile.
   */
  async beginFor(
    account: Pick<Credentials, 'id' | 'passwordHash'>,
    client: Client,
    former: Viewer = Viewer.anonymous,
  ): Promise<BegunSession> {
    const secret = await this.begin(account, client);
    if (!secret) throw new Unauthenticated();
    this.security.note('sign-in-succeeded', { about: account.id });
    await this.endFormer(former);
    return this.begun(account.id, secret);
  }

  /** After a commit that changed who the account's credentials stand for: this process looks them up anew. */
  forget(accountId: string): void {
    this.ending.forget(accountId);
  }

  /** Begins a session; null when the password changed or the account closed since the credentials were read. */
  private async begin(account: Pick<Credentials, 'id' | 'passwordHash'>, client: Client): Promise<string | null> {
    const secret = newSecret();
    const begun = await this.sessions.begin(this.db, {
      id: v7(),
      accountId: account.id,
      tokenHash: hashSecret(secret),
      userAgent: client.userAgent,
      passwordHash: account.passwordHash,
    });
    if (!begun) return null;
    for (const id of await this.sessions.trim(account.id)) this.ending.sessionEnded(id);
    return secret;
  }

  /** Ends the viewer's own session; nothing happens for somebody who has none. */
  async signOut(viewer: Viewer): Promise<void> {
    const { sessionId, accountId } = viewer;
    if (sessionId === null || accountId === null) return;
    if (await this.endOne(sessionId, accountId)) this.security.note('signed-out', { about: accountId });
  }

  /** The viewer's sessions, latest first. */
  async list(viewer: Viewer): Promise<SessionType[]> {
    return viewer.accountId === null ? [] : this.sessions.list(viewer.accountId, viewer.sessionId);
  }

  /**
   * Ends one of the viewer's sessions and its sockets at once.
   * @throws NotFound when the viewer has none of that id.
   */
  async revoke(viewer: Viewer, sessionId: string): Promise<void> {
    const { accountId } = mayManageAccess(viewer);
    if (!(await this.endOne(sessionId, accountId))) throw new NotFound();
    this.security.note('session-ended', { about: accountId });
  }

  /** The session that a browser had before would live on without anybody knowing its secret. */
  private async endFormer({ sessionId, accountId }: Viewer): Promise<void> {
    if (sessionId !== null && accountId !== null) await this.endOne(sessionId, accountId);
  }

  private async endOne(sessionId: string, accountId: string): Promise<boolean> {
    const ended = await this.db.tx((tx) => this.sessions.end(tx, sessionId, accountId));
    if (ended) this.ending.sessionEnded(sessionId);
    return ended;
  }

  private async begun(accountId: string, secret: string): Promise<BegunSession> {
    const account = await this.accounts.own(accountId);
    if (!account) throw new Unauthenticated();
    return { account, secret };
  }

  private async check(email: string, password: string): Promise<Credentials | null> {
    const account = await this.accounts.byEmail(email);
    if (await this.hasher.matches(account?.passwordHash ?? null, password)) return account;
    this.security.note('sign-in-refused', { about: account?.id ?? null });
    return null;
  }
}
