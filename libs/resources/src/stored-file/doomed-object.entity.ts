import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An object of the storage that no row speaks of any more, or not yet: noted before it comes, forgotten after it goes. */
@Entity('doomed_objects')
@Index('doomed_objects_due', ['removeAfter'])
export class DoomedObject {
  @PrimaryColumn('text', { name: 'object_key', primaryKeyConstraintName: 'doomed_objects_pkey' })
  objectKey!: string;

  @Column('timestamptz', { name: 'remove_after' })
  removeAfter!: Date;
}
