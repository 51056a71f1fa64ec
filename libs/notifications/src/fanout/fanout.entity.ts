import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What everybody was told of already: of a thread up to which number, of an edited post up to which revision, of a
 * resource that it is there (1).
 */
@Entity('fanouts')
@Index('fanouts_behind', { synchronize: false })
export class Fanout {
  @PrimaryColumn('uuid', { name: 'subject_id', primaryKeyConstraintName: 'fanouts_pkey' })
  subjectId!: string;

  @Column('integer')
  number!: number;

  /** A thread that is older than following, and whose writers were not made to follow it yet. */
  @Column('boolean', { default: false })
  behind!: boolean;
}
