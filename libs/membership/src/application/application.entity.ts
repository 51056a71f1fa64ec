import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { FormQuestion } from '#communities';
import type { ApplicationStatus } from './application.type.js';

/** That somebody asked to be let into a community, with what they answered in the open. */
@Entity('applications')
@Check('applications_status_check', `status IN ('WAITING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')`)
@Check('applications_decided_check', `(status = 'WAITING') = (decided_at IS NULL)`)
@Index('applications_account', ['accountId', 'communityId', 'createdAt'])
// Partial indexes, which TypeORM would compare letter by letter; the drift test looks for them by name.
@Index('applications_one_waiting', { synchronize: false })
@Index('applications_queue', { synchronize: false })
export class Application {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'applications_pkey' })
  id!: string;

  @ForeignKey('Community', { name: 'applications_community_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'community_id' })
  communityId!: string;

  @ForeignKey('Account', { name: 'applications_account_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('text')
  status!: ApplicationStatus;

  /** The questions as they were when it was sent. */
  @Column('jsonb')
  form!: readonly FormQuestion[];

  /** Key → answer, for what is not private; private answers are in `application_secrets` alone. */
  @Column('jsonb')
  answers!: Readonly<Record<string, string>>;

  /** The word that came with the decision. */
  @Column('text', { nullable: true })
  message!: string | null;

  /** Null while it waits, and where the applicant or the machine ended it. */
  @ForeignKey('Account', { name: 'applications_decided_by_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  /** When facilitators were last reminded of it. */
  @Column('timestamptz', { name: 'reminded_at', nullable: true })
  remindedAt!: Date | null;
}
