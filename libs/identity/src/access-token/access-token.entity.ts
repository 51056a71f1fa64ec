import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A personal access token: a key for scripts, shown once. To revoke it is to delete the row. */
@Entity('access_tokens')
@Unique('access_tokens_token_hash', ['tokenHash'])
@Index('access_tokens_account_id', ['accountId'])
@Index('access_tokens_expires_at', ['expiresAt'])
export class AccessToken {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ForeignKey('Account', { name: 'access_tokens_account', onDelete: 'RESTRICT' })
  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  /** SHA-256 of the token. */
  @Column({ name: 'token_hash', type: 'text' })
  tokenHash!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;
}
