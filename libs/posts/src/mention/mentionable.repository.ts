import { Injectable } from '@nestjs/common';
import { membersOf, visibleTo } from '#membership';
import { Database, statement } from '#platform/database';

/** Who is looked for, and where. */
export interface MentionSearch {
  readonly communityId: string;
  /** Null: a thread that is not there yet. */
  readonly threadId: string | null;
  readonly viewerId: string;
  /** The beginning of a word of a name, folded; empty: of any name. */
  readonly text: string;
}

/** How many of a thread's newest posts tell who takes part in it: the search is made while one types. */
const NEWEST = 1_000;
const AT_MOST = 8;

// Hyphens, apostrophes and points part words, as in “Jean-Pierre O'Neill”. A suspended person is found like any other:
// that they are suspended is nobody's business.
const FIND = statement(
  'mentionable-people',
  `WITH wrote AS (
     SELECT p.author_id, max(p.number) AS latest FROM (
       SELECT author_id, number FROM posts
       WHERE thread_id = $2::uuid AND deleted_at IS NULL AND removed_at IS NULL ORDER BY number DESC LIMIT ${NEWEST}) p
     GROUP BY p.author_id),
   near AS (
     SELECT w.author_id AS id, w.latest FROM wrote w WHERE ${visibleTo('$1::uuid', 'w.author_id')}
     UNION ALL
     SELECT m.account_id, NULL FROM (${membersOf('$1::uuid')}) m
     WHERE NOT EXISTS (SELECT FROM wrote w WHERE w.author_id = m.account_id))
   SELECT a.id FROM near n JOIN accounts a ON a.id = n.id
   WHERE a.id <> $3 AND a.closed_at IS NULL AND a.email_verified_at IS NOT NULL
     AND ' ' || translate(a.search_name, $6, '   ') LIKE '% ' || $4 || '%'
   ORDER BY n.latest DESC NULLS LAST, translate(a.search_name, $6, '   ') LIKE $4 || '%' DESC, a.search_name, a.id LIMIT $5`,
);

/** What parts the words of a name besides spaces. */
const PARTING = "-'.";

/** SQL that finds people to mention. */
@Injectable()
export class MentionableRepository {
  constructor(private readonly db: Database) {}

  /** Ids, whoever wrote in the thread first, the latest before all; then members by name. One statement. */
  async find({ communityId, threadId, viewerId, text }: MentionSearch): Promise<string[]> {
    const words = text.replace(/[-'.]/g, ' ').replace(/\s+/g, ' ').trim();
    const pattern = words.replace(/[\\%_]/g, '\\$&');
    const rows = await this.db.run<{ id: string }>(FIND, [communityId, threadId, viewerId, pattern, AT_MOST, PARTING]);
    return rows.map(({ id }) => id);
  }
}
