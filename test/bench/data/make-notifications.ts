import type { Client } from 'pg';

/** Fills inboxes as the product would: replies in sixty discussions for each of these people, a third of them unread. */
export async function makeNotifications(database: Client, accountIds: readonly string[]): Promise<void> {
  await database.query(
    `INSERT INTO notifications (id, account_id, kind, matter_id, community_id, thread_id, first_number, last_number, count,
       actor_ids, reason, created_at, read_at)
     SELECT uuidv7(), a.id, 'REPLY', t.id, t.community_id, t.id, 2, 4, 3, ARRAY[t.last_author_id], 'WROTE',
            now() - n * interval '1 hour', CASE WHEN n > 20 THEN now() END
     FROM unnest($1::uuid[]) WITH ORDINALITY AS a (id, at)
     CROSS JOIN generate_series(1, 60) AS n
     JOIN (SELECT t.*, row_number() OVER (ORDER BY t.id) AS place, count(*) OVER () AS threads FROM threads t) t
       ON t.place = 1 + (a.at * 61 + n * 17) % t.threads
     ON CONFLICT DO NOTHING`,
    [accountIds],
  );
}
