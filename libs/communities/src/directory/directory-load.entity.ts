import { Check, Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** The one row which says that the directory file was read; after it the file is never looked at again. */
@Entity('directory_loads')
@Check('directory_loads_once', 'id = 1')
export class DirectoryLoad {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'directory_loads_pkey' })
  id!: number;

  /** `bundled`, `none` or `file`. */
  @Column('text')
  source!: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'loaded_at' })
  loadedAt!: Date;
}
