import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { NotificationKind, NotificationReason } from './notification.type.js';

/** That somebody was told of a matter: one row for each account, kind and matter, which begins anew when more happens. */
@Entity('notifications')
@Unique('notifications_matter_key', ['matterId', 'kind', 'accountId'])
@Index('notifications_list', ['accountId', 'createdAt', 'id'])
@Index('notifications_unread', { synchronize: false })
@Index('notifications_thread', { synchronize: false })
@Index('notifications_read', { synchronize: false })
@Index('notifications_invitations', { synchronize: false })
@Index('notifications_community', ['communityId', 'accountId'])
@Check('notifications_count_check', 'count >= 1')
@Check(
  'notifications_kind',
  `kind IN ('REPLY', 'MENTION', 'QUOTE', 'NEW_THREAD', 'APPLICATION', 'APPLICATION_DECIDED', 'INVITATION', 'ROLE_CHANGED', 'NEW_RESOURCE')`,
)
@Check('notifications_of_thread', `(thread_id IS NULL) = (kind NOT IN ('REPLY', 'MENTION', 'QUOTE', 'NEW_THREAD'))`)
@Check(
  'notifications_numbers',
  '(thread_id IS NULL) = (first_number IS NULL) AND (first_number IS NULL) = (last_number IS NULL) AND first_number <= last_number',
)
export class Notification {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notifications_pkey' })
  id!: string;

  @ForeignKey('Account', { name: 'notifications_account_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('text')
  kind!: NotificationKind;

  /** What is bundled: the post that mentions or quotes, else the thread, the community, the application, the invitation. */
  @Column('uuid', { name: 'matter_id' })
  matterId!: string;

  @ForeignKey('Community', { name: 'notifications_community_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'community_id' })
  communityId!: string;

  @ForeignKey('Thread', { name: 'notifications_thread_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'thread_id', nullable: true })
  threadId!: string | null;

  /** The post that mentions or quotes. */
  @ForeignKey('Post', { name: 'notifications_post_id_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'post_id', nullable: true })
  postId!: string | null;

  /** The newest resource of the bundle; resources go for good, so there is no key to them. */
  @Column('uuid', { name: 'resource_id', nullable: true })
  resourceId!: string | null;

  /** All resources of the bundle, newest told first, 1,000 at most; null for all other kinds. */
  @Column('uuid', { array: true, name: 'resource_ids', nullable: true })
  resourceIds!: string[] | null;

  /** Numbers of the first and of the last post of the bundle. */
  @Column('integer', { name: 'first_number', nullable: true })
  firstNumber!: number | null;

  @Column('integer', { name: 'last_number', nullable: true })
  lastNumber!: number | null;

  @Column('integer', { default: 1 })
  count!: number;

  /** Who did it, newest first, three at most. */
  @Column('uuid', { array: true, name: 'actor_ids', default: {} })
  actorIds!: string[];

  /**
   * What its sentence also depends on: how an application was decided, which role it is now. STANDS, of a thread: it is
   * unread although its reader had read as far, since they marked it so or the post was edited after.
   */
  @Column('text', { nullable: true })
  detail!: string | null;

  @Column('text')
  reason!: NotificationReason;

  /** When the newest thing in it happened. */
  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'read_at', nullable: true })
  readAt!: Date | null;
}
