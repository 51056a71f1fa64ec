import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database } from '#platform/database';
import { Unauthenticated } from '#platform/errors';
import { Outbox } from '#platform/events';
import { RateLimits } from '#platform/limits';
import { AccountRepository } from '../account/account.repository.js';
import { AddressConfirmed } from '../identity.events.js';
import { MailDesk } from '../mail-token/mail-desk.service.js';
import { MailTokens, usedUp } from '../mail-token/mail-token.service.js';
import { PasswordHasher } from '../password/password-hasher.service.js';
import { acceptPassword } from '../password/password.policy.js';
import type { Client } from '../viewer/client.js';
import { ViewerCache } from '../viewer/viewer-cache.js';
import type { Language } from '../viewer/language.type.js';
import type { Viewer } from '../viewer/viewer.js';
import { alreadyRegisteredLetter, verifyLetter } from './sign-up.mail.js';

/** Makes accounts and proves their addresses. */
@Injectable()
export class SignUpService {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountRepository,
    private readonly tokens: MailTokens,
    private readonly desk: MailDesk,
    private readonly hasher: PasswordHasher,
    private readonly limits: RateLimits,
    private readonly viewers: ViewerCache,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Makes an account, unverified. Whether the address is known shows in no answer and in no work: one hash, three
   * statements and one message either way, and what the message says only the owner of the address reads.
   * @throws BadInput for a password that anybody would try first.
   */
  async signUp(
    _viewer: Viewer,
    input: { email: string; password: string; name: string; language: Language },
    client: Client,
  ): Promise<void> {
    await acceptPassword(input.password, input, 'password');
    await this.limits.take('sign-up', client.address);
    const passwordHash = await this.hasher.hash(input.password);
    const mayMail = await this.desk.mayMail(input.email);
    const id = v7();
    await this.db.tx(async (tx) => {
      const made = await this.accounts.insert(tx, {
        id,
        name: input.name,
        email: input.email,
        language: input.language,
        passwordHash,
      });
      if (made) {
        const secret = await this.tokens.issue(tx, 'VERIFY', id, input.email);
        if (mayMail)
          await this.desk.send(
            tx,
            { id, email: input.email },
            verifyLetter(input.language, input.name, this.desk.site, secret),
          );
      } else {
        const known = await this.accounts.byEmail(input.email, tx);
        // The address as its owner wrote it, in the owner's language, with the owner's name.
        if (mayMail && known)
          await this.desk.send(tx, known, alreadyRegisteredLetter(known.language, known.name, this.desk.site));
      }
    });
  }

  /**
   * Takes the proof of an address.
   * @throws BadInput on `token` when the link does not work any more.
   */
  async verifyEmail(_viewer: Viewer, secret: string): Promise<void> {
    const accountId = await this.db.tx(async (tx) => {
      const holder = await this.tokens.redeem(tx, 'VERIFY', secret);
      if (!(await this.accounts.verify(tx, holder.accountId, holder.email))) usedUp();
      await this.outbox.record(tx, new AddressConfirmed(holder.accountId));
      return holder.accountId;
    });
    this.viewers.forgetAccount(accountId);
  }

  /** Sends the link once more, to an account that needs it; the former link dies. */
  async resendVerification(viewer: Viewer): Promise<void> {
    if (viewer.accountId === null) throw new Unauthenticated();
    const account = await this.accounts.byId(viewer.accountId);
    if (!account) throw new Unauthenticated();
    if (account.emailVerified) return;
    await this.desk.insistOn(account.email);
    await this.db.tx(async (tx) => {
      const secret = await this.tokens.issue(tx, 'VERIFY', account.id, account.email);
      await this.desk.send(tx, account, verifyLetter(account.language, account.name, this.desk.site, secret));
    });
  }
}
