import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How many threads a community has; no row means none. */
@Entity('community_thread_counts')
@Check('community_thread_counts_check', 'threads >= 0')
export class ThreadCount {
  @ForeignKey('Community', { name: 'community_thread_counts_community_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'community_id', primaryKeyConstraintName: 'community_thread_counts_pkey' })
  communityId!: string;

  @Column('integer')
  threads!: number;
}
