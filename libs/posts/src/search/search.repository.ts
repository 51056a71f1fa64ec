import { Injectable } from '@nestjs/common';
import { readableCommunities } from '#membership';
import { Database, statement } from '#platform/database';
import type { SearchKey } from './search.input.js';
import type { Span } from './search-span.js';
import type { SearchTerm } from './search-text.js';

/** What is looked for, where, and by whom. */
export interface Sought {
  readonly terms: readonly SearchTerm[];
  /** The account for `visibleTo`. */
  readonly reader: string | null;
  /** Null: in all communities. */
  readonly communityId: string | null;
  readonly spans: readonly Span[];
  readonly after: SearchKey | null;
  /** How many rows at most. */
  readonly size: number;
}

/** A post that was found. */
export interface FoundRow {
  readonly postId: string;
  readonly threadId: string;
  readonly number: number;
  readonly authorId: string;
  readonly body: string;
  readonly removed: boolean;
  readonly createdAt: string;
  readonly grade: number;
  /** How many were found in all, this one among them. */
  readonly total: number;
}

/** So many of the newest posts that match are compared, and so many whose thread's title does: sorting costs by the number. */
const NEWEST = 500;

/** In so few communities the index looks by itself; of more, what it finds elsewhere is passed over. */
const FEW = 4;

/** What says nothing in one of the languages is left out, wherever it stands: "the" is a word of French that no text has. */
const TERMS = `
  SELECT t.wanted, en || fr AS query, t.words
  FROM unnest($1::text[], $2::boolean[]) AS t (words, wanted), websearch_to_tsquery('copse_english', t.words) AS en,
    websearch_to_tsquery('copse_french', t.words) AS fr
  WHERE numnode(en) > 0 AND numnode(fr) > 0`;

// Steps back through time until there are enough (`spansBefore`), each found in the index by the words and the marks of its
// days at once. Titles are few and looked through as a whole; IS TRUE keeps the index of the texts out of that. A title that
// matches counts for more than any text, and of equals the newer stands first; the grade is coarse so that there are equals.
// What was written down of another revision than the post's finds nothing: so an answer never rests on a text that stands no
// more, whoever forgot to write it down.
const FOUND = statement(
  'search-found',
  `WITH RECURSIVE terms AS MATERIALIZED (${TERMS}),
   places AS MATERIALIZED (
     SELECT COALESCE(array_agg(c.id), '{}') AS ids FROM (${readableCommunities('$3::uuid')}) c
     WHERE $4::uuid IS NULL OR c.id = $4),
   asked AS MATERIALIZED (
     SELECT (string_agg('(' || query::text || ')', ' & ') FILTER (WHERE wanted))::tsquery AS wanted,
       string_agg(CASE WHEN wanted THEN '(' ELSE '!(' END || query::text || ')', ' & ')::tsquery && COALESCE((
         SELECT string_agg('''=c' || id || '''', ' | ') FROM places, unnest(ids) AS id WHERE cardinality(ids) <= ${FEW}), '')::tsquery AS query
     FROM terms HAVING bool_or(wanted)),
   steps (step, ids) AS (
     SELECT 0, '{}'::uuid[]
     UNION ALL
     SELECT s.step + 1, s.ids || newest.ids FROM steps s CROSS JOIN asked a
     JOIN unnest($5::tsquery[], $6::timestamptz[], $7::timestamptz[]) WITH ORDINALITY AS span (marks, since, until, step)
       ON span.step = s.step + 1
     CROSS JOIN LATERAL (SELECT COALESCE(array_agg(one.post_id), '{}') AS ids FROM (
       SELECT e.post_id FROM search_entries e
       WHERE e.words @@ (CASE WHEN numnode(span.marks) = 0 THEN a.query ELSE a.query && span.marks END)
         AND e.at >= span.since AND e.at < span.until AND e.community_id = ANY ((SELECT ids FROM places)::uuid[])
       ORDER BY e.at DESC, e.post_id DESC LIMIT ${NEWEST}) one) newest
     WHERE cardinality(s.ids) < ${NEWEST}),
   titled AS (
     SELECT e.post_id FROM asked a JOIN search_entries e ON e.title @@ a.wanted AND (e.words @@ a.query) IS TRUE
     WHERE e.community_id = ANY ((SELECT ids FROM places)::uuid[]) ORDER BY e.at DESC, e.post_id DESC LIMIT ${NEWEST}),
   found (post_id) AS (
     SELECT unnest(ids) FROM (SELECT ids FROM steps ORDER BY step DESC LIMIT 1) last UNION SELECT post_id FROM titled),
   graded AS (
     SELECT e.post_id, e.at, p.thread_id, p.number, p.author_id, p.body, p.removed_at, count(*) OVER () AS total,
       CASE WHEN e.title @@ a.wanted THEN 100 ELSE 0 END + floor(10 * ts_rank(e.words, a.wanted))::int AS grade
     FROM found JOIN search_entries e USING (post_id) CROSS JOIN asked a JOIN posts p ON p.id = e.post_id AND p.revision = e.revision)
   SELECT post_id AS "postId", thread_id AS "threadId", number, author_id AS "authorId", body, removed_at IS NOT NULL AS removed,
     at AS "createdAt", grade, total
   FROM graded WHERE (grade, at, post_id) < ($8::int, $9::timestamptz, $10::uuid)
   ORDER BY grade DESC, at DESC, post_id DESC LIMIT $11`,
);

// Words are compared one by one and not by the whole query, so that each is marked that has a part in it.
const MATCHING = statement(
  'search-matching-words',
  `WITH terms AS MATERIALIZED (${TERMS}),
   stems AS MATERIALIZED (
     SELECT ARRAY(SELECT unnest(tsvector_to_array(to_tsvector('copse_english', words))) FROM terms WHERE wanted) AS en,
       ARRAY(SELECT unnest(tsvector_to_array(to_tsvector('copse_french', words))) FROM terms WHERE wanted) AS fr)
   SELECT word FROM stems, unnest($3::text[]) AS word
   WHERE ts_lexize('english_stem', word) && en OR ts_lexize('french_stem', word) && fr`,
);

const FROM_THE_TOP: SearchKey = [2_147_483_647, 'infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/** SQL that finds posts by their words. */
@Injectable()
export class SearchRepository {
  constructor(private readonly db: Database) {}

  /** The best that were found, best first; nothing where no word is left that says something. One statement. */
  find({ terms, reader, communityId, spans, after, size }: Sought): Promise<FoundRow[]> {
    return this.db.run<FoundRow>(FOUND, [
      ...columnsOf(terms),
      reader,
      communityId,
      spans.map(({ marks }) => marks),
      spans.map(({ since }) => since),
      spans.map(({ until }) => until),
      ...(after ?? FROM_THE_TOP),
      size,
    ]);
  }

  /** Those of these words, in lower case and without accents, that are forms of what was looked for. */
  async matching(terms: readonly SearchTerm[], words: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.run<{ word: string }>(MATCHING, [...columnsOf(terms), words]);
    return new Set(rows.map(({ word }) => word));
  }
}

const columnsOf = (terms: readonly SearchTerm[]): [string[], boolean[]] => [
  terms.map(({ words }) => words),
  terms.map(({ wanted }) => wanted),
];
