import { Injectable } from '@nestjs/common';
import { Database, statement, type Tx } from '#platform/database';
import type { AttachedFile } from './attachment.type.js';

/** Whose file waits where. */
interface Waiting {
  readonly ownerId: string;
  readonly communityId: string;
  readonly ids: readonly string[];
}

// Locked in the order of their ids, whatever order they stand in: two posts that both want them do not wait for each other.
const HOLD = statement(
  'attachment-hold',
  `SELECT f.id, f.name, f.media_type AS "mediaType", s.size, f.width, f.height
   FROM files f JOIN stored_files s ON s.id = f.stored_file_id
   WHERE f.id = ANY ($1::uuid[]) AND f.owner_id = $2 AND f.community_id = $3 AND f.use = 'ATTACHMENT' AND f.state = 'HELD'
   ORDER BY f.id FOR UPDATE OF f`,
);
const HOLD_OWN = statement(
  'attachment-hold-own',
  `SELECT id FROM files WHERE id = $1 AND owner_id = $2 AND use = 'ATTACHMENT' AND state = 'HELD' FOR UPDATE`,
);
const OWN = statement(
  'attachment-own',
  `SELECT f.id, f.community_id AS "communityId", f.name, f.media_type AS "mediaType", s.size, f.width, f.height
   FROM files f JOIN stored_files s ON s.id = f.stored_file_id
   WHERE f.id = $1 AND f.owner_id = $2 AND f.use = 'ATTACHMENT'`,
);

/** SQL of the files that wait for a post. */
@Injectable()
export class AttachmentRepository {
  constructor(private readonly db: Database) {}

  /** Those of these files that wait for a post of their owner in this community, by id. They wait until the end of `tx`. */
  async hold(tx: Tx, { ids, ownerId, communityId }: Waiting): Promise<Map<string, AttachedFile>> {
    const rows = await tx.run<AttachedFile>(HOLD, [ids, ownerId, communityId]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Whether this file waits for a post of this account, wherever; if so, it does until the end of `tx`. */
  async holdOwn(tx: Tx, id: string, ownerId: string): Promise<boolean> {
    return (await tx.run(HOLD_OWN, [id, ownerId])).length === 1;
  }

  /** A file that this account attached, whatever became of it. */
  async own(id: string, ownerId: string): Promise<(AttachedFile & { readonly communityId: string }) | null> {
    const [row] = await this.db.run<AttachedFile & { readonly communityId: string }>(OWN, [id, ownerId]);
    return row ?? null;
  }
}
