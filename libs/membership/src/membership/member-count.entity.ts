import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How many members a community has; changed by the transactions that change memberships. */
@Entity('community_member_counts')
@Check('community_member_counts_check', 'members >= 0')
export class MemberCount {
  @ForeignKey('Community', { name: 'community_member_counts_community_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'community_id', primaryKeyConstraintName: 'community_member_counts_pkey' })
  communityId!: string;

  @Column('integer')
  members!: number;
}
