import type { Client } from 'pg';
import { RENDERER_VERSION } from '#platform/text';
import { Random } from '../random.js';

/** Different texts; the posts say them again and again. */
const TEXTS = 5_000;
const POSTS_PER_THREAD = 20;
/** Posts of one statement. */
const BATCH = 100_000;

const SYLLABLES =
  'ba co mu se ex hi bit vi si tor la bel cli ma te ar chi ve lo an scho ol gui de tou rs map sta ff'.split(' ');
const LITTLE =
  'the a of and to in we it is for that on with they you this have be at our le la les de des du et un une que'.split(
    ' ',
  );

/** Words from the commonest, which stands in more than half of the posts, to those that stand in a few thousandths. */
export const SEARCH_WORDS: readonly string[] = Array.from({ length: 6_000 }, (_, rank) => {
  let word = '';
  for (let rest = rank + SYLLABLES.length; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length];
  return word;
});

/** Adds posts over the last five years, in every community, until there are so many, all to be found by their words. */
export async function makeSearchable(database: Client, howMany: number): Promise<void> {
  await database.query(
    `CREATE TEMP TABLE search_texts AS
    SELECT at - 1 AS at, body, to_tsvector('copse_english', body) || strip(ts_delete(to_tsvector('copse_french', body),
      tsvector_to_array(to_tsvector('copse_english', body)))) AS words
    FROM unnest($1::text[]) WITH ORDINALITY AS t (body, at)`.replace('$1', literal(texts())),
  );
  await database.query('CREATE INDEX ON search_texts (at)');
  const { rows } = await database.query<{ posts: number }>('SELECT count(*)::int AS posts FROM posts');
  const missing = howMany - (rows[0]?.posts ?? 0);
  for (let from = 0; from < missing; from += BATCH)
    await makeBatch(database, from, Math.min(BATCH, missing - from), missing);
  await database.query('DROP TABLE search_texts');
  await database.query(
    'INSERT INTO fanouts (subject_id, number) SELECT id, last_number FROM threads ON CONFLICT DO NOTHING',
  );
  await database.query(
    `INSERT INTO community_thread_counts (community_id, threads) SELECT community_id, count(*) FROM threads GROUP BY 1
     ON CONFLICT (community_id) DO UPDATE SET threads = EXCLUDED.threads`,
  );
  await database.query('VACUUM ANALYZE threads, posts, search_entries');
}

async function makeBatch(database: Client, from: number, size: number, all: number): Promise<void> {
  await database.query(
    `WITH places AS (SELECT array_agg(id) AS ids FROM communities), writer AS (SELECT id FROM accounts LIMIT 1),
     started AS (
       INSERT INTO threads (id, community_id, author_id, title, excerpt, last_number, last_author_id, created_at, last_activity_at)
       SELECT uuidv7(), ids[1 + n % cardinality(ids)], writer.id, left(x.body, 60), 'Once.', ${POSTS_PER_THREAD}, writer.id, m.at, m.at
       FROM generate_series($1::int, $1 + $2 - 1, ${POSTS_PER_THREAD}) AS n CROSS JOIN places CROSS JOIN writer
       CROSS JOIN LATERAL (SELECT now() - interval '2 days' - ($3 - n) * (interval '1800 days' / $3) AS at) m
       JOIN search_texts x ON x.at = abs(hashint4(n)) % ${TEXTS}
       RETURNING id, community_id, author_id, title, created_at),
     said AS MATERIALIZED (
       SELECT uuidv7() AS id, t.id AS thread_id, t.community_id, t.author_id, t.title, number, t.created_at + number * interval '1 minute' AS at,
         x.body, x.words
       FROM started t CROSS JOIN generate_series(1, ${POSTS_PER_THREAD}) AS number
       JOIN search_texts x ON x.at = abs(hashtext(t.id::text || number)) % ${TEXTS}),
     posted AS (
       INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, created_at)
       SELECT id, thread_id, number, author_id, body, '<p>' || body || '</p>', ${RENDERER_VERSION}, 1, at FROM said)
     INSERT INTO search_entries (post_id, community_id, at, revision, title, words)
     SELECT id, community_id, at, 1, CASE WHEN number = 1 THEN to_tsvector('copse_english', title) END,
       words || array_to_tsvector(ARRAY['=c' || community_id, '=d' || day, '=s' || (day >> 4), '=y' || (day >> 8)])
     FROM said CROSS JOIN LATERAL (SELECT floor(extract(epoch FROM at) / 86400)::int AS day) d`,
    [from, size, all],
  );
}

function texts(): string[] {
  const random = new Random(19_650_218);
  const upTo: number[] = [];
  let sum = 0;
  for (const rank of SEARCH_WORDS.keys()) upTo.push((sum += 1_000_000 / (rank + 8)));
  const word = (): string => {
    if (random.below(10) < 4) return random.of(LITTLE);
    const at = random.below(Math.floor(sum));
    return SEARCH_WORDS[upTo.findIndex((end) => end > at)] ?? '';
  };
  return Array.from({ length: TEXTS }, () => Array.from({ length: 20 + random.below(110) }, word).join(' '));
}

/** An array of words as SQL writes it; they hold letters and spaces alone. */
const literal = (values: readonly string[]): string => `ARRAY[${values.map((value) => `'${value}'`).join(',')}]`;
