import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A browser in which somebody is signed in. The row is the session: to end it is to delete it. */
@Entity('sessions')
@Unique('sessions_token_hash', ['tokenHash'])
@Index('sessions_account_id', ['accountId'])
@Index('sessions_last_seen_at', ['lastSeenAt'])
export class Session {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ForeignKey('Account', { name: 'sessions_account', onDelete: 'RESTRICT' })
  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  /** SHA-256 of what the cookie carries. */
  @Column({ name: 'token_hash', type: 'text' })
  tokenHash!: string;

  @Column({ name: 'user_agent', type: 'text' })
  userAgent!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'last_seen_at', type: 'timestamptz', default: () => 'now()' })
  lastSeenAt!: Date;
}
