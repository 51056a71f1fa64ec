import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A file that stands with a post, and what is said of it, which never changes but for its words. Gone with the post. */
@Entity('post_attachments')
@Index('post_attachments_post', ['postId', 'position'])
export class PostAttachment {
  @ForeignKey('KeptFile', { name: 'post_attachments_file_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'file_id', primaryKeyConstraintName: 'post_attachments_pkey' })
  fileId!: string;

  @ForeignKey('Post', { name: 'post_attachments_post_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'post_id' })
  postId!: string;

  /** 0 for the first. */
  @Column('integer')
  position!: number;

  /** What it shows, in words; empty when nobody wrote them. */
  @Column('text')
  alt!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'media_type' })
  mediaType!: string;

  @Column('bigint')
  size!: string;

  @Column('integer', { nullable: true })
  width!: number | null;

  @Column('integer', { nullable: true })
  height!: number | null;
}
