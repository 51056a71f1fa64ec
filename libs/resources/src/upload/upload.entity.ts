import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Where an upload stands: its bytes come in, they were found to be in order, or they were refused. */
export type UploadState = 'RECEIVING' | 'READY' | 'REFUSED';

/** A file on its way in. The row ends when the file is used; `id` is also the key of the bytes in the storage. */
@Entity('uploads')
@Index('uploads_account', ['accountId', 'communityId'])
@Index('uploads_touched', ['touchedAt'])
@Check('uploads_size_check', 'size > 0')
@Check('uploads_state_check', `state IN ('RECEIVING', 'READY', 'REFUSED')`)
@Check('uploads_ready_check', `state <> 'READY' OR (media_type IS NOT NULL AND sha256 IS NOT NULL)`)
@Check('uploads_refusal_check', `(state = 'REFUSED') = (refusal IS NOT NULL)`)
export class Upload {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'uploads_pkey' })
  id!: string;

  @ForeignKey('Account', { name: 'uploads_account_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @ForeignKey('Community', { name: 'uploads_community_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'community_id' })
  communityId!: string;

  @Column('text', { name: 'file_name' })
  fileName!: string;

  /** What the sender said that it is; never believed, kept for the answer to whoever asks for the upload's state. */
  @Column('text', { name: 'declared_type' })
  declaredType!: string;

  /** The sum that the bytes must have, in hex, where the sender gave one. */
  @Column('text', { name: 'declared_sha256', nullable: true })
  declaredSha256!: string | null;

  @Column('bigint')
  size!: string;

  @Column('text')
  state!: UploadState;

  /** What it was found to be. */
  @Column('text', { name: 'media_type', nullable: true })
  mediaType!: string | null;

  @Column('text', { nullable: true })
  sha256!: string | null;

  /** Why it was refused, as a sentence for the sender. */
  @Column('text', { nullable: true })
  refusal!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** When bytes came last; what nobody touches is swept. */
  @Column('timestamptz', { name: 'touched_at', default: () => 'now()' })
  touchedAt!: Date;

  /** When another process last asked for the upload, so that the one that holds it lets go. */
  @Column('timestamptz', { name: 'wanted_at', nullable: true })
  wantedAt!: Date | null;
}
