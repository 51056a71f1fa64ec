import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One address on the roster of a programme, and the account that it enrolled. */
@Entity('roster_entries')
@Check('roster_entries_lower', `email = lower(email)`)
@Index('roster_entries_email', ['email'])
@Index('roster_entries_account_id', ['accountId'])
export class RosterEntry {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'roster_entries_pkey' })
  programme!: string;

  /** In lower case. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'roster_entries_pkey' })
  email!: string;

  /** Null while no account has confirmed the address. It stays when the person moves to another address. */
  @ForeignKey('Account', { name: 'roster_entries_account_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'account_id', nullable: true })
  accountId!: string | null;

  @Column('timestamptz', { name: 'added_at', default: () => 'now()' })
  addedAt!: Date;
}
