import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** An e-mail domain of an institution: whoever proved an address of exactly this domain is of that institution. */
@Entity('institution_domains')
@Check('institution_domains_lower', 'domain = lower(domain)')
@Index('institution_domains_institution_id', ['institutionId'])
export class InstitutionDomain {
  /** Lower case, ASCII (punycode). */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'institution_domains_pkey' })
  domain!: string;

  @ForeignKey('Institution', { name: 'institution_domains_institution_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'institution_id' })
  institutionId!: string;
}
