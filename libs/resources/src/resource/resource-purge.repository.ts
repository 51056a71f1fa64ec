import { Injectable } from '@nestjs/common';
import { Database, statement, type Tx } from '#platform/database';
import { KEPT_DAYS } from './resource-columns.js';

const IS_DUE = `deleted_at < now() - interval '${KEPT_DAYS} days'`;

const DUE = statement(
  'resources-due',
  `SELECT id FROM resources WHERE ${IS_DUE} AND id <> ALL ($2::uuid[]) ORDER BY deleted_at LIMIT $1`,
);
const HOLD_DUE = statement('resource-hold-due', `SELECT id FROM resources WHERE id = $1 AND ${IS_DUE} FOR UPDATE`);
const DROP_VERSIONS = statement(
  'resource-drop-versions',
  `DELETE FROM resource_versions WHERE resource_id = $1 RETURNING id`,
);
const DROP = statement('resource-drop', `DELETE FROM resources WHERE id = $1`);

/** SQL that deletes resources for good. */
@Injectable()
export class ResourcePurgeRepository {
  constructor(private readonly db: Database) {}

  /** At most so many of those whose time has come, but these, longest deleted first. */
  async due(size: number, except: readonly string[]): Promise<string[]> {
    return (await this.db.run<{ id: string }>(DUE, [size, except])).map(({ id }) => id);
  }

  /** Holds a resource until the transaction ends; false when its time has not come, or it is gone. */
  async holdDue(tx: Tx, id: string): Promise<boolean> {
    return (await tx.run(HOLD_DUE, [id])).length > 0;
  }

  /** Deletes the versions of a resource; answers the ids of their files, which nothing refers to any more. */
  async dropVersions(tx: Tx, id: string): Promise<string[]> {
    return (await tx.run<{ id: string }>(DROP_VERSIONS, [id])).map((row) => row.id);
  }

  async drop(tx: Tx, id: string): Promise<void> {
    await tx.run(DROP, [id]);
  }
}
