import { Injectable } from '@nestjs/common';
import { openNames } from '#identity';
import { heldMembers, visibleTo } from '#membership';
import { Database, lookUp, type Queryable, statement, type Tx } from '#platform/database';
import { isSilent } from './silence.repository.js';
import type { WatchCause, WatchLevel } from './watch.type.js';

/** Somebody who wrote in a thread. */
export interface Writer {
  readonly accountId: string;
  readonly cause: Exclude<WatchCause, 'CHOSEN'>;
  /** When they wrote; ISO 8601. */
  readonly at: string;
}

/** A thread and where it stands. */
export interface WatchedThread {
  readonly id: string;
  readonly communityId: string;
}

/** Says in SQL that an account is open. An SQL expression, never input. */
export const isOpen = (accountId: string): string =>
  `EXISTS (SELECT FROM (${openNames()}) AS o WHERE o.id = ${accountId})`;

const SET = statement(
  'watch-set',
  `INSERT INTO thread_watches (thread_id, account_id, community_id, level, cause) VALUES ($1, $2, $3, $4, 'CHOSEN')
   ON CONFLICT (thread_id, account_id) DO UPDATE SET level = $4, cause = 'CHOSEN', set_at = clock_timestamp()`,
);
// What was chosen for the thread stays. Whoever muted the community and writes in a thread afterwards wants its answers.
// Whoever left since they wrote follows nothing, also when they came back; and nobody leaves before this is there to be
// forgotten.
const START = statement(
  'watch-start',
  `WITH members AS (${heldMembers('$2::uuid', '$3::uuid[]')})
   INSERT INTO thread_watches AS w (thread_id, account_id, community_id, level, cause, set_at)
   SELECT $1, n.account_id, $2, 'WATCHING', n.cause, n.at
   FROM unnest($3::uuid[], $4::text[], $5::timestamptz[]) AS n (account_id, cause, at)
   JOIN members m ON m.account_id = n.account_id AND m.joined_at <= n.at
   WHERE ${isOpen('n.account_id')} ORDER BY n.account_id
   ON CONFLICT (thread_id, account_id) DO UPDATE SET set_at = EXCLUDED.set_at
   WHERE w.cause <> 'CHOSEN' AND EXISTS (
     SELECT FROM community_preferences p WHERE p.community_id = w.community_id AND p.account_id = w.account_id
       AND p.level = 'MUTED' AND p.level_set_at BETWEEN w.set_at AND EXCLUDED.set_at)
   RETURNING account_id AS id`,
);
// What is silent shows as such, whichever of the two choices made it so.
const LEVELS = lookUp(
  'watch-levels',
  `SELECT t.id, CASE WHEN ${isSilent('t.community_id', 't.id', '$1::uuid')} THEN 'MUTED'
     ELSE COALESCE((SELECT w.level FROM thread_watches w WHERE w.thread_id = t.id AND w.account_id = $1), 'NORMAL') END AS level
   FROM unnest($2::uuid[], $3::uuid[]) AS t (id, community_id)`,
);
const FOLLOWERS = statement(
  'watch-followers-of-community',
  `SELECT p.account_id AS id FROM community_preferences p
   WHERE p.community_id = $1 AND p.level = 'WATCHING' AND ${isOpen('p.account_id')} AND ${visibleTo('p.community_id', 'p.account_id')}
   ORDER BY p.account_id`,
);
const NAMED = statement(
  'watch-named',
  `SELECT w.account_id AS id FROM thread_watches w JOIN (${openNames()}) AS o ON o.id = w.account_id
   WHERE w.thread_id = $1 AND o.folded = ANY ($2::text[]) ORDER BY w.account_id`,
);
const FORGET = statement(
  'watch-forget',
  `DELETE FROM thread_watches WHERE account_id = $1 AND ($2::uuid IS NULL OR community_id = $2)`,
);

/** All SQL about who follows what. */
@Injectable()
export class WatchRepository {
  constructor(private readonly db: Database) {}

  /** What the account chose for a thread. */
  async set(tx: Tx, accountId: string, { id, communityId }: WatchedThread, level: WatchLevel): Promise<void> {
    await tx.run(SET, [id, accountId, communityId, level]);
  }

  /** Whoever writes in a thread follows it, where they chose nothing else. Answers who did not hear of it before. */
  async start(tx: Tx, { id, communityId }: WatchedThread, writers: readonly Writer[]): Promise<Set<string>> {
    if (writers.length === 0) return new Set();
    const rows = await tx.run<{ id: string }>(START, [
      id,
      communityId,
      writers.map(({ accountId }) => accountId),
      writers.map(({ cause }) => cause),
      writers.map(({ at }) => at),
    ]);
    return new Set(rows.map((row) => row.id));
  }

  /** How closely the account follows these threads, by thread. */
  async levels(accountId: string, threads: readonly WatchedThread[]): Promise<Map<string, WatchLevel>> {
    const rows = await this.db.run<{ id: string; level: WatchLevel }>(LEVELS, [
      accountId,
      threads.map(({ id }) => id),
      threads.map(({ communityId }) => communityId),
    ]);
    return new Map(rows.map(({ id, level }) => [id, level]));
  }

  /** Ids of the accounts that follow a community, are open and may read it at this moment. */
  async followersOf(communityId: string, on: Queryable = this.db): Promise<string[]> {
    return (await on.run<{ id: string }>(FOLLOWERS, [communityId])).map(({ id }) => id);
  }

  /** Ids of those who follow a thread, chose something for it or wrote in it, and whose folded name is one of these. */
  async namedAt(threadId: string, folded: readonly string[], on: Queryable = this.db): Promise<string[]> {
    return (await on.run<{ id: string }>(NAMED, [threadId, folded])).map(({ id }) => id);
  }

  /** Forgets what an account follows in one community, or everywhere (`null`). */
  async forget(tx: Tx, accountId: string, communityId: string | null): Promise<void> {
    await tx.run(FORGET, [accountId, communityId]);
  }
}
