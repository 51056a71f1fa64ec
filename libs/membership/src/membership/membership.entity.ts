import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { MemberRole } from '../role/role.type.js';

/** That an account belongs to a community, and as what. */
@Entity('memberships')
@Check('memberships_role_check', `role IN ('MEMBER', 'FACILITATOR')`)
@Index('memberships_account_id', ['accountId', 'communityId'])
// Its collation is nothing that TypeORM can say; the drift test looks for it by name.
@Index('memberships_list', { synchronize: false })
export class Membership {
  @ForeignKey('Community', { name: 'memberships_community_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'community_id', primaryKeyConstraintName: 'memberships_pkey' })
  communityId!: string;

  @ForeignKey('Account', { name: 'memberships_account_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'memberships_pkey' })
  accountId!: string;

  @Column('text')
  role!: MemberRole;

  /** The name at joining or at the last renaming: gives lists their order, and is never shown. */
  @Column('text', { name: 'sort_name' })
  sortName!: string;

  /** Programmes whose roster holds the membership; none: an ordinary one, which may be left. */
  @Column('text', { array: true, name: 'enrolled_by', default: {} })
  enrolledBy!: string[];

  @Column('timestamptz', { name: 'joined_at', default: () => 'now()' })
  joinedAt!: Date;
}
