import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Language } from '../viewer/language.type.js';
import type { Theme } from './account.type.js';

/** A person's account. Closed ones keep their row, emptied, because posts and members point at it. */
@Entity('accounts')
@Index('accounts_email', { synchronize: false })
@Index('accounts_staff', { synchronize: false })
@Check('accounts_language', `language IN ('EN', 'FR')`)
@Check('accounts_theme', `theme IN ('SYSTEM', 'LIGHT', 'DARK', 'HIGH_CONTRAST')`)
@Check(
  'accounts_open_or_closed',
  `(closed_at IS NULL AND email IS NOT NULL AND password_hash IS NOT NULL)
   OR (closed_at IS NOT NULL AND email IS NULL AND password_hash IS NULL AND NOT is_staff)`,
)
@Check('accounts_suspension', `(suspended_until IS NULL) = (suspension_reason IS NULL)`)
export class Account {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  /** As typed; unique without regard to case. Null when closed. */
  @Column({ type: 'text', nullable: true })
  email!: string | null;

  /** argon2id. Null when closed. */
  @Column({ name: 'password_hash', type: 'text', nullable: true })
  passwordHash!: string | null;

  @Column({ type: 'text' })
  language!: Language;

  /** IANA name. */
  @Column({ name: 'time_zone', type: 'text', default: 'UTC' })
  timeZone!: string;

  @Column({ type: 'text', default: 'SYSTEM' })
  theme!: Theme;

  @Column({ name: 'is_staff', type: 'boolean', default: false })
  isStaff!: boolean;

  @Column({ name: 'email_verified_at', type: 'timestamptz', nullable: true })
  emailVerifiedAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  /** Null, or past: not suspended. The clock alone ends a suspension. */
  @Column({ name: 'suspended_until', type: 'timestamptz', nullable: true })
  suspendedUntil!: Date | null;

  /** Why, as the administrator wrote it; the person reads it when signing in. */
  @Column({ name: 'suspension_reason', type: 'text', nullable: true })
  suspensionReason!: string | null;

  /** The name, folded, for finding: by administrators, and by whoever mentions somebody; empty when closed. */
  @Column({ name: 'search_name', type: 'text', default: '' })
  searchName!: string;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;
}
