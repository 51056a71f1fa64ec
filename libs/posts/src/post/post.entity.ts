import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/**
 * A post: Markdown as typed, and the HTML that was made of it when it was written. A deleted one keeps its row without
 * its text, a removed one keeps its text as well, so that it can be restored.
 */
@Entity('posts')
@Unique('posts_number_key', ['threadId', 'number'])
@Index('posts_gone', { synchronize: false })
@Index('posts_rendering', ['rendererVersion', 'createdAt', 'id'])
@Check('posts_number_check', 'number >= 1')
@Check('posts_revision_check', 'revision >= 1')
@Check('posts_removal_check', '(removed_at IS NULL) = (removal_reason IS NULL)')
@Check('posts_deleted_check', `deleted_at IS NULL OR (body = '' AND body_html = '')`)
export class Post {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'posts_pkey' })
  id!: string;

  @ForeignKey('Thread', { name: 'posts_thread_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'thread_id' })
  threadId!: string;

  /** 1 for the post that began the thread. */
  @Column('integer')
  number!: number;

  @ForeignKey('Account', { name: 'posts_author_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'author_id' })
  authorId!: string;

  @Column('text')
  body!: string;

  @Column('text', { name: 'body_html' })
  bodyHtml!: string;

  /** Version of the renderer that made `bodyHtml`. */
  @Column('integer', { name: 'renderer_version' })
  rendererVersion!: number;

  /** Counts from 1; every edit, the deletion, each removal and each restoration add one. */
  @Column('integer')
  revision!: number;

  @ForeignKey('Post', { name: 'posts_in_reply_to_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'in_reply_to_id', nullable: true })
  inReplyToId!: string | null;

  /** How many files stand with it: a page asks for them only where there are some. */
  @Column('integer', { name: 'attachment_count', default: 0 })
  attachmentCount!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'edited_at', nullable: true })
  editedAt!: Date | null;

  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;

  /** When a facilitator took it out of the discussion; null: it stands. */
  @Column('timestamptz', { name: 'removed_at', nullable: true })
  removedAt!: Date | null;

  /** Why; shown in its place. */
  @Column('text', { name: 'removal_reason', nullable: true })
  removalReason!: string | null;
}
