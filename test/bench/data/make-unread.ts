import type { Bench } from '../case.js';

/** Unless somebody wants more. */
const THREADS = 5_000;

/**
 * Makes everybody who asks a member of all thirty communities, fills those up to so many threads, one every two hours (5,000: a year and more), and
 * marks seven of ten as read: what the question for what is unread has to look through.
 */
export async function makeUnread(
  { database, dataset }: Pick<Bench, 'database' | 'dataset'>,
  threads = THREADS,
): Promise<void> {
  const accountIds = dataset.sessions.map(({ accountId }) => accountId);
  await database.query(
    `INSERT INTO memberships (community_id, account_id, role, sort_name, joined_at)
     SELECT c.id, a.id, 'MEMBER', lower(a.name), now() - interval '400 days'
     FROM communities c CROSS JOIN accounts a WHERE a.id = ANY ($1::uuid[]) ON CONFLICT DO NOTHING`,
    [accountIds],
  );
  await database.query(
    `WITH places AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS places FROM communities)
     INSERT INTO threads (id, community_id, author_id, title, excerpt, last_number, last_author_id, created_at, last_activity_at)
     SELECT uuidv7(), p.id, author.id, 'Discussion ' || n, 'What others do.', 10, author.id,
            now() - n * interval '2 hours' - interval '2 days', now() - n * interval '2 hours'
     FROM (SELECT count(*)::int AS threads, count(*) FILTER (WHERE title LIKE 'Discussion %')::int AS made FROM threads) there
     -- More of them are more history: those that come later are older than those that were made before.
     CROSS JOIN generate_series(made + 1, made + GREATEST(0, $1 - threads)) AS n
     JOIN places p ON p.place = n % p.places
     -- Nobody who asks: what one wrote oneself is nothing new.
     CROSS JOIN (SELECT id FROM accounts WHERE id <> ALL ($2::uuid[]) AND email_verified_at IS NOT NULL LIMIT 1) author`,
    [threads, accountIds],
  );
  await database.query(
    'INSERT INTO fanouts (subject_id, number) SELECT id, last_number FROM threads ON CONFLICT DO NOTHING',
  );
  await database.query(
    `INSERT INTO read_marks (account_id, thread_id, number)
     SELECT a.id, t.id, t.last_number FROM unnest($1::uuid[]) AS a (id)
     CROSS JOIN threads t WHERE abs(hashtext(a.id::text || t.id::text)) % 10 < 7 ON CONFLICT DO NOTHING`,
    [accountIds],
  );
  await database.query('VACUUM ANALYZE threads, read_marks, memberships');
}
