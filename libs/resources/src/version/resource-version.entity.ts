import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** One version of a resource; its id is that of its file, whose row says the rest. */
@Entity('resource_versions')
@Unique('resource_versions_number_key', ['resourceId', 'number'])
@Check('resource_versions_number_check', 'number >= 1')
export class ResourceVersion {
  @ForeignKey('KeptFile', { name: 'resource_versions_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'resource_versions_pkey' })
  id!: string;

  @ForeignKey('Resource', { name: 'resource_versions_resource_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'resource_id' })
  resourceId!: string;

  /** From 1, without a gap. */
  @Column('integer')
  number!: number;

  /** What changed, as whoever added it wrote. */
  @Column('text', { nullable: true })
  note!: string | null;

  @ForeignKey('Account', { name: 'resource_versions_author_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'author_id' })
  authorId!: string;

  /** Number of the version whose content this one took up again. */
  @Column('integer', { name: 'restored_from', nullable: true })
  restoredFrom!: number | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
