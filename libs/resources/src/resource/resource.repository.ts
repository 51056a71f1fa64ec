import { Injectable } from '@nestjs/common';
import { Database, lookUp, type Queryable, statement, type Tx } from '#platform/database';
import { foldText } from '#platform/text';
import { COLUMNS, type FoundResource, FROM, resourceOf } from './resource-columns.js';
import type { ResourceRow, ResourceTexts } from './resource-row.js';
import { tagKeys } from './tag-key.js';

/** A resource before it is written. */
export interface NewResource extends ResourceTexts {
  readonly id: string;
  readonly communityId: string;
  readonly sharerId: string;
}

const BY_ID = lookUp('resource-by-id', `SELECT ${COLUMNS} ${FROM} WHERE r.id = $1`);

const BY_IDS = statement('resources-by-ids', `SELECT ${COLUMNS} ${FROM} WHERE r.id = ANY ($1::uuid[])`);

const COMMUNITY_OF = statement(
  'resource-community',
  `SELECT community_id AS "communityId" FROM resources WHERE id = $1`,
);
const COMMUNITY_OF_VERSION = statement(
  'resource-community-of-version',
  `SELECT r.id, r.community_id AS "communityId" FROM resource_versions v JOIN resources r ON r.id = v.resource_id
   WHERE v.id = $1`,
);

// Alone, and read again after: whoever waited for the row would else find it beside a version that is not the present one.
const HOLD = statement('resource-hold', `SELECT id FROM resources WHERE id = $1 FOR NO KEY UPDATE`);

const INSERT = statement(
  'resource-insert',
  `INSERT INTO resources (id, community_id, sharer_id, title, sort_title, description, kind, language, tags, tag_keys,
     licence, terms, authors, url, last_number, revision, created_at, updated_at)
   SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::text,
     CASE WHEN $14::text IS NULL THEN 1 ELSE 0 END, 1, at, at
   FROM clock_timestamp() AS at ON CONFLICT (id) DO NOTHING RETURNING id`,
);

const UPDATE = statement(
  'resource-update',
  `UPDATE resources SET title = $2, sort_title = $3, description = $4, kind = $5, language = $6, tags = $7, tag_keys = $8,
     licence = $9, terms = $10, authors = $11, url = $12, revision = revision + 1,
     updated_at = CASE WHEN url IS DISTINCT FROM $12 THEN clock_timestamp() ELSE updated_at END
   WHERE id = $1`,
);

const TAKE_NEXT_NUMBER = statement(
  'resource-take-next-number',
  `UPDATE resources SET last_number = last_number + 1, revision = revision + 1, updated_at = clock_timestamp()
   WHERE id = $1 RETURNING last_number AS number`,
);

const DELETE = statement(
  'resource-delete',
  `UPDATE resources SET deleted_at = clock_timestamp(), deleted_by = $2, deletion_reason = $3, revision = revision + 1
   WHERE id = $1 AND deleted_at IS NULL RETURNING id`,
);
const RESTORE = statement(
  'resource-restore',
  `UPDATE resources SET deleted_at = NULL, deleted_by = NULL, deletion_reason = NULL, revision = revision + 1
   WHERE id = $1 AND deleted_at IS NOT NULL RETURNING id`,
);

const COUNT_DOWNLOAD = statement(
  'resource-count-download',
  `UPDATE resources SET downloads = downloads + 1
   WHERE id = (SELECT resource_id FROM resource_versions WHERE id = $1)`,
);

/** SQL about one resource at a time; lists stand in resource-list.repository.ts. */
@Injectable()
export class ResourceRepository {
  constructor(private readonly db: Database) {}

  async byId(id: string, on: Queryable = this.db): Promise<ResourceRow | null> {
    const [row] = await on.run<FoundResource>(BY_ID, [id]);
    return row ? resourceOf(row) : null;
  }

  /** These resources, deleted ones among them; unknown ids are left out. */
  async byIds(ids: readonly string[]): Promise<ResourceRow[]> {
    return (await this.db.run<FoundResource>(BY_IDS, [ids])).map(resourceOf);
  }

  /** The community in which a resource stands, which never changes. */
  async communityOf(id: string, tx: Tx): Promise<string | null> {
    const [row] = await tx.run<{ communityId: string }>(COMMUNITY_OF, [id]);
    return row?.communityId ?? null;
  }

  /** The resource of a version and its community; neither ever changes. */
  async ofVersion(versionId: string, tx: Tx): Promise<{ id: string; communityId: string } | null> {
    const [row] = await tx.run<{ id: string; communityId: string }>(COMMUNITY_OF_VERSION, [versionId]);
    return row ?? null;
  }

  /** The resource as it is and stays until `tx` ends. */
  async hold(id: string, tx: Tx): Promise<ResourceRow | null> {
    await tx.run(HOLD, [id]);
    return this.byId(id, tx);
  }

  /** Adds a resource, of which version 1 follows unless it is a link; false when the id is taken. */
  async insert(tx: Tx, resource: NewResource): Promise<boolean> {
    const { id, communityId, sharerId, title, description, kind, language, tags, licence, terms, authors, url } =
      resource;
    const texts = [
      title,
      foldText(title),
      description,
      kind,
      language,
      tags,
      tagKeys(tags),
      licence,
      terms,
      authors,
      url,
    ];
    return (await tx.run(INSERT, [id, communityId, sharerId, ...texts])).length > 0;
  }

  /** Says something else of a resource that is held. */
  async update(tx: Tx, id: string, texts: ResourceTexts): Promise<void> {
    const { title, description, kind, language, tags, licence, terms, authors, url } = texts;
    const values = [title, foldText(title), description, kind, language, tags, tagKeys(tags), licence, terms, authors];
    await tx.run(UPDATE, [id, ...values, url]);
  }

  /** The number of the next version; the row is held until the transaction ends, so that numbers have no gaps. */
  async takeNextNumber(tx: Tx, id: string): Promise<number> {
    const [row] = await tx.run<{ number: number }>(TAKE_NEXT_NUMBER, [id]);
    if (!row) throw new Error('A resource that is held has a row.');
    return row.number;
  }

  /** False when it was deleted already. */
  async delete(tx: Tx, id: string, by: string, reason: string | null): Promise<boolean> {
    return (await tx.run(DELETE, [id, by, reason])).length > 0;
  }

  /** False when it stands. */
  async restore(tx: Tx, id: string): Promise<boolean> {
    return (await tx.run(RESTORE, [id])).length > 0;
  }

  /** Counts one download of the resource to which this version belongs. */
  async countDownload(versionId: string): Promise<void> {
    await this.db.run(COUNT_DOWNLOAD, [versionId]);
  }
}
