import type { Client } from 'pg';
import type { BenchThread } from '../dataset.js';

/** Adds a thread of so many posts, one a minute, with the texts and writers of the posts that are there. */
export async function makeLongThread(database: Client, thread: BenchThread, posts: number): Promise<void> {
  const began = `now() - ($1 + 1440) * interval '1 minute'`;
  await database.query(
    `INSERT INTO threads (id, community_id, author_id, title, excerpt, last_number, last_author_id, created_at, last_activity_at)
     SELECT $2::uuid, $3::uuid, author_id, 'A long discussion', 'It began so.', $1::int, author_id, ${began},
            now() - interval '1 day' FROM threads LIMIT 1`,
    [posts, thread.id, thread.communityId],
  );
  await database.query(
    `WITH said AS MATERIALIZED (SELECT row_number() OVER () - 1 AS at, p.* FROM (SELECT * FROM posts LIMIT 1000) p)
     INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, created_at)
     SELECT uuidv7(), $2::uuid, n, s.author_id, s.body, s.body_html, s.renderer_version, 1, ${began} + n * interval '1 minute'
     FROM generate_series(1, $1::int) AS n JOIN said s ON s.at = n % (SELECT count(*) FROM said)`,
    [posts, thread.id],
  );
  await database.query('INSERT INTO fanouts (subject_id, number) VALUES ($1, $2)', [thread.id, posts]);
  await database.query('UPDATE community_thread_counts SET threads = threads + 1 WHERE community_id = $1', [
    thread.communityId,
  ]);
  await database.query('VACUUM ANALYZE threads, posts');
}
