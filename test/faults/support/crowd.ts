import { createHash, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Rows } from '../../support/own-product.js';

/** Somebody who asks by an access token, as a script of theirs does. */
export interface Somebody {
  readonly id: string;
  readonly token: string;
}

/** Makes so many confirmed people who belong to this community, each with a token. */
export async function crowd(rows: Rows, slug: string, howMany: number): Promise<Somebody[]> {
  const people = Array.from({ length: howMany }, () => ({ id: v7(), token: randomBytes(32).toString('base64url') }));
  await rows(
    `WITH given AS (
       SELECT id, hash FROM jsonb_to_recordset($1) AS r (id uuid, hash text)
     ), made AS (
       INSERT INTO accounts (id, name, search_name, email, password_hash, language, email_verified_at, created_at)
       SELECT id, 'Person ' || id, lower('Person ' || id), id || '@example.org', 'none', 'EN', now(), now() - interval '9 days'
       FROM given RETURNING id
     ), tokens AS (
       INSERT INTO access_tokens (id, account_id, token_hash, name, expires_at)
       SELECT uuidv7(), id, hash, 'script', now() + interval '1 day' FROM given
     ), members AS (
       INSERT INTO memberships (community_id, account_id, role, sort_name, joined_at)
       SELECT c.id, m.id, 'MEMBER', 'x', now() - interval '9 days' FROM communities c, made m WHERE c.slug = $2
       RETURNING community_id
     )
     INSERT INTO community_member_counts (community_id, members)
     SELECT community_id, count(*) FROM members GROUP BY community_id
     ON CONFLICT (community_id) DO UPDATE SET members = community_member_counts.members + excluded.members`,
    [
      JSON.stringify(
        people.map(({ id, token }) => ({ id, hash: createHash('sha256').update(token).digest('base64url') })),
      ),
      slug,
    ],
  );
  return people;
}
