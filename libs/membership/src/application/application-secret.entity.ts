import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A private answer, sealed under the data key of its application. Gone once the application ends. */
@Entity('application_secrets')
export class ApplicationSecret {
  @ForeignKey('Application', { name: 'application_secrets_application_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'application_id', primaryKeyConstraintName: 'application_secrets_pkey' })
  applicationId!: string;

  /** Key of the question. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'application_secrets_pkey' })
  key!: string;

  @Column('bytea')
  sealed!: Buffer;
}
