import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { statement, type Tx } from '#platform/database';
import type { NotificationKind, NotificationReason } from './notification.type.js';

/** Something outside threads that people are told of. */
export interface Matter {
  readonly kind: Extract<
    NotificationKind,
    'APPLICATION' | 'APPLICATION_DECIDED' | 'INVITATION' | 'ROLE_CHANGED' | 'NEW_RESOURCE'
  >;
  /** What is bundled: the community, the application, the invitation. */
  readonly matterId: string;
  readonly communityId: string;
  /** The newest resource; null for all other kinds. */
  readonly resourceId: string | null;
  readonly count: number;
  /** Who did it, newest first; three are kept. */
  readonly actorIds: readonly string[];
  /** APPLICATION_DECIDED: the outcome (ACCEPTED, DECLINED). ROLE_CHANGED: the role now. Else null. */
  readonly detail: string | null;
  readonly reason: NotificationReason;
  /** When the newest thing in it happened, out of the records: the same at every run of a handler. ISO 8601. */
  readonly createdAt: string;
}

/** Whose inbox changed: ids of the notifications in it that are new or began anew, by account; `BellRinger.ring` takes it. */
export type Told = Map<string, string[]>;

/** Actors of both, newest first, each once, three at most. Both are SQL expressions, never input. */
export const actorsOf = (newer: string, older: string): string => `ARRAY(
  SELECT u.id FROM unnest(${newer} || ${older}) WITH ORDINALITY AS u (id, place)
  GROUP BY u.id ORDER BY min(u.place) LIMIT 3)`;

/** Resources that a bundle knows one by one; a larger one is not counted anew. */
const MOST_KNOWN = 1_000;

const MATTERS = `INSERT INTO notifications AS n
    (id, account_id, kind, matter_id, community_id, resource_id, resource_ids, count, actor_ids, detail, reason, created_at)
  SELECT m.id, m.account_id, $3, $4, $5, $6::uuid, CASE WHEN $6::uuid IS NOT NULL THEN ARRAY[$6::uuid] END, $7::int, ($8::uuid[])[1:3], $9::text, $10, $11::timestamptz
  FROM unnest($1::uuid[], $2::uuid[]) AS m (id, account_id) ORDER BY m.account_id
  ON CONFLICT (matter_id, kind, account_id)`;

// Only what is newer than what was told begins anew, so that a handler may run twice and what was read stays read: also
// when one that ran late told of something older in between.
const PUT = statement(
  'notifications-put',
  `WITH before AS (
     SELECT id, created_at FROM notifications WHERE account_id = ANY ($2::uuid[]) AND kind = $3 AND matter_id = $4),
   put AS (
     ${MATTERS} DO UPDATE SET
       read_at = CASE WHEN n.created_at < EXCLUDED.created_at THEN NULL ELSE n.read_at END,
       resource_id = EXCLUDED.resource_id, count = EXCLUDED.count, actor_ids = EXCLUDED.actor_ids,
       detail = EXCLUDED.detail, reason = EXCLUDED.reason, created_at = GREATEST(n.created_at, EXCLUDED.created_at)
     WHERE (n.count, n.actor_ids, n.created_at, n.detail) IS DISTINCT FROM
       (EXCLUDED.count, EXCLUDED.actor_ids, GREATEST(n.created_at, EXCLUDED.created_at), EXCLUDED.detail)
     RETURNING n.account_id, n.id, n.read_at, n.created_at)
   SELECT p.account_id AS "accountId", CASE WHEN b.created_at < p.created_at OR b.id IS NULL THEN p.id END AS id
   FROM put p LEFT JOIN before b USING (id) WHERE p.read_at IS NULL`,
);
const BUNDLE = statement(
  'notifications-bundle',
  `${MATTERS} DO UPDATE SET
     count = CASE WHEN n.read_at IS NULL THEN n.count + EXCLUDED.count ELSE EXCLUDED.count END,
     actor_ids = CASE WHEN n.read_at IS NULL THEN ${actorsOf('EXCLUDED.actor_ids', 'n.actor_ids')} ELSE EXCLUDED.actor_ids END,
     resource_id = EXCLUDED.resource_id, detail = EXCLUDED.detail, reason = EXCLUDED.reason,
     resource_ids = CASE WHEN n.read_at IS NULL THEN (EXCLUDED.resource_ids || n.resource_ids)[1:${MOST_KNOWN}] ELSE EXCLUDED.resource_ids END,
     created_at = GREATEST(n.created_at, EXCLUDED.created_at), read_at = NULL
   RETURNING account_id AS "accountId", id`,
);
const DROP_ALL_BUT = statement(
  'notifications-drop-all-but',
  `DELETE FROM notifications WHERE community_id = $4 AND kind = $1 AND matter_id = $2 AND account_id <> ALL ($3::uuid[])
   RETURNING account_id AS "accountId"`,
);

interface ToldRow {
  readonly accountId: string;
  /** Null where what was told is less now, and nothing is new. */
  readonly id: string | null;
}

/** By account. */
export const toldOf = (rows: readonly ToldRow[]): Told => {
  const told: Told = new Map();
  for (const { accountId, id } of rows) {
    const ids = told.get(accountId) ?? [];
    if (id !== null) ids.push(id);
    told.set(accountId, ids);
  }
  return told;
};

/** SQL that tells people of matters outside threads, and takes it back. What threads hold is `FanoutRepository`'s. */
@Injectable()
export class NotificationRepository {
  /**
   * Tells these accounts how a matter stands. Who was told of it before has that replaced, and it is unread again where
   * `createdAt` is later than that of what stands there. Answers for whom it is unread and was written.
   */
  async put(tx: Tx, accountIds: readonly string[], matter: Matter): Promise<Told> {
    return accountIds.length === 0 ? new Map() : toldOf(await tx.run<ToldRow>(PUT, values(accountIds, matter)));
  }

  /**
   * Tells these accounts of so many more things of a matter: added to what is unread, begun anew where it was read. The
   * caller sees to it that each thing is told once (`FanoutCursorRepository.once`).
   */
  async bundle(tx: Tx, accountIds: readonly string[], matter: Matter): Promise<Told> {
    return accountIds.length === 0 ? new Map() : toldOf(await tx.run<ToldRow>(BUNDLE, values(accountIds, matter)));
  }

  /** A matter is none any more but for these accounts; for nobody where none are given. Answers whose inbox lost it. */
  async dropAllBut(
    tx: Tx,
    { kind, matterId, communityId }: Pick<Matter, 'kind' | 'matterId' | 'communityId'>,
    accountIds: readonly string[],
  ): Promise<string[]> {
    const rows = await tx.run<{ accountId: string }>(DROP_ALL_BUT, [kind, matterId, accountIds, communityId]);
    return rows.map(({ accountId }) => accountId);
  }
}

const values = (accountIds: readonly string[], matter: Matter): unknown[] => [
  accountIds.map(() => v7()),
  accountIds,
  matter.kind,
  matter.matterId,
  matter.communityId,
  matter.resourceId,
  matter.count,
  matter.actorIds,
  matter.detail,
  matter.reason,
  matter.createdAt,
];
