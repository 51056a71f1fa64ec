import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** That an account was once in a public community: its name may stand there under posts, so it is no secret. */
@Entity('public_members')
export class PublicMember {
  @ForeignKey('Account', { name: 'public_members_account_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'public_members_pkey' })
  accountId!: string;
}
