import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable } from '#platform/database';
import type { ResourceKind, ResourceLanguage } from './resource-terms.type.js';

/** That something was shared, for those who tell people of it. */
export interface NewResource {
  readonly id: string;
  readonly communityId: string;
  readonly sharerId: string;
  readonly title: string;
  readonly kind: ResourceKind;
  readonly language: ResourceLanguage;
  readonly createdAt: string;
}

/** A community, and since when what is shared there is new to somebody. */
export interface NewsPlace {
  readonly communityId: string;
  readonly since: string;
}

const COLUMNS = `r.id, r.community_id AS "communityId", r.sharer_id AS "sharerId", r.title, r.kind,
  r.language, r.created_at AS "createdAt"`;

const STANDING = statement(
  'resource-news-standing',
  `SELECT ${COLUMNS} FROM resources r WHERE r.id = ANY ($1::uuid[]) AND r.deleted_at IS NULL`,
);
/** What was created after a moment was changed after it as well, and by that the index goes. */
const SINCE = statement(
  'resource-news-since',
  `SELECT n.* FROM unnest($1::uuid[], $2::timestamptz[]) AS p (community_id, since) CROSS JOIN LATERAL (
     SELECT ${COLUMNS} FROM resources r
     WHERE r.community_id = p.community_id AND r.deleted_at IS NULL AND r.updated_at > p.since
       AND r.created_at > p.since
     ORDER BY r.created_at DESC, r.id DESC LIMIT $3) AS n
   ORDER BY n."createdAt" DESC, n.id DESC`,
);

/** SQL about what is new in libraries. */
@Injectable()
export class ResourceNewsRepository {
  constructor(private readonly db: Database) {}

  /** Those of these resources that are not deleted. */
  standing(ids: readonly string[], on: Queryable = this.db): Promise<NewResource[]> {
    return on.run<NewResource>(STANDING, [ids]);
  }

  /** What was shared in these places, newest first, at most so many of each. */
  since(places: readonly NewsPlace[], limit: number, on: Queryable = this.db): Promise<NewResource[]> {
    const columns = [places.map(({ communityId }) => communityId), places.map(({ since }) => since)];
    return on.run<NewResource>(SINCE, [...columns, limit]);
  }
}
