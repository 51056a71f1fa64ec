import { Injectable } from '@nestjs/common';
import { Database, lookUp, type Queryable, statement, type Tx } from '#platform/database';
import type { AttachedFile } from '#resources';

/** A file of a post, with the words that stand for it. */
export interface PostFile extends AttachedFile {
  readonly alt: string;
}

const OF_POSTS = lookUp(
  'post-attachments-of-posts',
  `SELECT post_id AS "postId", file_id AS id, alt, name, media_type AS "mediaType", size, width, height
   FROM post_attachments WHERE post_id = ANY ($1::uuid[]) ORDER BY post_id, position`,
);
const IDS = statement('post-attachment-ids', `SELECT file_id AS id FROM post_attachments WHERE post_id = $1`);

// What stood there keeps what is said of it: only place and words may be others.
const PUT = statement(
  'post-attachments-put',
  `INSERT INTO post_attachments AS a (post_id, position, file_id, alt, name, media_type, size, width, height)
   SELECT $1::uuid, f.n - 1, f.id, f.alt, f.name, f.media_type, f.size, f.width, f.height
   FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::int[], $8::int[])
     WITH ORDINALITY AS f (id, alt, name, media_type, size, width, height, n)
   ON CONFLICT (file_id) DO UPDATE SET position = excluded.position, alt = excluded.alt
     WHERE a.post_id = excluded.post_id`,
);
const DROP = statement(
  'post-attachments-drop',
  `DELETE FROM post_attachments WHERE post_id = $1 AND file_id <> ALL ($2::uuid[]) RETURNING file_id AS id`,
);

/** SQL of the files that stand with posts. */
@Injectable()
export class PostAttachmentRepository {
  constructor(private readonly db: Database) {}

  /** The files of each of these posts, in their order; posts without any are left out. One statement. */
  async ofPosts(postIds: readonly string[], on: Queryable = this.db): Promise<Map<string, PostFile[]>> {
    const rows = await on.run<PostFile & { postId: string }>(OF_POSTS, [postIds]);
    return Map.groupBy(rows, ({ postId }) => postId);
  }

  /** Ids of the files of a post. */
  async idsOf(tx: Tx, postId: string): Promise<string[]> {
    return (await tx.run<{ id: string }>(IDS, [postId])).map(({ id }) => id);
  }

  /** Writes down that these files stand with a post, in this order and with these words. */
  async put(tx: Tx, postId: string, files: readonly PostFile[]): Promise<void> {
    await tx.run(PUT, [
      postId,
      files.map(({ id }) => id),
      files.map(({ alt }) => alt),
      files.map(({ name }) => name),
      files.map(({ mediaType }) => mediaType),
      files.map(({ size }) => size),
      files.map(({ width }) => width),
      files.map(({ height }) => height),
    ]);
  }

  /** Forgets all files of a post but these; answers the ids of those forgotten. */
  async drop(tx: Tx, postId: string, but: readonly string[] = []): Promise<string[]> {
    return (await tx.run<{ id: string }>(DROP, [postId, but])).map(({ id }) => id);
  }
}
