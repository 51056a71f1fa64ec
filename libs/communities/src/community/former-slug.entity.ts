import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** An address that a community had: it leads to the community for ever, and nobody else moves in. */
@Entity('former_slugs')
@Index('former_slugs_community_id', ['communityId'])
export class FormerSlug {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'former_slugs_pkey' })
  slug!: string;

  @ForeignKey('Community', { name: 'former_slugs_community_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'community_id' })
  communityId!: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'retired_at' })
  retiredAt!: Date;
}
