import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** What a mailed link may do: prove an address, set a new password, take a new address. */
export type MailTokenKind = 'VERIFY' | 'RESET' | 'EMAIL_CHANGE';

/** The secret of a mailed link. One lives for each account and kind; it is deleted as it is used. */
@Entity('mail_tokens')
@Unique('mail_tokens_token_hash', ['tokenHash'])
@Check('mail_tokens_kind', `kind IN ('VERIFY', 'RESET', 'EMAIL_CHANGE')`)
export class MailToken {
  @ForeignKey('Account', { name: 'mail_tokens_account', onDelete: 'RESTRICT' })
  @PrimaryColumn({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  @PrimaryColumn({ type: 'text' })
  kind!: MailTokenKind;

  /** SHA-256 of what the link carries. */
  @Column({ name: 'token_hash', type: 'text' })
  tokenHash!: string;

  /** The address that the link was sent to, and that it therefore proves. */
  @Column({ type: 'text' })
  email!: string;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;
}
