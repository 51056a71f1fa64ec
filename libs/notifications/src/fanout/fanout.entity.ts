import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What everybody was told of already: of a thread up to which number, of an edited post up to which revision, of a
 * resource that it is there (1).
 */
@Entity('fanouts')
export class Fanout {
  @PrimaryColumn('uuid', { name: 'subject_id', primaryKeyConstraintName: 'fanouts_pkey' })
  subjectId!: string;

  @Column('integer')
  number!: number;
}
