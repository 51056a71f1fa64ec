import { Injectable } from '@nestjs/common';
import { Database, statement, type Tx } from '#platform/database';
import { foldText } from '#platform/text';
import type { NewAccount } from '../account/account.repository.js';

const NO_STAFF = `NOT EXISTS (SELECT 1 FROM accounts WHERE is_staff)`;

const CLAIMABLE = statement('claim-claimable', `SELECT ${NO_STAFF} AS claimable`);

const ISSUE = statement(
  'claim-issue',
  `INSERT INTO site_claims (token_hash, expires_at) SELECT $1, now() + interval '24 hours' WHERE ${NO_STAFF}
   ON CONFLICT (only_row) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at
   RETURNING only_row`,
);

const LIVES = statement(
  'claim-lives',
  `SELECT 1 FROM site_claims WHERE token_hash = $1 AND expires_at > now() AND ${NO_STAFF}`,
);

/**
 * One statement: the row of the claim is the lock. Whoever comes second waits for it, and then it is gone. A link
 * issued later cannot be redeemed either, since its statement sees the administrator.
 */
const USED = `used AS (DELETE FROM site_claims WHERE token_hash = $1 AND expires_at > now() AND ${NO_STAFF} RETURNING 1)`;

const REDEEM_NEW = statement(
  'claim-redeem-new',
  `WITH ${USED}
   INSERT INTO accounts (id, name, email, password_hash, language, is_staff, email_verified_at, search_name)
   SELECT $2, $3, $4, $5, $6, true, now(), $7 FROM used ON CONFLICT (lower(email)) DO NOTHING RETURNING id`,
);

const REDEEM_KNOWN = statement(
  'claim-redeem-known',
  `WITH ${USED}
   UPDATE accounts SET is_staff = true, email_verified_at = coalesce(email_verified_at, now()),
          suspended_until = NULL, suspension_reason = NULL
   FROM used WHERE id = $2 AND password_hash = $3 RETURNING id`,
);

/** All SQL about the site's claim. */
@Injectable()
export class ClaimRepository {
  constructor(private readonly db: Database) {}

  /** Whether no administrator exists. */
  async claimable(): Promise<boolean> {
    const [row] = await this.db.run<{ claimable: boolean }>(CLAIMABLE);
    return row?.claimable === true;
  }

  /** Puts the one living claim, replacing the former; false once an administrator exists. */
  async issue(tokenHash: string): Promise<boolean> {
    return (await this.db.run(ISSUE, [tokenHash])).length === 1;
  }

  /** Whether a claim of this hash could be redeemed now. */
  async lives(tokenHash: string): Promise<boolean> {
    return (await this.db.run(LIVES, [tokenHash])).length === 1;
  }

  /** Uses the claim up and makes the first administrator; false when the claim is worth nothing, or the address was taken just now. */
  async redeemNew(tx: Tx, tokenHash: string, account: NewAccount): Promise<boolean> {
    const { id, name, email, passwordHash, language } = account;
    const values = [tokenHash, id, name, email, passwordHash, language, foldText(name)];
    return (await tx.run(REDEEM_NEW, values)).length === 1;
  }

  /** Uses the claim up and makes a known account the first administrator; false as above, or when its password changed. */
  async redeemKnown(tx: Tx, tokenHash: string, account: { id: string; passwordHash: string }): Promise<boolean> {
    return (await tx.run(REDEEM_KNOWN, [tokenHash, account.id, account.passwordHash])).length === 1;
  }
}
