import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { CommunityStatus, Eligibility, JoinPolicy, Visibility } from './community.type.js';

/** A community of practice: its texts and rules. Whoever belongs to it is libs/membership's affair. */
@Entity('communities')
@Unique('communities_slug_key', ['slug'])
@Check('communities_visibility_check', `visibility IN ('PUBLIC', 'PRIVATE')`)
@Check('communities_join_policy_check', `join_policy IN ('OPEN', 'APPLICATION', 'CLOSED')`)
@Check(
  'communities_eligibility_check',
  `eligibility IN ('ANYONE', 'MUSEUM_STAFF', 'MEMBER_INSTITUTION', 'MEMBER_OR_COLLABORATOR', 'SELF_IDENTIFIED')`,
)
@Check('communities_status_check', `status IN ('ORGANIZING', 'OPERATIONAL', 'ARCHIVED')`)
@Index('communities_association_id', ['associationId'])
// Collations of an index are nothing that TypeORM can say; the drift test looks for these by name.
@Index('communities_name_en', { synchronize: false })
@Index('communities_name_fr', { synchronize: false })
export class Community {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'communities_pkey' })
  id!: string;

  @Column('text')
  slug!: string;

  @ForeignKey('Association', { name: 'communities_association_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'association_id' })
  associationId!: string;

  @Column('text', { name: 'name_en' })
  nameEn!: string;

  @Column('text', { name: 'name_fr' })
  nameFr!: string;

  @Column('text', { name: 'summary_en' })
  summaryEn!: string;

  @Column('text', { name: 'summary_fr' })
  summaryFr!: string;

  @Column('text')
  visibility!: Visibility;

  @Column('text', { name: 'join_policy' })
  joinPolicy!: JoinPolicy;

  @Column('text')
  eligibility!: Eligibility;

  @Column('text')
  status!: CommunityStatus;

  @Column('text', { array: true })
  tags!: string[];

  /** Names, summaries, tags and slug in both languages, folded, for find-as-you-type. */
  @Column('text', { name: 'search_text' })
  searchText!: string;

  /** Programmes whose roster enrols accounts here. */
  @Column('text', { array: true, name: 'enrolled_programmes' })
  enrolledProgrammes!: string[];

  /** Questions of the application form, in the words of the directory file (stored-form.ts). */
  @Column('jsonb', { nullable: true, name: 'application_form' })
  applicationForm!: object | null;

  /** Pattern of meetings as the directory has it. Kept for the issue that builds meetings. */
  @Column('jsonb', { nullable: true })
  meetings!: object | null;

  /** For facilitators' eyes; no GraphQL field may ever show it to others. */
  @Column('text', { nullable: true, name: 'facilitator_note' })
  facilitatorNote!: string | null;

  /** Raised by every change of texts, rules, address or status. */
  @Column('integer', { default: 1 })
  revision!: number;

  /** Place in the directory file. */
  @Column('integer')
  position!: number;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
