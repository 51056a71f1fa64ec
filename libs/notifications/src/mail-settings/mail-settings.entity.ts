import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** When and whether an account's digests come. Made for everybody who is a member somewhere. */
@Entity('mail_settings')
@Unique('mail_settings_token_key', ['token'])
@Check('mail_settings_hour', 'digest_hour BETWEEN 0 AND 23')
@Check('mail_settings_weekday', 'digest_weekday BETWEEN 1 AND 7')
@Check('mail_settings_refused', '(refused_email IS NULL) = (refused_at IS NULL)')
export class MailSettings {
  @ForeignKey('Account', { name: 'mail_settings_account_id_fkey', onDelete: 'RESTRICT' })
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'mail_settings_pkey' })
  accountId!: string;

  /** In the reader's time zone. */
  @Column('smallint', { name: 'digest_hour', default: 7 })
  digestHour!: number;

  /** 1 Monday to 7 Sunday. */
  @Column('smallint', { name: 'digest_weekday', default: 1 })
  digestWeekday!: number;

  /** IANA name that a device of the reader told; it counts where the reader has chosen none. */
  @Column('text', { name: 'device_time_zone', nullable: true })
  deviceTimeZone!: string | null;

  /** When hour, weekday or zone were turned last: only hours after that count. Null: never. */
  @Column('timestamptz', { name: 'hours_from', nullable: true })
  hoursFrom!: Date | null;

  /** The zone by which digests were last looked for; null where they were not yet. */
  @Column('text', { name: 'hours_zone', nullable: true })
  hoursZone!: string | null;

  @Column('timestamptz', { name: 'digest_stopped_at', nullable: true })
  digestStoppedAt!: Date | null;

  /** The hour for which the last daily digest was asked for, whether or not anything was new; what is later is for the next. */
  @Column('timestamptz', { name: 'last_daily_at', default: () => 'now()' })
  lastDailyAt!: Date;

  /** The same of the weekly communities. */
  @Column('timestamptz', { name: 'last_weekly_at', default: () => 'now()' })
  lastWeeklyAt!: Date;

  /** What {@link lastDailyAt} was before: a digest that is called back is composed anew since then. */
  @Column('timestamptz', { name: 'former_daily_at', nullable: true })
  formerDailyAt!: Date | null;

  /** What {@link lastWeeklyAt} was before. */
  @Column('timestamptz', { name: 'former_weekly_at', nullable: true })
  formerWeeklyAt!: Date | null;

  /** How often the last digest was composed anew. */
  @Column('smallint', { name: 'digest_round', default: 0 })
  digestRound!: number;

  /** The address, in lower case, whose server knows no such reader; it counts while it is the account's address. */
  @Column('text', { name: 'refused_email', nullable: true })
  refusedEmail!: string | null;

  @Column('timestamptz', { name: 'refused_at', nullable: true })
  refusedAt!: Date | null;

  /** Stands in the link that ends digests; it does nothing else. */
  @Column('text')
  token!: string;
}
