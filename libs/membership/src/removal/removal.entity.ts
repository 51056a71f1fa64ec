import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** That a facilitator removed somebody from a community, and why. Gone as soon as the person is let in again. */
@Entity('removals')
export class Removal {
  @ForeignKey('Community', { name: 'removals_community_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'community_id', primaryKeyConstraintName: 'removals_pkey' })
  communityId!: string;

  @ForeignKey('Account', { name: 'removals_account_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'removals_pkey' })
  accountId!: string;

  /** In the facilitator's words, as the person was told. */
  @Column('text')
  reason!: string;

  @Column('timestamptz', { name: 'removed_at', default: () => 'now()' })
  removedAt!: Date;
}
