import { Injectable } from '@nestjs/common';
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

/** SQL that counts what is unread. */
@Injectable()
export class BellRepository {
  constructor(private readonly db: Database) {}

  /** How many notifications of each of these accounts are unread and may be seen. One statement. */
  counts(accountIds: readonly string[], on: Queryable = this.db): Promise<BellRow[]> {
    return on.run<BellRow>(COUNTS, [accountIds]);
  }
}
