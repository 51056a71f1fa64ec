import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { WatchLevel } from '../watch/watch.type.js';
import type { MailCadence } from '../cadence/cadence.type.js';

/** What an account chose for a community. No row: it follows it as everybody does, and its mail comes daily. */
@Entity('community_preferences')
@Unique('community_preferences_token_key', ['token'])
@Index('community_preferences_account_id', ['accountId', 'communityId'])
@Check('community_preferences_level', `level IN ('WATCHING', 'NORMAL', 'MUTED')`)
@Check('community_preferences_cadence', `cadence IN ('EACH', 'DAILY', 'WEEKLY', 'MENTIONS', 'NONE')`)
export class CommunityPreference {
  @ForeignKey('Community', { name: 'community_preferences_community_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'community_id', primaryKeyConstraintName: 'community_preferences_pkey' })
  communityId!: string;

  @ForeignKey('Account', { name: 'community_preferences_account_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'community_preferences_pkey' })
  accountId!: string;

  @Column('text', { default: 'NORMAL' })
  level!: WatchLevel;

  @Column('timestamptz', { name: 'level_set_at', default: () => 'clock_timestamp()' })
  levelSetAt!: Date;

  @Column('text', { default: 'DAILY' })
  cadence!: MailCadence;

  /** Since when the next digest gathers here, where that is not since the last digest: the dial was turned meanwhile. */
  @Column('timestamptz', { name: 'digest_from', nullable: true })
  digestFrom!: Date | null;

  /** The hour of the digest that told of what came since then. */
  @Column('timestamptz', { name: 'digest_at', nullable: true })
  digestAt!: Date | null;

  /** What {@link digestFrom} was before that digest: it counts where that digest is composed once more. */
  @Column('timestamptz', { name: 'former_digest_from', nullable: true })
  formerDigestFrom!: Date | null;

  /** Whether mail of a private community says what was written there. */
  @Column('boolean', { name: 'content_in_mail', default: false })
  contentInMail!: boolean;

  /** Stands in the link that ends the mail of this community; it does nothing else. */
  @Column('text')
  token!: string;
}
