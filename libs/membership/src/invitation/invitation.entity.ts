import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** That the holder of one e-mail address was asked into a community. Of the link's secret only the hash is here. */
@Entity('invitations')
@Unique('invitations_token_hash_key', ['tokenHash'])
@Check('invitations_accepted_check', `(accepted_at IS NULL) = (accepted_by IS NULL)`)
@Index('invitations_list', ['communityId', 'createdAt', 'id'])
@Index('invitations_accepted_by', ['acceptedBy'])
// An expression and a condition are nothing that TypeORM can say; the drift test looks for it by name.
@Index('invitations_one_open', { synchronize: false })
export class Invitation {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'invitations_pkey' })
  id!: string;

  @ForeignKey('Community', { name: 'invitations_community_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'community_id' })
  communityId!: string;

  /** As the facilitator wrote it; whoever accepts must have proved it. */
  @Column('text')
  email!: string;

  /** SHA-256 of what the newest link carries. */
  @Column('text', { name: 'token_hash' })
  tokenHash!: string;

  /** A word of the facilitator, plain text. */
  @Column('text', { nullable: true })
  message!: string | null;

  @ForeignKey('Account', { name: 'invitations_invited_by_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'invited_by' })
  invitedBy!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** When the newest link was sent. */
  @Column('timestamptz', { name: 'sent_at', default: () => 'now()' })
  sentAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'accepted_at', nullable: true })
  acceptedAt!: Date | null;

  @ForeignKey('Account', { name: 'invitations_accepted_by_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'accepted_by', nullable: true })
  acceptedBy!: string | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
