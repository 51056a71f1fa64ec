import { Injectable } from '@nestjs/common';
import { Database, lookUp, type Queryable, statement } from '#platform/database';
import type { NotificationKey, NotificationKind, NotificationReason } from './notification.type.js';
import { isSeen } from './visible.repository.js';

/** A notification as it is stored. */
export interface NotificationRow {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly communityId: string;
  readonly threadId: string | null;
  readonly resourceId: string | null;
  readonly firstNumber: number | null;
  readonly count: number;
  readonly actorIds: string[];
  readonly detail: string | null;
  readonly reason: NotificationReason;
  readonly createdAt: string;
  readonly readAt: string | null;
}

/** One page of one inbox. */
export interface InboxSlice {
  readonly after: NotificationKey | null;
  /** How many rows at most. */
  readonly size: number;
  readonly unreadOnly: boolean;
  /** Only these; null: all. */
  readonly kinds: readonly NotificationKind[] | null;
}

const COLUMNS = `n.id, n.kind, n.community_id AS "communityId", n.thread_id AS "threadId", n.resource_id AS "resourceId",
  n.first_number AS "firstNumber", n.count, n.actor_ids AS "actorIds", n.detail, n.reason,
  n.created_at AS "createdAt", n.read_at AS "readAt"`;

const WANTED = `n.account_id = $1 AND (NOT $2::boolean OR n.read_at IS NULL)
  AND ($3::text[] IS NULL OR n.kind = ANY ($3)) AND ${isSeen('n')}`;

const PAGE = lookUp(
  'inbox-page',
  `SELECT ${COLUMNS} FROM notifications n WHERE ${WANTED} AND (n.created_at, n.id) < ($4::timestamptz, $5::uuid)
   ORDER BY n.created_at DESC, n.id DESC LIMIT $6`,
);
const TOTAL = lookUp('inbox-total', `SELECT count(*) AS total FROM notifications n WHERE ${WANTED}`);
const ONE = statement(
  'inbox-one',
  `SELECT ${COLUMNS} FROM notifications n WHERE n.id = $2 AND n.account_id = $1 AND ${isSeen('n')}`,
);
const UNREAD = statement(
  'inbox-unread',
  `SELECT count(*) AS unread FROM notifications n WHERE n.account_id = $1 AND n.read_at IS NULL AND ${isSeen('n')}`,
);

/** Before every notification of whatever time. */
const FROM_THE_TOP: NotificationKey = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/** SQL that reads inboxes. */
@Injectable()
export class InboxRepository {
  constructor(private readonly db: Database) {}

  /** A page of what an account was told and may see now, newest first. */
  page(accountId: string, { after, size, unreadOnly, kinds }: InboxSlice): Promise<NotificationRow[]> {
    const key = after ?? FROM_THE_TOP;
    return this.db.run<NotificationRow>(PAGE, [accountId, unreadOnly, kinds, ...key, size]);
  }

  /** How much of this an account was told and may see now; every row is looked at. */
  async total(accountId: string, { unreadOnly, kinds }: Pick<InboxSlice, 'unreadOnly' | 'kinds'>): Promise<number> {
    return (await this.db.run<{ total: number }>(TOTAL, [accountId, unreadOnly, kinds]))[0]?.total ?? 0;
  }

  /** One of them; null where it is somebody else's or may not be seen. */
  async one(accountId: string, id: string): Promise<NotificationRow | null> {
    return (await this.db.run<NotificationRow>(ONE, [accountId, id]))[0] ?? null;
  }

  /** How many are unread. */
  async unread(accountId: string, on: Queryable = this.db): Promise<number> {
    return (await on.run<{ unread: number }>(UNREAD, [accountId]))[0]?.unread ?? 0;
  }
}
