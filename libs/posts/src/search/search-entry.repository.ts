import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable } from '#platform/database';

/** The words by which a post is found from now on, and the revision that says them. */
export interface FoundBy {
  readonly postId: string;
  readonly revision: number;
  /** See `searchText`; empty for a post that nobody may read any more. */
  readonly words: string;
}

/** A post that is found by nothing yet, or by what it said before. */
export interface UnfiledPost {
  readonly id: string;
  readonly revision: number;
  /** Markdown; empty for a post that was deleted or removed. */
  readonly body: string;
}

/**
 * The stems of a text as English has them, and those as French has them where they differ. The French ones have no place
 * in the text: a quoted phrase is looked for by its words as they stand there. `text` is an SQL expression, never input.
 */
export const stemsOf = (text: string): string => `(
  SELECT en.stems || strip(ts_delete(to_tsvector('copse_french', ${text}), tsvector_to_array(en.stems)))
  FROM to_tsvector('copse_english', ${text}) AS en (stems))`;

/** The day of a moment, counted since 1970. SQL of SQL. */
const DAY = 'floor(extract(epoch FROM s.at) / 86400)::int';

const entry = (source: string, title: string, stems: string): string => `
  INSERT INTO search_entries AS e (post_id, community_id, at, revision, title, words)
  SELECT s.post_id, t.community_id, s.at, s.revision, ${title},
    ${stems} || array_to_tsvector(ARRAY[
      '=c' || t.community_id, '=d' || ${DAY}, '=s' || (${DAY} >> 4), '=y' || (${DAY} >> 8)])
  FROM (${source}) AS s (post_id, thread_id, number, revision, at, words) JOIN threads t ON t.id = s.thread_id
  ON CONFLICT (post_id) DO UPDATE SET at = EXCLUDED.at, revision = EXCLUDED.revision, title = EXCLUDED.title, words = EXCLUDED.words
  WHERE EXCLUDED.revision >= e.revision`;

/**
 * Says in SQL how posts become findable, for a statement that writes them. `source` gives rows (post_id, thread_id, number,
 * revision, at, words). Marks, which no text can hold, say where and on which day a post was written, and in which 16 and
 * which 256 days (`search-span.ts`).
 */
export const fileInSearch = (source: string): string =>
  entry(
    source,
    `CASE WHEN s.number = 1 THEN ${stemsOf('t.title')} END`,
    stemsOf(`CASE WHEN s.number = 1 THEN t.title || E'\\n' || s.words ELSE s.words END`),
  );

/** The same for replies, of which `source` has the stems already ({@link stemsOf}): finding them takes the longest. */
export const fileReplyInSearch = (source: string): string => entry(source, 'NULL', 's.words');

// Words of a revision that is no more are not written: whoever put a newer one in place wrote its words as well.
const PUT = statement(
  'search-put',
  fileInSearch(`
    SELECT p.id, p.thread_id, p.number, p.revision, p.created_at, g.words
    FROM unnest($1::uuid[], $2::int[], $3::text[]) AS g (post_id, revision, words)
    JOIN posts p ON p.id = g.post_id AND p.revision = g.revision`),
);

// The oldest is written last, so it tells of all.
const IS_FULL = statement(
  'search-is-full',
  `SELECT NOT EXISTS (SELECT FROM (SELECT id FROM posts ORDER BY id LIMIT 1) p
     WHERE NOT EXISTS (SELECT FROM search_entries e WHERE e.post_id = p.id)) AS "isFull"`,
);

const UNFILED = statement(
  'search-unfiled',
  `SELECT p.id, p.revision, CASE WHEN p.removed_at IS NULL AND p.deleted_at IS NULL THEN p.body ELSE '' END AS body,
     e.post_id IS NULL OR e.revision <> p.revision OR e.at <> p.created_at AS unfiled
   FROM (SELECT * FROM posts WHERE id < $1 ORDER BY id DESC LIMIT $2) p LEFT JOIN search_entries e ON e.post_id = p.id
   ORDER BY p.id DESC`,
);

const MERGE = statement('search-merge', `SELECT gin_clean_pending_list('search_entries_words')`);

const FROM_THE_NEWEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** All SQL that writes down by which words posts are found. */
@Injectable()
export class SearchEntryRepository {
  constructor(private readonly db: Database) {}

  /** Has these posts found by these words, and by nothing that they said before. */
  async put(entries: readonly FoundBy[], on: Queryable = this.db): Promise<void> {
    if (entries.length === 0) return;
    const ids = entries.map(({ postId }) => postId);
    await on.run(PUT, [ids, entries.map(({ revision }) => revision), entries.map(({ words }) => words)]);
  }

  /** Whether every post of before was written down once. */
  async isFull(): Promise<boolean> {
    const [row] = await this.db.run<{ isFull: boolean }>(IS_FULL);
    return row?.isFull ?? true;
  }

  /** Looks at the next posts, newest first: those that are to be written down, and where to go on; null at the end. */
  async unfiled(below: string | null, size: number): Promise<{ posts: UnfiledPost[]; next: string | null }> {
    const rows = await this.db.run<UnfiledPost & { unfiled: boolean }>(UNFILED, [below ?? FROM_THE_NEWEST, size]);
    return {
      posts: rows.filter(({ unfiled }) => unfiled),
      next: rows.length === size ? (rows.at(-1)?.id ?? null) : null,
    };
  }

  /** Puts what was written of late into its place in the index: neither a search nor a reply need do it then. */
  async merge(): Promise<void> {
    await this.db.run(MERGE);
  }
}
