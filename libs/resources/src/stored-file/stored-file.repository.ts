import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '#platform/database';

/** Bytes that have come in whole. */
export interface IncomingBytes {
  /** Where they lie in the storage. */
  readonly key: string;
  /** In hex. */
  readonly sha256: string;
  readonly size: number;
}

// One statement for both cases. A known row stays locked until the transaction ends, and lives again; one that is being
// removed is waited for, and then made anew. Bytes that were doomed before they came are spared, if they are needed.
const TAKE = statement(
  'stored-file-take',
  `WITH taken AS (
     INSERT INTO stored_files (id, sha256, size) VALUES ($1::uuid, $2, $3)
     ON CONFLICT (sha256) DO UPDATE SET unreferenced_at = NULL RETURNING id),
   superfluous AS (
     INSERT INTO doomed_objects (object_key, remove_after)
     SELECT $1::uuid::text, statement_timestamp() FROM taken WHERE id <> $1::uuid
     ON CONFLICT (object_key) DO UPDATE SET remove_after = excluded.remove_after),
   needed AS (
     DELETE FROM doomed_objects d USING taken t WHERE d.object_key = $1::uuid::text AND t.id = $1::uuid)
   SELECT id FROM taken`,
);
const TAKE_AGAIN = statement(
  'stored-file-take-again',
  `UPDATE stored_files SET unreferenced_at = NULL WHERE id = $1 RETURNING id`,
);

const LOCK = statement(
  'stored-file-lock',
  `SELECT id FROM stored_files WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
);
// A statement of its own, after the lock: only so does it see the files of those who had it before.
const MARK = statement(
  'stored-file-mark',
  `UPDATE stored_files s SET unreferenced_at = clock_timestamp()
   WHERE s.id = ANY ($1::uuid[]) AND NOT EXISTS (SELECT FROM files f WHERE f.stored_file_id = s.id)`,
);

// What is locked is being taken or released just now; the next sweep finds it.
const LOCK_UNREFERENCED = statement(
  'stored-file-lock-unreferenced',
  `SELECT id FROM stored_files WHERE unreferenced_at <= clock_timestamp() - make_interval(secs => $1::float8)
   ORDER BY unreferenced_at, id LIMIT $2 FOR UPDATE SKIP LOCKED`,
);
const REMOVE = statement(
  'stored-file-remove',
  `WITH gone AS (
     DELETE FROM stored_files s WHERE s.id = ANY ($1::uuid[])
       AND NOT EXISTS (SELECT FROM files f WHERE f.stored_file_id = s.id) RETURNING s.id)
   INSERT INTO doomed_objects (object_key, remove_after) SELECT id::text, clock_timestamp() FROM gone
   ON CONFLICT (object_key) DO NOTHING RETURNING object_key`,
);
const REVIVE = statement(
  'stored-file-revive',
  `UPDATE stored_files s SET unreferenced_at = NULL WHERE s.id = ANY ($1::uuid[])
     AND EXISTS (SELECT FROM files f WHERE f.stored_file_id = s.id)`,
);

/** SQL of the contents that are kept. */
@Injectable()
export class StoredFileRepository {
  /**
   * The content with this sum, new or known, which stays until the transaction ends. Superfluous bytes are doomed, needed
   * ones doomed no more.
   */
  async take(tx: Tx, { key, sha256, size }: IncomingBytes): Promise<string> {
    const [row] = await tx.run<{ id: string }>(TAKE, [key, sha256, size]);
    if (!row) throw new Error('PostgreSQL neither made nor found the row of a stored file.');
    return row.id;
  }

  /** The same for a content that is known by its id; false when it is gone. */
  async takeAgain(tx: Tx, id: string): Promise<boolean> {
    return (await tx.run(TAKE_AGAIN, [id])).length === 1;
  }

  /** Notes of each of these contents that nothing refers to it, where nothing does. */
  async dismiss(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.run(LOCK, [ids]);
    await tx.run(MARK, [ids]);
  }

  /**
   * Deletes at most so many contents that nothing has referred to for so many seconds, and dooms their bytes. Answers
   * how many it looked at.
   */
  async sweep(tx: Tx, seconds: number, size: number): Promise<number> {
    const ids = (await tx.run<{ id: string }>(LOCK_UNREFERENCED, [seconds, size])).map(({ id }) => id);
    if (ids.length === 0) return 0;
    const gone = await tx.run(REMOVE, [ids]);
    if (gone.length < ids.length) await tx.run(REVIVE, [ids]);
    return ids.length;
  }
}
