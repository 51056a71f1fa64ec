import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable, type Tx } from '#platform/database';
import type { VersionRow } from '../resource/resource-row.js';

const COLUMNS = `v.id, v.resource_id AS "resourceId", v.number, v.note, v.author_id AS "authorId",
  v.restored_from AS "restoredFrom", v.created_at AS "createdAt"`;

const OF_RESOURCES = statement(
  'resource-versions-of',
  `SELECT ${COLUMNS} FROM resource_versions v WHERE v.resource_id = ANY ($1::uuid[]) ORDER BY v.resource_id, v.number DESC`,
);
const BY_ID = statement('resource-version-by-id', `SELECT ${COLUMNS} FROM resource_versions v WHERE v.id = $1`);
const INSERT = statement(
  'resource-version-insert',
  `INSERT INTO resource_versions (id, resource_id, number, note, author_id, restored_from, created_at)
   SELECT $1, $2, $3, $4, $5, $6, clock_timestamp()`,
);

/** SQL about versions of resources. */
@Injectable()
export class ResourceVersionRepository {
  constructor(private readonly db: Database) {}

  /** All versions of these resources, newest first; of each there are few (LIMITS.resourceVersions). */
  async of(resourceIds: readonly string[], on: Queryable = this.db): Promise<Map<string, VersionRow[]>> {
    return Map.groupBy(await on.run<VersionRow>(OF_RESOURCES, [resourceIds]), ({ resourceId }) => resourceId);
  }

  async byId(id: string, on: Queryable = this.db): Promise<VersionRow | null> {
    const [row] = await on.run<VersionRow>(BY_ID, [id]);
    return row ?? null;
  }

  /** Adds a version; its file is there already. */
  async insert(tx: Tx, version: Omit<VersionRow, 'createdAt'>): Promise<void> {
    const { id, resourceId, number, note, authorId, restoredFrom } = version;
    await tx.run(INSERT, [id, resourceId, number, note, authorId, restoredFrom]);
  }
}
