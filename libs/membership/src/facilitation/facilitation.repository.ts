import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable, type Tx } from '#platform/database';
import { reachable } from '#identity';

const OF = statement(
  'facilitators-of',
  `SELECT account_id AS id FROM memberships WHERE community_id = $1 AND role = 'FACILITATOR' ORDER BY account_id`,
);
const LOCK = statement('facilitators-lock', `${OF.text} FOR UPDATE`);

/**
 * SQL: nobody who can act leads the community in this SQL expression (never input). It is what
 * `Facilitation.addressees` answers, as a condition for lists.
 */
export const ledByNobody = (communityId: string): string => `NOT EXISTS (
  SELECT FROM memberships lm JOIN accounts la ON la.id = lm.account_id
  WHERE lm.community_id = ${communityId} AND lm.role = 'FACILITATOR' AND ${reachable('la')})`;

/** SQL about who leads a community. */
@Injectable()
export class FacilitationRepository {
  constructor(private readonly db: Database) {}

  /** Ids of the facilitators. */
  async of(communityId: string, on: Queryable = this.db): Promise<string[]> {
    return (await on.run<{ id: string }>(OF, [communityId])).map(({ id }) => id);
  }

  /** Ids of the facilitators, whose memberships nobody else changes before the transaction ends. */
  async lock(tx: Tx, communityId: string): Promise<string[]> {
    return (await tx.run<{ id: string }>(LOCK, [communityId])).map(({ id }) => id);
  }
}
