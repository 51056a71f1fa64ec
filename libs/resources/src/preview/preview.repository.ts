import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable, type Tx } from '#platform/database';
import type { PreviewPicture, PreviewSize } from '../file/file-facts.js';

/** A file whose pictures wait to be made. */
export interface WaitingRow {
  readonly storedFileId: string;
  readonly mediaType: string;
}

const WAITING = statement(
  'preview-waiting',
  `SELECT stored_file_id AS "storedFileId", media_type AS "mediaType" FROM files
   WHERE id = $1 AND preview_state = 'WAITING'`,
);
// The row stays locked until the transaction ends: whoever releases the file then sees its pictures.
const SETTLE = statement(
  'preview-settle',
  `UPDATE files SET preview_state = $2, pages = $3 WHERE id = $1 AND preview_state = 'WAITING' RETURNING id`,
);
const INSERT = statement(
  'preview-insert',
  `INSERT INTO previews (file_id, size, object_key, width, height, bytes) VALUES ($1, $2, $3, $4, $5, $6)`,
);

/** SQL of the pictures of files. */
@Injectable()
export class PreviewRepository {
  constructor(private readonly db: Database) {}

  /** The file, while its pictures wait to be made; null when they are settled or the file is gone. */
  async waiting(fileId: string): Promise<WaitingRow | null> {
    const [row] = await this.db.run<WaitingRow>(WAITING, [fileId]);
    return row ?? null;
  }

  /** Ends the waiting; false when it was ended before, or the file is gone. */
  async settle(on: Queryable, fileId: string, state: 'READY' | 'FAILED', pages: number | null): Promise<boolean> {
    return (await on.run(SETTLE, [fileId, state, pages])).length === 1;
  }

  /** The same for those that nobody could make. */
  fail(fileId: string): Promise<boolean> {
    return this.settle(this.db, fileId, 'FAILED', null);
  }

  /** Adds one picture. */
  async insert(tx: Tx, fileId: string, size: PreviewSize, picture: PreviewPicture): Promise<void> {
    await tx.run(INSERT, [fileId, size, picture.objectKey, picture.width, picture.height, picture.bytes]);
  }
}
