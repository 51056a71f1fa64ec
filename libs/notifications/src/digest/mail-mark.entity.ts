import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Up to where an account was told of a thread by mail, so that nothing is mailed twice when a dial is turned. */
@Entity('mail_marks')
@Index('mail_marks_marked_at', ['markedAt'])
export class MailMark {
  @ForeignKey('Account', { name: 'mail_marks_account_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'mail_marks_pkey' })
  accountId!: string;

  @ForeignKey('Thread', { name: 'mail_marks_thread_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'thread_id', primaryKeyConstraintName: 'mail_marks_pkey' })
  threadId!: string;

  /** Number of the last post that a digest told of. */
  @Column('integer', { default: 0 })
  number!: number;

  /** The highest number of a post that was mailed by itself; letters of one thread may leave in any order. */
  @Column('integer', { name: 'letter_number', default: 0 })
  letterNumber!: number;

  /** The hour of the digest that set {@link number}. */
  @Column('timestamptz', { name: 'digest_at', nullable: true })
  digestAt!: Date | null;

  /** What {@link number} was before that digest: it counts where that digest is composed once more. */
  @Column('integer', { name: 'former_number', default: 0 })
  formerNumber!: number;

  @Column('timestamptz', { name: 'marked_at', default: () => 'now()' })
  markedAt!: Date;
}
