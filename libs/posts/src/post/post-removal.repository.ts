import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '#platform/database';
import { SearchEntryRepository } from '../search/search-entry.repository.js';
import { searchText } from '../search/search-text.js';
import type { PostRow } from './post.repository.js';

// A revision for each, so that open pages know which of two messages is the newer; there is no earlier text to keep.
const REMOVE = statement(
  'post-remove',
  `UPDATE posts SET removed_at = clock_timestamp(), removal_reason = $2, revision = revision + 1
   WHERE id = $1 AND removed_at IS NULL AND deleted_at IS NULL RETURNING revision, removed_at AS "removedAt", attachment_count AS "attachmentCount"`,
);
const RESTORE = statement(
  'post-restore',
  `UPDATE posts SET removed_at = NULL, removal_reason = NULL, revision = revision + 1
   WHERE id = $1 AND removed_at IS NOT NULL AND deleted_at IS NULL RETURNING revision, body, attachment_count AS "attachmentCount"`,
);

type Removed = Pick<PostRow, 'revision' | 'attachmentCount'> & { readonly removedAt: string };
type Restored = Pick<PostRow, 'revision' | 'attachmentCount' | 'body'>;

/** SQL that takes posts out of discussions and out of what is found, and puts them back. */
@Injectable()
export class PostRemovalRepository {
  constructor(private readonly search: SearchEntryRepository) {}

  /** Null when it was removed or deleted already. */
  async remove(tx: Tx, id: string, reason: string): Promise<Removed | null> {
    const [row] = await tx.run<Removed>(REMOVE, [id, reason]);
    if (row) await this.search.put([{ postId: id, revision: row.revision, words: '' }], tx);
    return row ?? null;
  }

  /** Answers the text that stands again; null when it was not removed, or is deleted. */
  async restore(tx: Tx, id: string): Promise<Restored | null> {
    const [row] = await tx.run<Restored>(RESTORE, [id]);
    if (row) await this.search.put([{ postId: id, revision: row.revision, words: searchText(row.body) }], tx);
    return row ?? null;
  }
}
