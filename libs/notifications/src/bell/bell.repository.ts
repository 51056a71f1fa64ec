import { Injectable } from '@nestjs/common';
import { memberSince } from '#membership';
import { Database, statement, type Queryable } from '#platform/database';
import { isSeen } from '../inbox/visible.repository.js';

/** What a bell says. */
export interface BellRow {
  readonly accountId: string;
  readonly unreadCount: number;
  /** When it was counted, by the clock of the database. */
  readonly at: string;
}

const COUNTS = statement(
  'bell-counts',
  `SELECT a.id AS "accountId", statement_timestamp() AS at, (
     SELECT count(*) FROM notifications n WHERE n.account_id = a.id AND n.read_at IS NULL AND ${isSeen('n')}) AS "unreadCount"
   FROM unnest($1::uuid[]) AS a (id)`,
);

// A page of them: who belongs sees the same whatever the community becomes.
const OUTSIDE = statement(
  'bell-outside',
  `SELECT DISTINCT n.account_id AS id FROM notifications n
   WHERE n.community_id = $1 AND n.read_at IS NULL AND n.account_id > $2 AND ${memberSince('n.community_id', 'n.account_id')} IS NULL
   ORDER BY n.account_id LIMIT $3`,
);

/** SQL that counts what is unread. */
@Injectable()
export class BellRepository {
  constructor(private readonly db: Database) {}

  /** How many notifications of each of these accounts are unread and may be seen. One statement. */
  counts(accountIds: readonly string[], on: Queryable = this.db): Promise<BellRow[]> {
    return on.run<BellRow>(COUNTS, [accountIds]);
  }

  /** Who has something unread of a community of which they are no members: at most `size` after this one, in order. */
  async outside(communityId: string, after: string, size: number): Promise<string[]> {
    return (await this.db.run<{ id: string }>(OUTSIDE, [communityId, after, size])).map(({ id }) => id);
  }
}
