import { Injectable } from '@nestjs/common';
import { Database, statement, type Tx } from '#platform/database';
import type { NewResource } from '#resources';
import { isSilent } from '../watch/silence.repository.js';

const HOLDING = `n.community_id = $1 AND n.kind = 'NEW_RESOURCE' AND n.matter_id = $1 AND n.resource_ids @> ARRAY[$2::uuid]`;

const TOGETHER = statement(
  'resource-bundles-together',
  `SELECT DISTINCT unnest(n.resource_ids) AS id FROM notifications n WHERE ${HOLDING}`,
);
// Counted anew of what stands, so that it may be done twice and in any order. A bundle that is full knows not all of its
// resources: its number stays.
const RECOUNT = statement(
  'resource-bundles-recount',
  `WITH standing AS MATERIALIZED (
     SELECT * FROM unnest($3::uuid[], $4::uuid[], $5::timestamptz[]) AS s (id, sharer_id, at)),
   bundles AS MATERIALIZED (
     SELECT n.id, s.count, s.newest, s.sharers FROM notifications n CROSS JOIN LATERAL (
       SELECT count(*) AS count, (array_agg(id ORDER BY at DESC, id DESC))[1] AS newest,
         ARRAY(SELECT w.sharer_id FROM standing w WHERE w.id = ANY (n.resource_ids)
               GROUP BY w.sharer_id ORDER BY max(w.at) DESC LIMIT 3) AS sharers
       FROM standing WHERE id = ANY (n.resource_ids)) s
     WHERE ${HOLDING} ORDER BY n.account_id FOR UPDATE OF n),
   gone AS (
     DELETE FROM notifications n USING bundles b WHERE n.id = b.id AND b.count = 0 RETURNING n.account_id),
   counted AS (
     UPDATE notifications n SET resource_id = b.newest, actor_ids = b.sharers,
       count = CASE WHEN n.count > cardinality(n.resource_ids) THEN n.count ELSE b.count END
     FROM bundles b WHERE n.id = b.id AND b.count > 0 RETURNING n.account_id)
   SELECT account_id AS id FROM gone UNION SELECT account_id FROM counted`,
);

// Whoever muted it, followed it no more or left while its followers were told did not find what was not there yet.
const SETTLE = statement(
  'resource-bundles-settle',
  `WITH gone AS (
     DELETE FROM notifications n WHERE n.community_id = $1 AND n.kind = 'NEW_RESOURCE' AND n.read_at IS NULL AND NOT EXISTS (
       SELECT FROM community_preferences p WHERE p.community_id = n.community_id AND p.account_id = n.account_id)
     RETURNING n.account_id),
   read AS (
     UPDATE notifications n SET read_at = clock_timestamp()
     WHERE n.community_id = $1 AND n.kind = 'NEW_RESOURCE' AND n.read_at IS NULL AND ${isSilent('n.community_id', 'NULL', 'n.account_id')}
     RETURNING n.account_id)
   SELECT account_id AS id FROM gone UNION SELECT account_id FROM read`,
);

interface IdRow {
  readonly id: string;
}

/** SQL about the bundles in which people are told of resources. */
@Injectable()
export class ResourceBundleRepository {
  constructor(private readonly db: Database) {}

  /** All resources that stand in one bundle with this one, which itself is among them; none where nobody was told of it. */
  async together(tx: Tx, communityId: string, resourceId: string): Promise<string[]> {
    return (await tx.run<IdRow>(TOGETHER, [communityId, resourceId])).map(({ id }) => id);
  }

  /**
   * Counts the bundles that hold this resource anew: of all that they hold `standing` are those which are there. One of which
   * nothing stands goes. Answers whose inbox changed.
   */
  async recount(tx: Tx, communityId: string, resourceId: string, standing: readonly NewResource[]): Promise<string[]> {
    const rows = await tx.run<IdRow>(RECOUNT, [
      communityId,
      resourceId,
      standing.map(({ id }) => id),
      standing.map(({ sharerId }) => sharerId),
      standing.map(({ createdAt }) => createdAt),
    ]);
    return rows.map(({ id }) => id);
  }

  /**
   * Looks once more at what followers of a community were told of its library, after it is there for all to see. Answers
   * whose inbox changed.
   */
  async settle(communityId: string): Promise<string[]> {
    return (await this.db.run<IdRow>(SETTLE, [communityId])).map(({ id }) => id);
  }
}
