import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One act that somebody must be able to look up later: who did what to what. Never changed, never deleted. */
@Entity('audit_entries')
@Index('audit_entries_at', ['at'])
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

  @Column({ type: 'jsonb', default: {} })
  details!: object;
}
