import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable } from '#platform/database';

/** The row is made by the first file; then the comparison and the addition are one UPDATE, which others wait for. */
const CHARGE = statement(
  'storage-account-charge',
  `INSERT INTO community_storage AS s (community_id, bytes)
   SELECT $1::uuid, $2::bigint WHERE $2::bigint <= $3::bigint
   ON CONFLICT (community_id) DO UPDATE SET bytes = s.bytes + $2::bigint WHERE s.bytes + $2::bigint <= $3::bigint
   RETURNING bytes`,
);
const REFUND = statement(
  'storage-account-refund',
  `UPDATE community_storage SET bytes = bytes - $2::bigint WHERE community_id = $1`,
);
const USED = statement(
  'storage-account-used',
  `SELECT community_id AS id, bytes FROM community_storage WHERE community_id = ANY ($1::uuid[])`,
);

/** SQL of the accounts of room. */
@Injectable()
export class StorageAccountRepository {
  constructor(private readonly db: Database) {}

  /** Adds to what is taken, unless that were more than `most`; whether it did. */
  async charge(tx: Queryable, communityId: string, bytes: number, most: number): Promise<boolean> {
    return (await tx.run(CHARGE, [communityId, bytes, most])).length === 1;
  }

  /** Takes off what was added. */
  async refund(tx: Queryable, communityId: string, bytes: number): Promise<void> {
    await tx.run(REFUND, [communityId, bytes]);
  }

  /** Bytes taken in each of these communities; one without files is missing. */
  async used(communityIds: readonly string[], on: Queryable = this.db): Promise<Map<string, number>> {
    const rows = await on.run<{ id: string; bytes: number }>(USED, [communityIds]);
    return new Map(rows.map(({ id, bytes }) => [id, bytes]));
  }
}
