import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { FileState, FileUse, PreviewState } from './file-facts.js';

/** One reference to a stored content: a version of a resource, or what stands with a post. Its id is in the address. */
@Entity('files')
@Index('files_stored_file', ['storedFileId'])
@Index('files_held', { synchronize: false })
@Index('files_held_of', { synchronize: false })
@Check('files_use_check', `use IN ('VERSION', 'ATTACHMENT')`)
@Check('files_state_check', `state IN ('HELD', 'SHOWN', 'WITHHELD')`)
@Check('files_charged_check', 'charged >= 0')
@Check('files_preview_state_check', `preview_state IN ('NONE', 'WAITING', 'READY', 'FAILED')`)
export class KeptFile {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'files_pkey' })
  id!: string;

  @ForeignKey('Community', { name: 'files_community_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'community_id' })
  communityId!: string;

  @ForeignKey('StoredFile', { name: 'files_stored_file_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'stored_file_id' })
  storedFileId!: string;

  @ForeignKey('Account', { name: 'files_owner_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'owner_id' })
  ownerId!: string;

  @Column('text')
  use!: FileUse;

  @Column('text')
  state!: FileState;

  @Column('text')
  name!: string;

  /** What the content was found to be; what we say of it when it is fetched. */
  @Column('text', { name: 'media_type' })
  mediaType!: string;

  /** What it counts in its community's account, bytes. */
  @Column('bigint')
  charged!: string;

  /** Of a picture that we made ourselves; null: it is not one. */
  @Column('integer', { nullable: true })
  width!: number | null;

  @Column('integer', { nullable: true })
  height!: number | null;

  @Column('text', { name: 'preview_state' })
  previewState!: PreviewState;

  /** Of a PDF that could be read. */
  @Column('integer', { nullable: true })
  pages!: number | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
