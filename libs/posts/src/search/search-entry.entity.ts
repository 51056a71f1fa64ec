import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/**
 * By which words a post is found. Written with the post, or later by `fill-search` for posts from before there was a
 * search. One whose revision is not the post's tells of a text that stands no more, and finds nothing.
 */
@Entity('search_entries')
@Index('search_entries_words', { synchronize: false })
export class SearchEntry {
  @ForeignKey('Post', { name: 'search_entries_post_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'post_id', primaryKeyConstraintName: 'search_entries_pkey' })
  postId!: string;

  /** Where its thread stands; no key of its own, since the thread's holds it, and each key is looked up at each reply. */
  @Column('uuid', { name: 'community_id' })
  communityId!: string;

  /** When the post was written. */
  @Column('timestamptz')
  at!: Date;

  /** The post's revision whose words these are. */
  @Column('integer')
  revision!: number;

  /** Stems of the thread's title, for the post that began it. */
  @Column('tsvector', { nullable: true })
  title!: string | null;

  /** Stems of the text (with the title where it began the thread), and marks of where and when it was written. */
  @Column('tsvector')
  words!: string;
}
