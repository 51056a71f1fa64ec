import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/**
 * How far somebody has read in a thread. Without one a member has read what was there when they joined, and somebody
 * from outside everything.
 */
@Entity('read_marks')
@Check('read_marks_check', 'number >= 0 AND own_after >= 0')
export class ReadMark {
  @ForeignKey('Account', { name: 'read_marks_account_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'read_marks_pkey' })
  accountId!: string;

  @ForeignKey('Thread', { name: 'read_marks_thread_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'thread_id', primaryKeyConstraintName: 'read_marks_pkey' })
  threadId!: string;

  /** Everything up to this number is read; 0: nothing. */
  @Column('integer')
  number!: number;

  /** How many posts after `number` are their own, tombstones among them: those are nothing new to them. */
  @Column('integer', { name: 'own_after', default: 0 })
  ownAfter!: number;

  @Column('timestamptz', { name: 'marked_at', default: () => 'now()' })
  markedAt!: Date;
}
