import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/**
 * The data key of one application, wrapped by a master key. A table of its own, so that backups can leave it out: what
 * they hold of private answers then opens for nobody.
 */
@Entity('application_keys')
export class ApplicationKey {
  @ForeignKey('Application', { name: 'application_keys_application_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'application_id', primaryKeyConstraintName: 'application_keys_pkey' })
  applicationId!: string;

  /** Which master key wrapped it; that one may have been replaced since. */
  @Column('text', { name: 'master_key_id' })
  masterKeyId!: string;

  @Column('bytea')
  wrapped!: Buffer;
}
