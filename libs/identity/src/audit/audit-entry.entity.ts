import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One act that somebody must be able to look up later: who did what to what. Never changed, never deleted. */
@Entity('audit_entries')
@Index('audit_entries_at', ['at'])
@Index('audit_entries_community', ['communityId', 'id'])
export class AuditEntry {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  at!: Date;

  /** Null for the machine itself. */
  @ForeignKey('Account', { name: 'audit_entries_actor', onDelete: 'RESTRICT' })
  @Column({ name: 'actor_account_id', type: 'uuid', nullable: true })
  actorAccountId!: string | null;

  /** Past tense, kebab-case: `mailbox-read`. */
  @Column({ type: 'text' })
  action!: string;

  /** Id of what was acted on. */
  @Column({ type: 'text' })
  subject!: string;

  /** The community it happened in; no foreign key, since communities are another lib's. */
  @Column({ name: 'community_id', type: 'uuid', nullable: true })
  communityId!: string | null;

  /** Whom it is about. */
  @ForeignKey('Account', { name: 'audit_entries_account', onDelete: 'RESTRICT' })
  @Column({ name: 'account_id', type: 'uuid', nullable: true })
  accountId!: string | null;

  /** The reason that the actor gave. */
  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'jsonb', default: {} })
  details!: object;
}
