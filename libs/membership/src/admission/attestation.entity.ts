import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** The sentence that somebody stated on getting in, and when; of several times the last. */
@Entity('attestations')
export class Attestation {
  @ForeignKey('Community', { name: 'attestations_community_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'community_id', primaryKeyConstraintName: 'attestations_pkey' })
  communityId!: string;

  @ForeignKey('Account', { name: 'attestations_account_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'attestations_pkey' })
  accountId!: string;

  /** As it was shown, in the language in which it was stated. */
  @Column('text')
  statement!: string;

  @Column('timestamptz', { name: 'stated_at', default: () => 'now()' })
  statedAt!: Date;
}
