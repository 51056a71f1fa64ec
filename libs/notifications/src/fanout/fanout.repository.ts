import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { visibleTo } from '#membership';
import { Database, statement, type Queryable, type Tx } from '#platform/database';
import { hasRead, readUpTo } from '#posts';
import { Rests } from '../crowd/rests.js';
import { beginsAfter } from '../inbox/bundle.repository.js';
import { actorsOf, toldOf, type Told } from '../inbox/notification.repository.js';
import { isSilent } from '../watch/silence.repository.js';
import { isOpen, type WatchedThread } from '../watch/watch.repository.js';
import type { Listener, Telling } from './fanout.policy.js';

const WANTS = `${isOpen('person.account_id')} AND ${visibleTo('$2::uuid', 'person.account_id')}
  AND NOT ${isSilent('$2::uuid', '$1::uuid', 'person.account_id')}`;

// Who may read it is asked at this moment, not when they began to follow.
const LISTENERS = statement(
  'fanout-listeners',
  `WITH heard AS (
     SELECT w.account_id, w.cause, false AS follows FROM thread_watches w WHERE w.thread_id = $1 AND w.level = 'WATCHING'
     UNION ALL SELECT p.account_id, NULL, true FROM community_preferences p
       WHERE $3::boolean AND p.community_id = $2 AND p.level = 'WATCHING'
     UNION ALL SELECT s.id, NULL, false FROM unnest($4::uuid[]) AS s (id)),
   people AS (SELECT account_id, max(cause) AS cause, bool_or(follows) AS follows FROM heard GROUP BY account_id)
   SELECT person.account_id AS "accountId", person.cause, person.follows, to_json(ARRAY(
     SELECT u.number FROM unnest($5::int[]) AS u (number) WHERE NOT ${hasRead('$1', 'person.account_id', 'u.number')})) AS unread
   FROM people person WHERE ${WANTS} ORDER BY person.account_id`,
);

const IS_READ = hasRead('n.thread_id', 'n.account_id', 'n.last_number');
const WAITS = `n.read_at IS NULL AND (n.detail = 'STANDS' OR NOT ${IS_READ})`;

/** So many are told in one statement; a crowd is told in several, with a rest between them. */
const PIECE = 1_000;

// Replies are added to what is unread and begin anew where it was read; all else is told once.
const TELL = statement(
  'fanout-tell',
  `INSERT INTO notifications AS n (id, account_id, kind, matter_id, community_id, thread_id, post_id, first_number,
     last_number, count, actor_ids, reason, detail, created_at)
   SELECT t.id, t.account_id, t.kind, t.matter_id, $2, $1, t.post_id, t.first, t.last, t.count,
     array_remove(ARRAY[t.actor, t.second, t.third], NULL), t.reason, $15, t.at
   FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::uuid[], $8::int[], $9::int[], $10::int[], $11::uuid[],
     $12::uuid[], $13::uuid[], $14::text[], $16::timestamptz[])
     AS t (id, account_id, kind, matter_id, post_id, first, last, count, actor, second, third, reason, at)
   ORDER BY t.account_id, t.last
   ON CONFLICT (matter_id, kind, account_id) DO UPDATE SET
     count = CASE WHEN ${WAITS} THEN n.count + EXCLUDED.count ELSE EXCLUDED.count END,
     first_number = CASE WHEN ${WAITS} THEN n.first_number ELSE EXCLUDED.first_number END,
     actor_ids = CASE WHEN ${WAITS} THEN ${actorsOf('EXCLUDED.actor_ids', 'n.actor_ids')} ELSE EXCLUDED.actor_ids END,
     last_number = EXCLUDED.last_number, reason = EXCLUDED.reason, created_at = EXCLUDED.created_at, read_at = NULL,
     detail = NULL
     WHERE n.kind = 'REPLY'
   RETURNING account_id AS "accountId", id`,
);

// An edit speaks to people: those who want to hear of it, and were told nothing of this post yet.
const ADDRESSED = statement(
  'fanout-addressed',
  `SELECT person.account_id AS id FROM unnest($3::uuid[]) AS person (account_id)
   WHERE ${WANTS} AND NOT EXISTS (SELECT FROM notifications n
     WHERE n.account_id = person.account_id AND n.kind IN ('MENTION', 'QUOTE') AND n.matter_id = $4)`,
);

/** What was told rests on something that is there no more: their account, their place, what they followed. */
const HAS_NO_GROUND = `(NOT ${isOpen('n.account_id')} OR NOT ${visibleTo('n.community_id', 'n.account_id')}
  OR n.kind = 'REPLY' AND NOT EXISTS (SELECT FROM thread_watches w
    WHERE w.thread_id = n.thread_id AND w.account_id = n.account_id)
  OR n.kind = 'NEW_THREAD' AND NOT EXISTS (SELECT FROM community_preferences p
    WHERE p.community_id = n.community_id AND p.account_id = n.account_id))`;
const IS_SILENT = isSilent('n.community_id', 'n.thread_id', 'n.account_id');
// Whoever left, closed their account, muted or read after it was asked who listens did not find what was not there yet.
// What an edit told, and what its reader marked as unread, stands although the post was read before.
const SETTLE = statement(
  'fanout-settle',
  `WITH looked AS MATERIALIZED (
     SELECT * FROM (
       SELECT n.id, n.first_number, n.last_number >= $2 AND ${HAS_NO_GROUND} AS gone, n.last_number >= $2 AND ${IS_SILENT} AS silent,
         ${readUpTo('n.thread_id', 'n.account_id')} AS read
       FROM notifications n WHERE n.thread_id = $1 AND n.read_at IS NULL OFFSET 0) l
     WHERE gone OR silent OR read >= first_number),
   gone AS (
     DELETE FROM notifications n USING looked l WHERE n.id = l.id AND l.gone RETURNING n.account_id),
   read AS (
     UPDATE notifications n SET read_at = clock_timestamp() FROM looked l
     WHERE n.id = l.id AND NOT l.gone AND n.read_at IS NULL AND (l.silent OR n.detail IS NULL AND n.last_number <= l.read)
     RETURNING n.account_id),
   trimmed AS (
     UPDATE notifications n SET ${beginsAfter('l.read')} FROM looked l
     WHERE n.id = l.id AND NOT l.gone AND NOT l.silent AND n.read_at IS NULL AND n.kind = 'REPLY'
       AND l.read BETWEEN GREATEST(n.first_number, $2::int) AND n.last_number - 1)
   SELECT account_id AS id FROM gone UNION SELECT account_id FROM read`,
);
const TOLD_OF = statement(
  'fanout-told-of',
  `SELECT account_id AS "accountId", id FROM notifications
   WHERE thread_id = $1 AND read_at IS NULL AND last_number >= $2`,
);

const NOW = statement('fanout-now', `SELECT clock_timestamp() AS at`);

interface ToldRow {
  readonly accountId: string;
  readonly id: string;
}

interface IdRow {
  readonly id: string;
}

const idsOf = (rows: readonly IdRow[]): string[] => rows.map(({ id }) => id);

/** SQL that tells people of what was written in a thread. {@link WithdrawalRepository} takes it back. */
@Injectable()
export class FanoutRepository {
  constructor(private readonly db: Database) {}

  /**
   * Who may hear of these posts: open accounts that may read the thread now and are not silent there, which follow the
   * thread, or the community where `begins`, or are among `addressed`.
   */
  listeners(
    tx: Tx,
    { id, communityId }: WatchedThread,
    { begins, addressed, numbers }: { begins: boolean; addressed: readonly string[]; numbers: readonly number[] },
  ): Promise<Listener[]> {
    return tx.run<Listener>(LISTENERS, [id, communityId, begins, addressed, numbers]);
  }

  /** Writes what people are told. Answers which notifications are new or began anew, by account. */
  async tell(
    tx: Tx,
    { id, communityId }: WatchedThread,
    tellings: readonly Telling[],
    detail: 'STANDS' | null = null,
  ): Promise<Told> {
    const rows: ToldRow[] = [];
    const rests = new Rests();
    for (let from = 0; from < tellings.length; from += PIECE) {
      const began = performance.now();
      rows.push(...(await this.tellSome(tx, { id, communityId }, tellings.slice(from, from + PIECE), detail)));
      if (from + PIECE < tellings.length) await rests.after(began);
    }
    return toldOf(rows);
  }

  private tellSome(
    tx: Tx,
    { id, communityId }: Pick<WatchedThread, 'id' | 'communityId'>,
    tellings: readonly Telling[],
    detail: 'STANDS' | null,
  ): Promise<ToldRow[]> {
    return tx.run<ToldRow>(TELL, [
      id,
      communityId,
      tellings.map(() => v7()),
      tellings.map(({ accountId }) => accountId),
      tellings.map(({ kind }) => kind),
      tellings.map(({ matterId }) => matterId),
      tellings.map(({ postId }) => postId),
      tellings.map(({ firstNumber }) => firstNumber),
      tellings.map(({ lastNumber }) => lastNumber),
      tellings.map(({ count }) => count),
      ...[0, 1, 2].map((at) => tellings.map(({ actorIds }) => actorIds[at] ?? null)),
      tellings.map(({ reason }) => reason),
      detail,
      tellings.map(({ createdAt }) => createdAt),
    ]);
  }

  /** Those of these accounts that may hear that a post speaks to them and were not told so yet. */
  async addressed(
    tx: Tx,
    { id, communityId }: WatchedThread,
    accountIds: readonly string[],
    postId: string,
  ): Promise<Set<string>> {
    return new Set(idsOf(await tx.run<IdRow>(ADDRESSED, [id, communityId, accountIds, postId])));
  }

  /** The time by the clock of the database, as notifications carry it. */
  async now(on: Queryable): Promise<string> {
    const [row] = await on.run<{ at: string }>(NOW);
    if (!row) throw new Error('The database has a clock.');
    return row.at;
  }

  /**
   * Looks once more at what was told of posts from this number on, after it is there for all to see: what somebody read
   * meanwhile is read or counts less, what was muted is silent, and whoever left or closed their account was told nothing.
   * Answers whose inbox changed.
   */
  async settle(threadId: string, number: number): Promise<string[]> {
    return idsOf(await this.db.run<IdRow>(SETTLE, [threadId, number]));
  }

  /** What is unread of posts from this number on, by account: for bells that a killed worker did not ring. */
  async toldOf(threadId: string, number: number, on: Queryable = this.db): Promise<Told> {
    return toldOf(await on.run<ToldRow>(TOLD_OF, [threadId, number]));
  }
}
