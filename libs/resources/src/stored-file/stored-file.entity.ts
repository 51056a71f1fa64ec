import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A content that is kept, once for the whole site; `id` is also the key of its bytes in the storage. */
@Entity('stored_files')
@Unique('stored_files_sha256_key', ['sha256'])
@Index('stored_files_unreferenced', { synchronize: false })
@Check('stored_files_size_check', 'size > 0')
export class StoredFile {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'stored_files_pkey' })
  id!: string;

  @Column('text')
  sha256!: string;

  @Column('bigint')
  size!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  /** Since when no file refers to it; null while one does. The bytes go a day later, unless one comes. */
  @Column('timestamptz', { name: 'unreferenced_at', nullable: true })
  unreferencedAt!: Date | null;
}
