import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A discussion. Its counters are columns, so that a list needs no counting. */
@Entity('threads')
@Index('threads_latest', ['communityId', 'lastActivityAt', 'id'])
@Index('threads_pinned', { synchronize: false })
@Check('threads_last_number_check', 'last_number >= 1')
export class Thread {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'threads_pkey' })
  id!: string;

  @ForeignKey('Community', { name: 'threads_community_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'community_id' })
  communityId!: string;

  @ForeignKey('Account', { name: 'threads_author_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'author_id' })
  authorId!: string;

  @Column('text')
  title!: string;

  /** The beginning of the first post in plain words; empty when that was deleted or removed. */
  @Column('text')
  excerpt!: string;

  /** Number of the newest post; numbers run from 1 without a gap. */
  @Column('integer', { name: 'last_number' })
  lastNumber!: number;

  @ForeignKey('Account', { name: 'threads_last_author_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'last_author_id' })
  lastAuthorId!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'last_activity_at' })
  lastActivityAt!: Date;

  /** Takes neither replies nor edits. */
  @Column('boolean', { default: false })
  locked!: boolean;

  /** When it was pinned to the top of the list; null: it is not. */
  @Column('timestamptz', { name: 'pinned_at', nullable: true })
  pinnedAt!: Date | null;
}
