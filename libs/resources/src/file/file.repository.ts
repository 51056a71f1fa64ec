import { Injectable } from '@nestjs/common';
import { Database, statement, type Tx } from '#platform/database';
import type { FileFacts, FileState, NewFile, PreviewState } from './file-facts.js';

/** A file with its pictures, as a row of one statement. */
type FileRow = Omit<FileFacts, 'preview'> & {
  readonly previewState: PreviewState;
  readonly pages: number | null;
  readonly smallKey: string | null;
  readonly smallWidth: number;
  readonly smallHeight: number;
  readonly smallBytes: number;
  readonly largeKey: string | null;
  readonly largeWidth: number;
  readonly largeHeight: number;
  readonly largeBytes: number;
};

/** What was given up with a file. */
export interface ReleasedRow {
  readonly communityId: string;
  readonly storedFileId: string;
  readonly charged: number;
}

/** A file that somebody is about to use or to give up. */
export type LockedFile = Pick<NewFile, 'id' | 'communityId' | 'ownerId' | 'use' | 'state' | 'name' | 'mediaType'>;

const BY_IDS = statement(
  'files-by-ids',
  `SELECT f.id, f.community_id AS "communityId", f.owner_id AS "ownerId", f.use, f.state, f.name,
     f.media_type AS "mediaType", s.size, s.sha256, f.charged, f.stored_file_id AS "storedFileId", f.width, f.height,
     f.preview_state AS "previewState", f.pages, a.object_key AS "smallKey", a.width AS "smallWidth",
     a.height AS "smallHeight", a.bytes AS "smallBytes", b.object_key AS "largeKey", b.width AS "largeWidth",
     b.height AS "largeHeight", b.bytes AS "largeBytes"
   FROM files f JOIN stored_files s ON s.id = f.stored_file_id
   LEFT JOIN previews a ON a.file_id = f.id AND a.size = 'small'
   LEFT JOIN previews b ON b.file_id = f.id AND b.size = 'large'
   WHERE f.id = ANY ($1::uuid[])`,
);

const INSERT = statement(
  'file-insert',
  `INSERT INTO files (id, community_id, stored_file_id, owner_id, use, state, name, media_type, charged, width, height, preview_state)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
);
const SET_STATE = statement('file-set-state', `UPDATE files SET state = $2 WHERE id = ANY ($1::uuid[])`);

const LOCK = statement(
  'file-lock',
  `SELECT id, community_id AS "communityId", owner_id AS "ownerId", use, state, name, media_type AS "mediaType"
   FROM files WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
);
// Only after LOCK, so that also pictures are seen whose making had the row before.
const DELETE = statement(
  'file-delete',
  `WITH gone AS (
     DELETE FROM files WHERE id = ANY ($1::uuid[])
     RETURNING id, community_id, stored_file_id, charged),
   pictures AS (
     INSERT INTO doomed_objects (object_key, remove_after)
     SELECT p.object_key, clock_timestamp() FROM previews p JOIN gone ON gone.id = p.file_id
     ON CONFLICT (object_key) DO NOTHING)
   SELECT community_id AS "communityId", stored_file_id AS "storedFileId", charged FROM gone`,
);
const HELD_SINCE = statement(
  'files-held-since',
  `SELECT id FROM files WHERE state = 'HELD' AND created_at < clock_timestamp() - make_interval(days => $1)
     AND id <> ALL ($3::uuid[])
   ORDER BY created_at LIMIT $2`,
);

/** SQL of files: the references to what is stored. */
@Injectable()
export class FileRepository {
  constructor(private readonly db: Database) {}

  /** These files with their contents and pictures; unknown ids are left out. One statement. */
  async byIds(ids: readonly string[]): Promise<Map<string, FileFacts>> {
    const rows = await this.db.run<FileRow>(BY_IDS, [ids]);
    return new Map(rows.map((row) => [row.id, factsOf(row)]));
  }

  /** Adds a file. */
  async insert(tx: Tx, file: NewFile, previewState: PreviewState): Promise<void> {
    const { id, communityId, storedFileId, ownerId, use, state, name, mediaType, charged, width, height } = file;
    const content = [id, communityId, storedFileId, ownerId, use, state, name, mediaType, charged];
    await tx.run(INSERT, [...content, width ?? null, height ?? null, previewState]);
  }

  /** Shows, or withholds, these files. */
  async setState(tx: Tx, ids: readonly string[], state: FileState): Promise<void> {
    if (ids.length > 0) await tx.run(SET_STATE, [ids, state]);
  }

  /** These files as they are and stay until the transaction ends, by id; unknown ids are left out. */
  async lock(tx: Tx, ids: readonly string[]): Promise<LockedFile[]> {
    return ids.length === 0 ? [] : tx.run<LockedFile>(LOCK, [ids]);
  }

  /** Deletes these files, which must be locked, and dooms their pictures. */
  delete(tx: Tx, ids: readonly string[]): Promise<ReleasedRow[]> {
    return tx.run(DELETE, [ids]);
  }

  /** At most so many files that nobody has used for so many days, but these, oldest first. */
  async heldSince(days: number, size: number, except: readonly string[]): Promise<string[]> {
    return (await this.db.run<{ id: string }>(HELD_SINCE, [days, size, except])).map(({ id }) => id);
  }
}

function factsOf(row: FileRow): FileFacts {
  const { previewState, pages, smallKey, smallWidth, smallHeight, smallBytes, ...rest } = row;
  const { largeKey, largeWidth, largeHeight, largeBytes, ...file } = rest;
  const small =
    smallKey === null ? null : { objectKey: smallKey, width: smallWidth, height: smallHeight, bytes: smallBytes };
  const large =
    largeKey === null ? null : { objectKey: largeKey, width: largeWidth, height: largeHeight, bytes: largeBytes };
  return { ...file, preview: { state: previewState, pages, small, large } };
}
