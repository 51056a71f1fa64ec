import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '#platform/database';

const SET_LOCKED = statement(
  'thread-set-locked',
  `UPDATE threads SET locked = $2 WHERE id = $1 AND locked <> $2 RETURNING id`,
);

// This row stands for the list of the community: whoever holds it is the only one to pin there.
const HOLD_LIST = statement(
  'threads-hold-list',
  `SELECT community_id FROM community_thread_counts WHERE community_id = $1 FOR NO KEY UPDATE`,
);
const PIN = statement(
  'thread-pin',
  `UPDATE threads SET pinned_at = clock_timestamp() WHERE id = $1 AND pinned_at IS NULL
     AND (SELECT count(*) FROM threads p WHERE p.community_id = $2 AND p.pinned_at IS NOT NULL) < $3 RETURNING id`,
);
const IS_PINNED = statement('thread-is-pinned', `SELECT id FROM threads WHERE id = $1 AND pinned_at IS NOT NULL`);
const UNPIN = statement(
  'thread-unpin',
  `UPDATE threads SET pinned_at = NULL WHERE id = $1 AND pinned_at IS NOT NULL RETURNING id`,
);

/** SQL of keeping order among threads. */
@Injectable()
export class ThreadOrderRepository {
  /** Whether anything changed. */
  async setLocked(tx: Tx, id: string, locked: boolean): Promise<boolean> {
    return (await tx.run(SET_LOCKED, [id, locked])).length > 0;
  }

  /** Pins where fewer than `most` are pinned, also when several try at once. */
  async pin(tx: Tx, id: string, communityId: string, most: number): Promise<'pinned' | 'was pinned' | 'full'> {
    await tx.run(HOLD_LIST, [communityId]);
    if ((await tx.run(PIN, [id, communityId, most])).length > 0) return 'pinned';
    return (await tx.run(IS_PINNED, [id])).length > 0 ? 'was pinned' : 'full';
  }

  /** Whether anything changed. */
  async unpin(tx: Tx, id: string): Promise<boolean> {
    return (await tx.run(UNPIN, [id])).length > 0;
  }
}
