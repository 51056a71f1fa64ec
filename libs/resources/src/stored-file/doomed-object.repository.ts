import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable } from '#platform/database';

// The earlier moment stands. One moment for all, or DISTINCT would see none twice.
const DOOM = statement(
  'doomed-objects-add',
  `INSERT INTO doomed_objects AS d (object_key, remove_after)
   SELECT DISTINCT key, statement_timestamp() + make_interval(secs => $2::float8) FROM unnest($1::text[]) AS k (key)
   ON CONFLICT (object_key) DO UPDATE SET remove_after = least(d.remove_after, excluded.remove_after)`,
);
const SPARE = statement('doomed-objects-spare', `DELETE FROM doomed_objects WHERE object_key = ANY ($1::text[])`);
const PUT_OFF = statement(
  'doomed-objects-put-off',
  `UPDATE doomed_objects SET remove_after = clock_timestamp() + interval '1 hour' WHERE object_key = ANY ($1::text[])`,
);

// What a row speaks of is never removed, whoever doomed it: a database put back from a backup may know it again.
const DUE = statement(
  'doomed-objects-due',
  `SELECT d.object_key AS key FROM doomed_objects d
   CROSS JOIN LATERAL (SELECT CASE WHEN d.object_key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                              THEN d.object_key::uuid END AS id) k
   WHERE d.remove_after <= clock_timestamp()
     AND NOT EXISTS (SELECT FROM stored_files s WHERE s.id = k.id)
     AND NOT EXISTS (SELECT FROM uploads u WHERE u.id = k.id AND u.state <> 'REFUSED')
     AND NOT EXISTS (SELECT FROM previews p WHERE p.object_key = d.object_key)
   ORDER BY d.remove_after LIMIT $1`,
);

// Parts of an unfinished upload stand beside it: what comes before the first dot says whose they are.
const DOOM_STRAYS = statement(
  'doomed-objects-add-strays',
  `INSERT INTO doomed_objects (object_key, remove_after)
   SELECT k.key, clock_timestamp() + make_interval(secs => $3::float8) FROM unnest($1::text[], $2::uuid[]) AS k (key, id)
   WHERE NOT EXISTS (SELECT FROM uploads u WHERE u.id = k.id)
     AND NOT EXISTS (SELECT FROM stored_files s WHERE s.id = k.id)
     AND NOT EXISTS (SELECT FROM previews p WHERE p.object_key = k.key)
   ON CONFLICT (object_key) DO NOTHING RETURNING object_key`,
);

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** SQL of the objects that are to be removed from the storage. */
@Injectable()
export class DoomedObjectRepository {
  constructor(private readonly db: Database) {}

  /** Notes that these objects are to go, in so many seconds; objects that are not there do no harm. */
  async doom(on: Queryable, keys: readonly string[], seconds = 0): Promise<void> {
    if (keys.length > 0) await on.run(DOOM, [keys, seconds]);
  }

  /** Takes that back: rows speak of them now. Also called when they are gone. */
  async spare(on: Queryable, keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await on.run(SPARE, [keys]);
  }

  /** Keeps those that cannot be removed just now out of the way of the others for an hour. */
  async putOff(keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await this.db.run(PUT_OFF, [keys]);
  }

  /** At most so many whose time has come. */
  async due(size: number): Promise<string[]> {
    return (await this.db.run<{ key: string }>(DUE, [size])).map(({ key }) => key);
  }

  /** Dooms those of these objects that no row speaks of, in so many seconds; answers how many they are. */
  async doomStrays(keys: readonly string[], seconds: number): Promise<number> {
    const ids = keys.map((key) => key.split('.', 1)[0] ?? '').map((id) => (UUID.test(id) ? id : null));
    return (await this.db.run(DOOM_STRAYS, [keys, ids, seconds])).length;
  }
}
