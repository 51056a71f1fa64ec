import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What a post said before an edit. Erased with the post. */
@Entity('post_revisions')
export class PostRevision {
  @ForeignKey('Post', { name: 'post_revisions_post_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'post_id', primaryKeyConstraintName: 'post_revisions_pkey' })
  postId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'post_revisions_pkey' })
  revision!: number;

  @Column('text')
  body!: string;

  @Column('text', { name: 'body_html' })
  bodyHtml!: string;

  @Column('integer', { name: 'renderer_version' })
  rendererVersion!: number;

  /** When this revision was written. */
  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
