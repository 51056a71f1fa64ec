import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Licence, ResourceKind, ResourceLanguage } from './resource-terms.type.js';

/** Something shared in the library of a community: a file with its versions, or a link. */
@Entity('resources')
@Index('resources_newest', { synchronize: false })
@Index('resources_by_title', { synchronize: false })
@Index('resources_by_downloads', { synchronize: false })
@Index('resources_deleted', { synchronize: false })
@Index('resources_gone', { synchronize: false })
@Check('resources_revision_check', 'revision >= 1')
@Check('resources_form_check', '(url IS NULL) = (last_number >= 1)')
@Check('resources_deletion_check', '(deleted_at IS NULL) = (deleted_by IS NULL)')
@Check('resources_tags_check', 'cardinality(tags) = cardinality(tag_keys)')
export class Resource {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'resources_pkey' })
  id!: string;

  @ForeignKey('Community', { name: 'resources_community_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'community_id' })
  communityId!: string;

  @ForeignKey('Account', { name: 'resources_sharer_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'sharer_id' })
  sharerId!: string;

  @Column('text')
  title!: string;

  /** The title folded, for the list by title. */
  @Column('text', { name: 'sort_title' })
  sortTitle!: string;

  /** Markdown as typed; may be empty. */
  @Column('text')
  description!: string;

  @Column('text')
  kind!: ResourceKind;

  @Column('text')
  language!: ResourceLanguage;

  /** As typed, in the order in which they were given. */
  @Column('text', { array: true })
  tags!: string[];

  /** The same in lower case, for finding. */
  @Column('text', { name: 'tag_keys', array: true })
  tagKeys!: string[];

  @Column('text')
  licence!: Licence;

  /** Of a licence of its own. */
  @Column('text', { nullable: true })
  terms!: string | null;

  @Column('text', { nullable: true })
  authors!: string | null;

  /** Of a link; null for files. */
  @Column('text', { nullable: true })
  url!: string | null;

  @Column('integer', { default: 0 })
  downloads!: number;

  /** Number of the present version; 0 for a link. */
  @Column('integer', { name: 'last_number' })
  lastNumber!: number;

  @Column('integer')
  revision!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** When what it holds last changed; corrections of what is said of it do not count. */
  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;

  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;

  @ForeignKey('Account', { name: 'resources_deleted_by_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'deleted_by', nullable: true })
  deletedBy!: string | null;

  @Column('text', { name: 'deletion_reason', nullable: true })
  deletionReason!: string | null;
}
