import { createHash, randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { v7 } from 'uuid';
import type { BenchSession } from '../dataset.js';

/** People who have nothing in their inbox, with a session each; made anew for each case. */
export async function makeWatchers(database: Client, howMany: number): Promise<BenchSession[]> {
  const watchers = Array.from({ length: howMany }, () => ({
    accountId: v7(),
    token: randomBytes(32).toString('base64url'),
  }));
  const rows = watchers.map(({ accountId, token }) => ({
    accountId,
    sessionId: v7(),
    hash: createHash('sha256').update(token).digest('base64url'),
  }));
  await database.query(
    `WITH given AS (SELECT * FROM jsonb_to_recordset($1) AS r ("accountId" uuid, "sessionId" uuid, hash text)),
     people AS (
       INSERT INTO accounts (id, name, email, password_hash, language, email_verified_at, created_at)
       SELECT "accountId", 'Watcher', 'watcher-' || "accountId" || '@example.org', 'nobody signs in with a password', 'EN',
              now() - interval '300 days', now() - interval '300 days' FROM given RETURNING id)
     INSERT INTO sessions (id, account_id, token_hash, user_agent)
     SELECT "sessionId", "accountId", hash, 'benchmark' FROM given JOIN people ON people.id = "accountId"`,
    [JSON.stringify(rows)],
  );
  return watchers;
}

/** Has each of these people follow each of these threads, of which everybody was told what came before. */
export async function watch(
  database: Client,
  threadIds: readonly string[],
  watchers: readonly BenchSession[],
): Promise<void> {
  await database.query(
    `INSERT INTO thread_watches (thread_id, account_id, community_id, level, cause)
     SELECT t.id, a.id, t.community_id, 'WATCHING', 'CHOSEN' FROM threads t CROSS JOIN unnest($2::uuid[]) AS a (id)
     WHERE t.id = ANY ($1::uuid[]) ON CONFLICT DO NOTHING`,
    [threadIds, watchers.map(({ accountId }) => accountId)],
  );
  await database.query(
    `INSERT INTO fanouts (subject_id, number) SELECT id, last_number FROM threads WHERE id = ANY ($1::uuid[])
     ON CONFLICT (subject_id) DO UPDATE SET number = EXCLUDED.number`,
    [threadIds],
  );
}
