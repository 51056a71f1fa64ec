import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** That somebody is of an institution, on an administrator's word. Whoever proved an address of it needs no row. */
@Entity('affiliations')
@Check('affiliations_dates_check', 'until_date IS NULL OR until_date >= from_date')
export class Affiliation {
  @ForeignKey('Account', { name: 'affiliations_account_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'affiliations_pkey' })
  accountId!: string;

  @ForeignKey('Institution', { name: 'affiliations_institution_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'institution_id', primaryKeyConstraintName: 'affiliations_pkey' })
  institutionId!: string;

  @Column('date', { name: 'from_date' })
  fromDate!: string;

  /** Null: until further notice. */
  @Column('date', { name: 'until_date', nullable: true })
  untilDate!: string | null;
}
