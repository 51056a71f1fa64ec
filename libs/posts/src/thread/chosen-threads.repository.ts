import { Injectable } from '@nestjs/common';
import { Database, statement } from '#platform/database';
import { FRESH_UNREAD } from '../read-mark/unread.repository.js';
import {
  FROM_THE_TOP,
  pagesOf,
  THREAD_COLUMNS,
  type FoundRow,
  type ThreadPage,
  type ThreadSlice,
} from './thread.repository.js';
import type { ThreadChoice } from './thread.type.js';

/** A choice among the threads of a community that narrows. */
export type Narrowing = Exclude<ThreadChoice, 'ALL'>;

// Whole communities are gone through by the index of their lists, which for ten thousand threads takes some milliseconds: an index
// for each choice would cost every reply more than it spares the few who choose.
const chosen = (name: string, withChosen: string) =>
  statement(
    `threads-chosen-${name}`,
    `WITH ${withChosen},
     counted AS MATERIALIZED (SELECT community_id, count(*) AS total FROM chosen GROUP BY community_id)
     SELECT s.slice, COALESCE(n.total, 0) AS total, t.*
     FROM unnest($2::uuid[], $3::timestamptz[], $4::uuid[], $5::int[]) WITH ORDINALITY AS s (community_id, at, id, size, slice)
     LEFT JOIN counted n ON n.community_id = s.community_id
     LEFT JOIN LATERAL (
       SELECT ${THREAD_COLUMNS}, t.last_activity_at AS place FROM chosen c JOIN threads t ON t.id = c.id
       WHERE c.community_id = s.community_id AND (c.last_activity_at, c.id) < (s.at, s.id)
       ORDER BY c.last_activity_at DESC, c.id DESC LIMIT s.size) t ON true
     ORDER BY s.slice, t.place DESC, t.id DESC`,
  );

/** Of how many of a community, those with the latest words, it is looked whether they have replies: everybody may ask. */
const MOST_LOOKED_AT = 1_000;

const CHOSEN = {
  UNREAD: chosen('unread', `${FRESH_UNREAD}, chosen AS (SELECT * FROM unread)`),
  // Nobody's in particular: the account plays no part.
  UNANSWERED: chosen(
    'unanswered',
    `chosen AS MATERIALIZED (
       SELECT t.* FROM (SELECT DISTINCT id FROM unnest($2::uuid[]) AS ids (id)) c CROSS JOIN LATERAL (
         SELECT id, community_id, last_activity_at, last_number FROM threads WHERE community_id = c.id
         ORDER BY last_activity_at DESC, id DESC LIMIT ${MOST_LOOKED_AT}) t
       WHERE t.last_number = 1 AND ($1::uuid IS NULL OR true))`,
  ),
  MINE: chosen(
    'mine',
    `chosen AS MATERIALIZED (
       SELECT id, community_id, last_activity_at FROM threads WHERE community_id = ANY ($2) AND author_id = $1)`,
  ),
} as const;

/** SQL about lists of threads that somebody narrows. */
@Injectable()
export class ChosenThreadsRepository {
  constructor(private readonly db: Database) {}

  /** As `ThreadRepository.latest`, of those threads alone that are chosen; pins play no part. One statement. */
  async latest(choice: Narrowing, accountId: string | null, slices: readonly ThreadSlice[]): Promise<ThreadPage[]> {
    const keys = slices.map(({ after }) => after ?? FROM_THE_TOP);
    const rows = await this.db.run<FoundRow & { slice: number }>(CHOSEN[choice], [
      accountId,
      slices.map(({ communityId }) => communityId),
      keys.map(([at]) => at),
      keys.map(([, id]) => id),
      slices.map(({ size }) => size),
    ]);
    return pagesOf(slices, rows);
  }
}
