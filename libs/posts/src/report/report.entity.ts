import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** That somebody asked those who keep order to look at a post. */
@Entity('post_reports')
@Index('post_reports_one_open', { synchronize: false })
@Index('post_reports_queue', { synchronize: false })
@Check('post_reports_resolved_check', 'resolved_by IS NULL OR resolved_at IS NOT NULL')
export class Report {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'post_reports_pkey' })
  id!: string;

  @ForeignKey('Post', { name: 'post_reports_post_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'post_id' })
  postId!: string;

  /** Of the post's thread, so that the queue of a community is one index. */
  @ForeignKey('Community', { name: 'post_reports_community_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'community_id' })
  communityId!: string;

  @ForeignKey('Account', { name: 'post_reports_reporter_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'reporter_id' })
  reporterId!: string;

  @Column('text')
  reason!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** When the post was removed, deleted or found to be in order; null: it waits. */
  @Column('timestamptz', { name: 'resolved_at', nullable: true })
  resolvedAt!: Date | null;

  /** Null when the author's own deletion left nothing to be judged. */
  @ForeignKey('Account', { name: 'post_reports_resolved_by_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'resolved_by', nullable: true })
  resolvedBy!: string | null;
}
