import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The link by which the first administrator takes the site; never more than one row. */
@Entity('site_claims')
@Check('site_claims_only_row', 'only_row')
export class SiteClaim {
  @PrimaryColumn({ name: 'only_row', type: 'boolean', default: true })
  onlyRow!: boolean;

  /** SHA-256 of what the link carries. */
  @Column({ name: 'token_hash', type: 'text' })
  tokenHash!: string;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;
}
