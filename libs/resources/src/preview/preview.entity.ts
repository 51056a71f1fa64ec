import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { PreviewSize } from '../file/file-facts.js';

/** A picture that we made of a file, for looking at it. */
@Entity('previews')
@Unique('previews_object_key_key', ['objectKey'])
@Check('previews_size_check', `size IN ('small', 'large')`)
export class Preview {
  @ForeignKey('KeptFile', { name: 'previews_file_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'file_id', primaryKeyConstraintName: 'previews_pkey' })
  fileId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'previews_pkey' })
  size!: PreviewSize;

  /** Its bytes in the storage. */
  @Column('text', { name: 'object_key' })
  objectKey!: string;

  @Column('integer')
  width!: number;

  @Column('integer')
  height!: number;

  @Column('bigint')
  bytes!: string;
}
