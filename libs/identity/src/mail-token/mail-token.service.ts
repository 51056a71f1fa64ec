import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { BadInput } from '#platform/errors';
import { hashSecret, newSecret } from '#platform/secrets';
import type { MailTokenKind } from './mail-token.entity.js';
import { MailTokenRepository, type MailTokenHolder } from './mail-token.repository.js';

/** How long each mailed link lives. */
const MINUTES: Readonly<Record<MailTokenKind, number>> = { VERIFY: 48 * 60, RESET: 30, EMAIL_CHANGE: 24 * 60 };

/** Makes and redeems the secrets of mailed links. Each works once. */
@Injectable()
export class MailTokens {
  constructor(private readonly tokens: MailTokenRepository) {}

  /** A new secret for a link to this address; the account's former one of the same kind dies. */
  async issue(tx: Tx, kind: MailTokenKind, accountId: string, email: string): Promise<string> {
    const secret = newSecret();
    await this.tokens.put(tx, { accountId, kind, tokenHash: hashSecret(secret), email, minutes: MINUTES[kind] });
    return secret;
  }

  /**
   * Whom the secret belongs to, without using it up.
   * @throws BadInput on `token` when it was used, replaced or has run out.
   */
  async look(kind: MailTokenKind, secret: string): Promise<MailTokenHolder> {
    return (await this.tokens.find(kind, hashSecret(secret))) ?? usedUp();
  }

  /**
   * Uses the secret up.
   * @throws BadInput on `token` when it was used, replaced or has run out.
   */
  async redeem(tx: Tx, kind: MailTokenKind, secret: string): Promise<MailTokenHolder> {
    return (await this.tokens.redeem(tx, kind, hashSecret(secret))) ?? usedUp();
  }

  /** Kills what was mailed earlier and must not work any more. */
  async drop(tx: Tx, accountId: string, kinds: readonly MailTokenKind[]): Promise<void> {
    await this.tokens.drop(tx, accountId, kinds);
  }
}

/** The one answer for a link that does not work (any more). */
export function usedUp(): never {
  throw new BadInput(
    { token: 'This link was used before, or has expired.' },
    'This link was used before, or has expired.',
  );
}
