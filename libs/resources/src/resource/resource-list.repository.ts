import { Injectable } from '@nestjs/common';
import { Database, lookUp, statement, type Statement } from '#platform/database';
import { COLUMNS, type FoundResource, FROM, resourceOf } from './resource-columns.js';
import type { ResourceFilter, ResourceKey } from './resource.input.js';
import type { ResourceRow } from './resource-row.js';
import type { ResourceSort } from './resource-terms.type.js';

/** A library of which a page is asked for. */
export interface Library {
  readonly communityId: string;
  /** Of deleted resources: only those that this account shared and deleted itself; null: all. */
  readonly ownOf: string | null;
}

/** What page of it. */
export interface ResourceSlice {
  readonly filter: ResourceFilter;
  readonly after: ResourceKey | null;
  /** How many rows at most. */
  readonly size: number;
}

/** A keyword as most people spell it. */
export interface TagRow {
  readonly communityId: string;
  readonly tag: string;
  readonly count: number;
}

type Order = ResourceSort | 'DELETED';

/** How each list is ordered, what comes after a key, and the key before everything. */
const ORDERS: Record<Order, { by: string; after: string; start: readonly [string | number, string] }> = {
  NEWEST: {
    by: 'updated_at DESC, id DESC',
    after: '(r.updated_at, r.id) < ($3::timestamptz, $4::uuid)',
    start: ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  },
  TITLE: {
    by: 'sort_title COLLATE "und-x-icu", id',
    after: '(r.sort_title COLLATE "und-x-icu", r.id) > ($3::text, $4::uuid)',
    start: ['', '00000000-0000-0000-0000-000000000000'],
  },
  DOWNLOADS: {
    by: 'downloads DESC, id DESC',
    after: '(r.downloads, r.id) < ($3::int, $4::uuid)',
    start: [2_147_483_647, 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  },
  DELETED: {
    by: 'deleted_at DESC, id DESC',
    after: '(r.deleted_at, r.id) < ($3::timestamptz, $4::uuid)',
    start: ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  },
};

const STANDS = 'r.deleted_at IS NULL';
const DELETED = `r.deleted_at IS NOT NULL AND (c.own_of IS NULL OR (r.sharer_id = c.own_of AND r.deleted_by = c.own_of))`;
const MATCHES = `($6::text IS NULL OR r.kind = $6) AND ($7::text IS NULL OR r.language = $7)
  AND ($8::text IS NULL OR r.tag_keys @> ARRAY[$8])`;

const qualified = (by: string, table: string): string =>
  by.replace(/\b(?=[a-z_]+ (?:DESC|COLLATE)|id\b)/g, `${table}.`);

/** The whole list and the narrowed one apart, so that the plan of the first is not that of the second. */
const page = (order: Order, name: string, where: string): Statement =>
  (where === STANDS ? lookUp : statement)(
    name,
    `SELECT q.* FROM unnest($1::uuid[], $5::uuid[]) AS c (id, own_of) CROSS JOIN LATERAL (
       SELECT ${COLUMNS} ${FROM} WHERE r.community_id = c.id AND ${ORDERS[order].after} AND ${where}
       ORDER BY ${qualified(ORDERS[order].by, 'r')} LIMIT $2) q`,
  );

const PAGES: Record<ResourceSort, { whole: Statement; narrowed: Statement }> = {
  NEWEST: {
    whole: page('NEWEST', 'resources-newest', STANDS),
    narrowed: page('NEWEST', 'resources-newest-among', `${STANDS} AND ${MATCHES}`),
  },
  TITLE: {
    whole: page('TITLE', 'resources-by-title', STANDS),
    narrowed: page('TITLE', 'resources-by-title-among', `${STANDS} AND ${MATCHES}`),
  },
  DOWNLOADS: {
    whole: page('DOWNLOADS', 'resources-by-downloads', STANDS),
    narrowed: page('DOWNLOADS', 'resources-by-downloads-among', `${STANDS} AND ${MATCHES}`),
  },
};
const DELETED_PAGE = page('DELETED', 'resources-deleted', `${DELETED} AND ${MATCHES}`);

/** How many keywords of a library are told. */
const MOST_TAGS = 50;

const TAGS = statement(
  'resource-tags',
  `SELECT c.id AS "communityId", t.tag, t.count FROM unnest($1::uuid[]) AS c (id) CROSS JOIN LATERAL (
     SELECT mode() WITHIN GROUP (ORDER BY u.tag) AS tag, count(*) AS count
     FROM resources r CROSS JOIN LATERAL unnest(r.tags, r.tag_keys) AS u (tag, key)
     WHERE r.community_id = c.id AND r.deleted_at IS NULL
     GROUP BY u.key ORDER BY count DESC, u.key LIMIT ${MOST_TAGS}) t`,
);

/** SQL of lists of resources. */
@Injectable()
export class ResourceListRepository {
  constructor(private readonly db: Database) {}

  /** The same slice of each of these libraries, each in its order; one statement. */
  async pages(libraries: readonly Library[], slice: ResourceSlice): Promise<Map<string, ResourceRow[]>> {
    const { filter, after, size } = slice;
    const { sort, deleted, kind, language, tag } = filter;
    const narrows = kind !== null || language !== null || tag !== null;
    const { whole, narrowed } = PAGES[sort];
    const start = ORDERS[deleted ? 'DELETED' : sort].start;
    const values = [
      libraries.map(({ communityId }) => communityId),
      size,
      ...(after === null ? start : [after[1], after[2]]),
      libraries.map(({ ownOf }) => ownOf),
    ];
    const chosen = deleted ? DELETED_PAGE : narrows ? narrowed : whole;
    const rows = await this.db.run<FoundResource>(
      chosen,
      deleted || narrows ? [...values, kind, language, tag] : values,
    );
    return Map.groupBy(rows.map(resourceOf), ({ communityId }) => communityId);
  }

  /** The keywords of each of these libraries, most used first; one statement. */
  async tags(communityIds: readonly string[]): Promise<Map<string, TagRow[]>> {
    return Map.groupBy(await this.db.run<TagRow>(TAGS, [communityIds]), ({ communityId }) => communityId);
  }
}
