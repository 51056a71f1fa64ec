import { Injectable } from '@nestjs/common';
import { Database, statement, type Tx } from '#platform/database';
import type { RemovalType } from './removal.type.js';

const KEEP = statement(
  'removal-keep',
  `INSERT INTO removals (community_id, account_id, reason) VALUES ($1, $2, $3)
   ON CONFLICT (community_id, account_id) DO UPDATE SET reason = excluded.reason, removed_at = now()`,
);

const SINCE = statement(
  'removal-since',
  `SELECT FROM removals WHERE community_id = $1 AND account_id = $2 AND removed_at >= $3::timestamptz`,
);
const OF = statement('removal-of', `SELECT FROM removals WHERE community_id = $1 AND account_id = $2`);

const AMONG = statement(
  'removals-among',
  `SELECT community_id AS id, removed_at AS at, reason FROM removals
   WHERE account_id = $1 AND community_id = ANY ($2::uuid[])`,
);

/** SQL about who was removed. Being let in again takes the row away (admission.repository.ts). */
@Injectable()
export class RemovalRepository {
  constructor(private readonly db: Database) {}

  /** From which of these communities an account was removed, and why; by community. */
  async among(accountId: string, communityIds: readonly string[]): Promise<Map<string, RemovalType>> {
    const rows = await this.db.run<RemovalType & { id: string }>(AMONG, [accountId, communityIds]);
    return new Map(rows.map(({ id, at, reason }) => [id, { at, reason }]));
  }

  /** Keeps that an account was removed, so that it does not walk in again by itself. */
  async keep(tx: Tx, communityId: string, accountId: string, reason: string): Promise<void> {
    await tx.run(KEEP, [communityId, accountId, reason]);
  }

  /** Whether an account was removed at this moment or later. */
  async since(tx: Tx, communityId: string, accountId: string, moment: string): Promise<boolean> {
    return (await tx.run(SINCE, [communityId, accountId, moment])).length > 0;
  }

  /** Whether an account was removed and has not been let in again. */
  async isKept(tx: Tx, communityId: string, accountId: string): Promise<boolean> {
    return (await tx.run(OF, [communityId, accountId])).length > 0;
  }
}
