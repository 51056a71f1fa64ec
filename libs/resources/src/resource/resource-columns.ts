import type { ResourceRow, VersionRow } from './resource-row.js';

/** A deleted resource is kept so long, in days. */
export const KEPT_DAYS = 30;

/** What is read of a resource `r` and its present version `v`; the list reads the same. */
export const COLUMNS = `r.id, r.community_id AS "communityId", r.sharer_id AS "sharerId", r.title,
  r.sort_title AS "sortTitle", r.description, r.kind, r.language, r.tags, r.licence, r.terms, r.authors, r.url, r.downloads,
  r.last_number AS "lastNumber", r.revision, r.created_at AS "createdAt", r.updated_at AS "updatedAt",
  r.deleted_at AS "deletedAt", r.deleted_by AS "deletedBy", r.deletion_reason AS "deletionReason",
  r.deleted_at + interval '${KEPT_DAYS} days' AS "goneAt", v.id AS "versionId", v.note AS "versionNote",
  v.author_id AS "versionAuthorId", v.restored_from AS "versionRestoredFrom", v.created_at AS "versionCreatedAt"`;

/** The present version comes with its resource, so that a list asks nothing more for it. */
export const FROM = `FROM resources r LEFT JOIN resource_versions v ON v.resource_id = r.id AND v.number = r.last_number`;

/** A row of {@link COLUMNS}. */
export interface FoundResource extends Omit<ResourceRow, 'current'> {
  readonly versionId: string | null;
  readonly versionNote: string | null;
  readonly versionAuthorId: string;
  readonly versionRestoredFrom: number | null;
  readonly versionCreatedAt: string;
}

/** A row with its present version apart. */
export function resourceOf(found: FoundResource): ResourceRow {
  const { versionId, versionNote, versionAuthorId, versionRestoredFrom, versionCreatedAt, ...row } = found;
  const current: VersionRow | null =
    versionId === null
      ? null
      : {
          id: versionId,
          resourceId: row.id,
          number: row.lastNumber,
          note: versionNote,
          authorId: versionAuthorId,
          restoredFrom: versionRestoredFrom,
          createdAt: versionCreatedAt,
        };
  return { ...row, current };
}
