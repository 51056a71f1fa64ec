import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How many bytes a community's files, and the uploads for it, take together; each counted in full. */
@Entity('community_storage')
@Check('community_storage_bytes_check', 'bytes >= 0')
export class CommunityStorage {
  @ForeignKey('Community', { name: 'community_storage_community_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'community_id', primaryKeyConstraintName: 'community_storage_pkey' })
  communityId!: string;

  @Column('bigint')
  bytes!: string;
}
