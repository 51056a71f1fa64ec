import { Injectable } from '@nestjs/common';
import { Unauthenticated } from '#platform/errors';
import { RateLimits } from '#platform/limits';
import { wrongPassword } from '../account/account.policy.js';
import { AccountRepository, type Credentials } from '../account/account.repository.js';
import { PasswordHasher } from './password-hasher.service.js';

/** Asks for the password again before what must not be done at a browser left open. */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly hasher: PasswordHasher,
    private readonly limits: RateLimits,
  ) {}

  /**
   * The account, when this is its present password. Counted with the attempts to sign in.
   * @throws BadInput on `field` when it is not, RateLimited after too many attempts.
   */
  async confirm(accountId: string, password: string, field: string): Promise<Credentials> {
    const account = await this.accounts.byId(accountId);
    if (!account) throw new Unauthenticated();
    const key = account.email.toLowerCase();
    await this.limits.take('sign-in-account', key);
    if (!(await this.hasher.matches(account.passwordHash, password))) throw wrongPassword(field);
    await this.limits.giveBack('sign-in-account', key);
    return account;
  }
}
