import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { InstitutionKind } from './institution.type.js';

/** A museum, science centre or other institution, kept by administrators. */
@Entity('institutions')
@Check(
  'institutions_kind_check',
  `kind IN ('SCIENCE_CENTRE', 'MUSEUM', 'PLANETARIUM', 'AQUARIUM_ZOO',
          'CHILDRENS_MUSEUM', 'LIBRARY', 'UNIVERSITY', 'COMPANY', 'ORGANISATION', 'OTHER')`,
)
// Its collation is nothing that TypeORM can say; the drift test looks for it by name.
@Index('institutions_name', { synchronize: false })
export class Institution {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'institutions_pkey' })
  id!: string;

  @Column('text', { name: 'name_en' })
  nameEn!: string;

  @Column('text', { name: 'name_fr' })
  nameFr!: string;

  @Column('text')
  kind!: InstitutionKind;

  /** ISO 3166-1 alpha-2. */
  @Column('text')
  country!: string;

  /** ISO 3166-2 without the country. */
  @Column('text', { nullable: true })
  province!: string | null;

  /** Names and domains, folded, for finding. */
  @Column('text', { name: 'search_text' })
  searchText!: string;

  /** Raised by every change. */
  @Column('integer', { default: 1 })
  revision!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
