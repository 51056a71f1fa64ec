import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { Turns } from '#platform/limits';

/** argon2id with the figures of docs/security.md, *Passwords*: 19 MiB, two passes, one lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hash of a password that nobody knows, compared where there is no account, so that both cases cost the same. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$I1T1MLsBQiLSSOgB1nGz5g$OqqlNsbGPyokwjgz7iPTGDb7U7OD6FfvrN1canSI00w';

/** Two at once leave a processor of a small machine to everybody else; what waits longer than a second is refused. */
const AT_ONCE = 2;
const WAITING_MOST = 40;

/** Hashes passwords, a few at a time: a flood of sign-ins must not become a flood of work. */
@Injectable()
export class PasswordHasher {
  private readonly turns = new Turns(AT_ONCE, WAITING_MOST);

  /**
   * Hashes a new password.
   * @throws Unavailable when too many wait already.
   */
  async hash(password: string): Promise<string> {
    return this.turns.take(() => hash(password, ARGON2));
  }

  /**
   * Compares a password with an account's hash; null, for no account, costs the same and is always false.
   * @throws Unavailable when too many wait already.
   */
  async matches(passwordHash: string | null, password: string): Promise<boolean> {
    const same = await this.turns.take(() => verify(passwordHash ?? NOBODY, password));
    return same && passwordHash !== null;
  }
}
