import type { Client } from 'pg';
import type { Settings } from '../settings.js';

/** Fills the library of each community: files of one version, all of the same stored bytes, which nobody fetches. */
export async function makeResources(
  database: Client,
  communities: readonly { readonly id: string }[],
  people: readonly string[],
  { resourcesPerCommunity }: Settings,
): Promise<void> {
  await database.query(
    `WITH stored AS (
       INSERT INTO stored_files (id, sha256, size) VALUES (uuidv7(), repeat('0', 64), 250000) RETURNING id
     ), made AS MATERIALIZED (
       SELECT uuidv7() AS id, uuidv7() AS file_id, c.id AS community_id, n,
              ($2::uuid[])[1 + n % cardinality($2::uuid[])] AS sharer_id
       FROM unnest($1::uuid[]) AS c (id) CROSS JOIN generate_series(1, $3) AS n
     ), kept AS (
       INSERT INTO files (id, community_id, stored_file_id, owner_id, use, state, name, media_type, charged,
         preview_state)
       SELECT made.file_id, community_id, stored.id, sharer_id, 'VERSION', 'SHOWN', 'guide-' || n || '.pdf',
              'application/pdf', 250000, 'NONE' FROM made, stored
     ), shared AS (
       INSERT INTO resources (id, community_id, sharer_id, title, sort_title, description, kind, language, tags, tag_keys, licence,
         last_number, revision, created_at, updated_at)
       SELECT id, community_id, sharer_id, 'Guide ' || n, 'guide ' || n, 'What we learned, and how to do it.', 'DOCUMENT',
              (ARRAY['EN', 'FR', 'BILINGUAL'])[1 + n % 3], ARRAY['visitors', 'tag-' || n % 20],
              ARRAY['visitors', 'tag-' || n % 20], 'CC_BY_4_0', 1, 1,
              now() - n * interval '1 hour', now() - n * interval '1 hour' FROM made
     )
     INSERT INTO resource_versions (id, resource_id, number, author_id, created_at)
     SELECT file_id, id, 1, sharer_id, now() - n * interval '1 hour' FROM made`,
    [communities.map(({ id }) => id), people, resourcesPerCommunity],
  );
}
