import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AssociationTie } from './institution.type.js';

/** That an institution is a member or a collaborator of an association, from one day to another, both included. */
@Entity('institution_memberships')
@Check('institution_memberships_tie_check', `tie IN ('MEMBER', 'COLLABORATOR')`)
@Check('institution_memberships_dates_check', 'until_date IS NULL OR until_date >= from_date')
@Index('institution_memberships_of', ['institutionId', 'associationId'])
export class InstitutionMembership {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'institution_memberships_pkey' })
  id!: string;

  @ForeignKey('Institution', { name: 'institution_memberships_institution_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'institution_id' })
  institutionId!: string;

  @ForeignKey('Association', { name: 'institution_memberships_association_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'association_id' })
  associationId!: string;

  @Column('text')
  tie!: AssociationTie;

  @Column('date', { name: 'from_date' })
  fromDate!: string;

  /** Null: until further notice. */
  @Column('date', { name: 'until_date', nullable: true })
  untilDate!: string | null;
}
