import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { CONFIG, type Config } from '#platform/config';
import { Database, type Tx } from '#platform/database';
import { BadInput } from '#platform/errors';
import { Outbox } from '#platform/events';
import { hashSecret, newSecret } from '#platform/secrets';
import { AccountRepository, type Credentials } from '../account/account.repository.js';
import { AuditLog } from '../audit/audit-log.service.js';
import { AddressConfirmed } from '../identity.events.js';
import { usedUp } from '../mail-token/mail-token.service.js';
import { PasswordHasher } from '../password/password-hasher.service.js';
import { acceptPassword } from '../password/password.policy.js';
import { AccessEnding } from '../session/access-ending.service.js';
import type { Viewer } from '../viewer/viewer.js';
import { ClaimRepository } from './claim.repository.js';

/** What `claimSite` is told. */
export interface Claim {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** How a new site gets its first administrator: by a link that only whoever starts the process sees. */
@Injectable()
export class ClaimService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
    private readonly claims: ClaimRepository,
    private readonly accounts: AccountRepository,
    private readonly hasher: PasswordHasher,
    private readonly ending: AccessEnding,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  /**
   * A fresh link, valid for 24 hours, the former one dying; null once an administrator exists. For the terminal,
   * never for the log.
   */
  async issueLink(): Promise<string | null> {
    const secret = newSecret();
    return (await this.claims.issue(hashSecret(secret))) ? `${this.config.publicUrl}/claim#token=${secret}` : null;
  }

  /**
   * Makes the first administrator. For an address that has an account already, the account's own password is
   * needed, and it becomes the administrator; a stranger who signed up with the address cannot gain by that.
   * @throws BadInput on `token` when the link does not work (any more), on `password`, on `email`.
   */
  async redeem(_viewer: Viewer, claim: Claim): Promise<Pick<Credentials, 'id' | 'passwordHash'>> {
    const tokenHash = hashSecret(claim.token);
    if (!(await this.claims.lives(tokenHash))) usedUp();
    const known = await this.accounts.byEmail(claim.email);
    return known ? this.promote(tokenHash, known, claim.password) : this.create(tokenHash, claim);
  }

  private async create(tokenHash: string, claim: Claim): Promise<Pick<Credentials, 'id' | 'passwordHash'>> {
    await acceptPassword(claim.password, claim, 'password');
    const { name, email } = claim;
    const account = {
      id: v7(),
      name,
      email,
      passwordHash: await this.hasher.hash(claim.password),
      language: 'EN',
    } as const;
    await this.db.tx(async (tx) => {
      if (!(await this.claims.redeemNew(tx, tokenHash, account))) usedUp();
      await this.note(tx, account.id);
    });
    return account;
  }

  private async promote(tokenHash: string, known: Credentials, password: string): Promise<Credentials> {
    if (!(await this.hasher.matches(known.passwordHash, password))) {
      throw new BadInput({ email: 'This address has an account: give its password, or another address.' });
    }
    await this.db.tx(async (tx) => {
      if (!(await this.claims.redeemKnown(tx, tokenHash, known))) usedUp();
      await this.ending.end(tx, known.id);
      await this.note(tx, known.id);
    });
    this.ending.ended(known.id);
    return known;
  }

  private async note(tx: Tx, accountId: string): Promise<void> {
    await this.audit.note(tx, { actor: accountId, action: 'site-claimed', subject: accountId });
    await this.outbox.record(tx, new AddressConfirmed(accountId));
  }
}
