import { Injectable } from '@nestjs/common';
import { heldFacts, type CommunityFacts } from '#communities';
import { heldAccount } from '#identity';
import { statement, type Queryable } from '#platform/database';
import type { StandingRow } from '../standing/standing.repository.js';

/** A community and an account's standing there, both held; `community` is null where there is none. */
export interface HeldPlace {
  readonly community: CommunityFacts | null;
  readonly standing: StandingRow;
}

type Row = StandingRow & CommunityFacts & { readonly open: boolean; readonly id: string | null };

/** One statement, since every reply waits for it. Which of the three is held first is PostgreSQL's affair. */
const HOLD = statement(
  'place-hold',
  `WITH community AS (${heldFacts('$2')}),
        account AS (${heldAccount('$1')}),
        membership AS (SELECT role, enrolled_by FROM memberships WHERE account_id = $1 AND community_id = $2 FOR SHARE)
   SELECT c.*, a.id IS NOT NULL AS open, m.role, coalesce(m.enrolled_by <> '{}', false) AS enrolled,
          EXISTS (SELECT FROM removals WHERE community_id = $2 AND account_id = $1) AS removed
   FROM (SELECT) AS here LEFT JOIN community c ON true LEFT JOIN account a ON true LEFT JOIN membership m ON true`,
);

/** SQL about a community and somebody in it at once. */
@Injectable()
export class PlaceRepository {
  /** The place, which nobody changes before the transaction ends; null when the account is closed or suspended. */
  async hold(tx: Queryable, accountId: string, communityId: string): Promise<HeldPlace | null> {
    const [row] = await tx.run<Row>(HOLD, [accountId, communityId]);
    if (!row?.open) return null;
    const { open: _open, role, enrolled, removed, ...community } = row;
    return { community: community.id === null ? null : community, standing: { role, enrolled, removed } };
  }
}
