import { Injectable } from '@nestjs/common';
import { Database, statement } from '#platform/database';
import { visibleTo } from '../standing/standing.repository.js';

const IS_SEEN = statement(
  'person-is-seen',
  `SELECT EXISTS (SELECT FROM public_members WHERE account_id = $1)
       OR EXISTS (SELECT FROM memberships m WHERE m.account_id = $1 AND ${visibleTo('m.community_id', '$2::uuid')}) AS seen`,
);

const SHARED = statement(
  'person-shared-communities',
  `SELECT "personId", "communityId" FROM (
     SELECT theirs.account_id AS "personId", theirs.community_id AS "communityId",
            row_number() OVER (PARTITION BY theirs.account_id ORDER BY theirs.community_id) AS place
     FROM memberships mine JOIN memberships theirs ON theirs.community_id = mine.community_id
     JOIN communities c ON c.id = mine.community_id AND c.eligibility <> 'SELF_IDENTIFIED'
     WHERE mine.account_id = $1 AND theirs.account_id = ANY ($2::uuid[])) AS shared
   WHERE place <= 100`,
);

/** SQL about what people see of each other. */
@Injectable()
export class PersonRepository {
  constructor(private readonly db: Database) {}

  /** Whether the reader can meet this person anywhere. */
  async isSeen(accountId: string, readerId: string): Promise<boolean> {
    const [row] = await this.db.run<{ seen: boolean }>(IS_SEEN, [accountId, readerId]);
    return row?.seen ?? false;
  }

  /**
   * Ids of communities in which both are, at most 100 for each person. Those of people who identify themselves are left
   * out: being in one is said nowhere outside it, also not to another member.
   */
  sharedCommunities(
    readerId: string,
    accountIds: readonly string[],
  ): Promise<{ personId: string; communityId: string }[]> {
    return this.db.run(SHARED, [readerId, accountIds]);
  }
}
