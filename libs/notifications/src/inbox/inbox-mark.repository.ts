import { Injectable } from '@nestjs/common';
import { Database, statement, type Tx } from '#platform/database';
import { hasRead } from '#posts';
import { isSilent } from '../watch/silence.repository.js';
import { actorsOfBundle, beginsAfter, bundleOf } from './bundle.repository.js';

const READ = statement(
  'inbox-read',
  `UPDATE notifications SET read_at = clock_timestamp()
   WHERE account_id = $1 AND id = ANY ($2::uuid[]) AND read_at IS NULL RETURNING id`,
);
// Of what stands in a thread nobody takes it for read because the thread was.
const UNREAD = statement(
  'inbox-mark-unread',
  `UPDATE notifications SET read_at = NULL, detail = CASE WHEN thread_id IS NULL THEN detail ELSE 'STANDS' END
   WHERE account_id = $1 AND id = ANY ($2::uuid[]) AND read_at IS NOT NULL RETURNING id`,
);
// The moment is the name of the act: whatever was read just then is unread again when it is undone, but for what was read
// or muted meanwhile.
const READ_ALL = statement(
  'inbox-read-all',
  `WITH act AS (SELECT clock_timestamp() AS at),
   read AS (UPDATE notifications SET read_at = act.at FROM act WHERE account_id = $1 AND read_at IS NULL RETURNING id)
   SELECT at FROM act`,
);
const UNDO_ALL = statement(
  'inbox-undo-read-all',
  `UPDATE notifications n SET read_at = NULL WHERE n.account_id = $1 AND n.read_at = $2::timestamptz
     AND (n.thread_id IS NULL OR n.detail = 'STANDS' OR NOT ${hasRead('n.thread_id', 'n.account_id', 'n.last_number')})
     AND NOT ((n.thread_id IS NOT NULL OR n.kind = 'NEW_RESOURCE') AND ${isSilent('n.community_id', 'n.thread_id', 'n.account_id')})
   RETURNING id`,
);

const READ_THREAD = statement(
  'inbox-read-thread',
  `UPDATE notifications SET read_at = clock_timestamp()
   WHERE account_id = $1 AND thread_id = $2 AND last_number <= $3 AND read_at IS NULL RETURNING id`,
);
// A bundle of which a part was read begins after it.
const TRIM_THREAD = statement(
  'inbox-trim-thread',
  `UPDATE notifications n SET ${beginsAfter('$3::int')}
   WHERE n.account_id = $1 AND n.thread_id = $2 AND n.kind = 'REPLY' AND n.read_at IS NULL
     AND n.first_number <= $3 AND n.last_number > $3 RETURNING id`,
);
const UNREAD_THREAD = statement(
  'inbox-unread-thread',
  `UPDATE notifications n SET read_at = NULL
   WHERE n.account_id = $1 AND n.thread_id = $2 AND n.last_number >= $3 AND n.read_at IS NOT NULL
     AND NOT ${isSilent('n.community_id', 'n.thread_id', 'n.account_id')} RETURNING id`,
);
// A bundle holds what is unread from there on then, more than before or less; what begins a thread is no reply.
const REGROW_THREAD = statement(
  'inbox-regrow-thread',
  `UPDATE notifications n SET (first_number, count, actor_ids) = (
     SELECT COALESCE(b.first, n.last_number), GREATEST(1, b.count),
       CASE WHEN b.count = 0 THEN n.actor_ids ELSE ${actorsOfBundle} END
     FROM ${bundleOf('GREATEST(2, $3::int)', 'n.last_number')} AS b)
   WHERE n.account_id = $1 AND n.thread_id = $2 AND n.kind = 'REPLY' AND n.read_at IS NULL AND n.last_number >= $3 RETURNING id`,
);

const SILENCE_THREAD = statement(
  'inbox-silence-thread',
  `UPDATE notifications SET read_at = clock_timestamp()
   WHERE account_id = $1 AND thread_id = $2 AND read_at IS NULL RETURNING id`,
);
const SILENCE_COMMUNITY = statement(
  'inbox-silence-community',
  `UPDATE notifications n SET read_at = clock_timestamp()
   WHERE n.account_id = $1 AND n.community_id = $2 AND n.read_at IS NULL
     AND (n.kind = 'NEW_RESOURCE' OR n.thread_id IS NOT NULL AND ${isSilent('n.community_id', 'n.thread_id', 'n.account_id')})
   RETURNING id`,
);

const FORGET = statement(
  'inbox-forget',
  `DELETE FROM notifications WHERE account_id = $1 AND ($2::uuid IS NULL
     OR community_id = $2 AND (thread_id IS NOT NULL OR kind IN ('NEW_RESOURCE', 'APPLICATION'))) RETURNING id`,
);
const SWEEP = statement(
  'inbox-sweep',
  `DELETE FROM notifications WHERE id IN (
     SELECT id FROM notifications WHERE read_at < now() - make_interval(days => $1) ORDER BY read_at LIMIT $2
     FOR UPDATE SKIP LOCKED) RETURNING id`,
);

/** SQL that marks what stands in inboxes. What is asked for and is somebody else's is left alone. */
@Injectable()
export class InboxMarkRepository {
  constructor(private readonly db: Database) {}

  /** Marks these as read; whether any was not. */
  async read(accountId: string, ids: readonly string[]): Promise<boolean> {
    return (await this.db.run(READ, [accountId, ids])).length > 0;
  }

  /** Marks these as unread; whether any was not. */
  async unread(accountId: string, ids: readonly string[]): Promise<boolean> {
    return (await this.db.run(UNREAD, [accountId, ids])).length > 0;
  }

  /** Marks everything as read; answers the moment, by which it can be undone. */
  async readAll(accountId: string): Promise<string> {
    const [act] = await this.db.run<{ at: string }>(READ_ALL, [accountId]);
    if (!act) throw new Error('The database has a clock.');
    return act.at;
  }

  /** Marks as unread what was marked as read all at once at this moment, as far as it was not told anew or read meanwhile. */
  async undoReadAll(accountId: string, at: string): Promise<void> {
    await this.db.run(UNDO_ALL, [accountId, at]);
  }

  /** What was told of a thread up to this number is read; whether anything was not that is read whole now. */
  async readThread(tx: Tx, accountId: string, threadId: string, number: number): Promise<boolean> {
    await tx.run(TRIM_THREAD, [accountId, threadId, number]);
    return (await tx.run(READ_THREAD, [accountId, threadId, number])).length > 0;
  }

  /** What was told of a thread from this number on is unread again. */
  async unreadThread(tx: Tx, accountId: string, threadId: string, number: number): Promise<void> {
    await tx.run(UNREAD_THREAD, [accountId, threadId, number]);
    await tx.run(REGROW_THREAD, [accountId, threadId, number]);
  }

  /** What was told of a muted thread is read. Who tells meanwhile sees the choice, which was committed before this. */
  async silenceThread(accountId: string, threadId: string): Promise<void> {
    await this.db.run(SILENCE_THREAD, [accountId, threadId]);
  }

  /** The same of the discussions and the library of a muted community. */
  async silenceCommunity(accountId: string, communityId: string): Promise<void> {
    await this.db.run(SILENCE_COMMUNITY, [accountId, communityId]);
  }

  /**
   * Forgets what an account was told of a community that it belongs to no more, or everything (`null`). One's own affairs
   * (decisions, invitations, roles) stay.
   */
  async forget(tx: Tx, accountId: string, communityId: string | null): Promise<void> {
    await tx.run(FORGET, [accountId, communityId]);
  }

  /** Deletes at most `size` of those that were read so many days ago; answers how many. */
  async sweep(days: number, size: number): Promise<number> {
    return (await this.db.run(SWEEP, [days, size])).length;
  }
}
