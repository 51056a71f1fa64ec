import { Injectable } from '@nestjs/common';
import { Database, statement, type Tx } from '#platform/database';
import type { MailTokenKind } from './mail-token.entity.js';

/** What a mailed link stands for. */
export interface MailTokenHolder {
  readonly accountId: string;
  /** The address that the link was sent to. */
  readonly email: string;
}

const PUT = statement(
  'mail-token-put',
  `INSERT INTO mail_tokens (account_id, kind, token_hash, email, expires_at)
   VALUES ($1, $2, $3, $4, now() + make_interval(mins => $5))
   ON CONFLICT (account_id, kind) DO UPDATE
   SET token_hash = excluded.token_hash, email = excluded.email, expires_at = excluded.expires_at`,
);

const FIND = statement(
  'mail-token-find',
  `SELECT account_id AS "accountId", email FROM mail_tokens WHERE token_hash = $1 AND kind = $2 AND expires_at > now()`,
);

const REDEEM = statement(
  'mail-token-redeem',
  `DELETE FROM mail_tokens WHERE token_hash = $1 AND kind = $2 AND expires_at > now()
   RETURNING account_id AS "accountId", email`,
);

const DROP = statement('mail-token-drop', `DELETE FROM mail_tokens WHERE account_id = $1 AND kind = ANY($2::text[])`);
const SWEEP = statement('mail-token-sweep', `DELETE FROM mail_tokens WHERE expires_at <= now()`);

/** All SQL about the secrets of mailed links. */
@Injectable()
export class MailTokenRepository {
  constructor(private readonly db: Database) {}

  /** Puts the account's one token of this kind; the former one dies. */
  async put(
    tx: Tx,
    token: { accountId: string; kind: MailTokenKind; tokenHash: string; email: string; minutes: number },
  ): Promise<void> {
    await tx.run(PUT, [token.accountId, token.kind, token.tokenHash, token.email, token.minutes]);
  }

  /** Looks without using the token up. */
  async find(kind: MailTokenKind, tokenHash: string): Promise<MailTokenHolder | null> {
    const [row] = await this.db.run<MailTokenHolder>(FIND, [tokenHash, kind]);
    return row ?? null;
  }

  /** Uses the token up: of several calls at the same time one gets the answer. */
  async redeem(tx: Tx, kind: MailTokenKind, tokenHash: string): Promise<MailTokenHolder | null> {
    const [row] = await tx.run<MailTokenHolder>(REDEEM, [tokenHash, kind]);
    return row ?? null;
  }

  /** Kills the account's tokens of these kinds. */
  async drop(tx: Tx, accountId: string, kinds: readonly MailTokenKind[]): Promise<void> {
    await tx.run(DROP, [accountId, kinds]);
  }

  /** Deletes what has run out. */
  async sweep(): Promise<void> {
    await this.db.run(SWEEP);
  }
}
