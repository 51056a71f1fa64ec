import { Injectable } from '@nestjs/common';
import { membersOf } from '#membership';
import { statement, type Tx } from '#platform/database';
import { hasRead } from '#posts';
import { isSilent } from '../watch/silence.repository.js';

/** A post about which letters are written. */
export interface LetterPost {
  readonly id: string;
  readonly threadId: string;
  readonly number: number;
  readonly authorId: string;
  readonly communityId: string;
}

/** Somebody whose dial asks for a letter about a post. */
export interface LetterReader {
  readonly accountId: string;
  /** Every post; else only what mentions or quotes one. */
  readonly everyPost: boolean;
  readonly contentInMail: boolean;
  /** Of the link that ends the mail of this community. */
  readonly token: string;
  /** The address that its server refused; no letter goes there. */
  readonly refusedEmail: string | null;
}

/** Which of the readers of a post are asked for. */
export interface ReaderSlice {
  readonly after: string | null;
  /** Only those to whom it speaks since it was edited. */
  readonly edited: boolean;
  /** Only these; null: whoever asks for it. */
  readonly among: readonly string[] | null;
  /** How many at most. */
  readonly limit: number;
}

/**
 * Held until the transaction ends: whoever asks for less mail meanwhile waits, and calls back what was written then. By
 * the index of preferences: who chose nothing gets no letters. Not who has read it meanwhile, who wants to hear
 * nothing of it, nor whom a digest told of it before the dial was turned; but whoever is told of an edit may have known
 * the post as it was before.
 */
const READERS = statement(
  'post-letter-readers',
  `SELECT p.account_id AS "accountId", p.cadence = 'EACH' AS "everyPost", p.content_in_mail AS "contentInMail", p.token,
     s.refused_email AS "refusedEmail"
   FROM community_preferences p JOIN (${membersOf('$1::uuid')}) AS m USING (account_id)
   LEFT JOIN mail_settings s USING (account_id)
   WHERE p.community_id = $1 AND p.account_id > $2 AND p.account_id <> $3
     AND (p.cadence = 'EACH' AND NOT $8::boolean OR p.cadence IN ('EACH', 'MENTIONS') AND EXISTS (
       SELECT FROM notifications n WHERE n.account_id = p.account_id AND n.kind IN ('MENTION', 'QUOTE') AND n.matter_id = $4
         AND (n.read_at IS NULL OR NOT $8::boolean)))
     AND ($8::boolean OR NOT ${hasRead('$5::uuid', 'p.account_id', '$6::int')} AND NOT EXISTS (
       SELECT FROM mail_marks k WHERE k.account_id = p.account_id AND k.thread_id = $5 AND k.number >= $6))
     AND NOT ${isSilent('$1::uuid', '$5::uuid', 'p.account_id')}
     AND ($9::uuid[] IS NULL OR p.account_id = ANY ($9))
   ORDER BY p.account_id LIMIT $7 FOR SHARE OF p`,
);

const ARE_WANTED = statement(
  'post-letters-are-wanted',
  `SELECT FROM community_preferences WHERE community_id = $1 AND cadence IN ('EACH', 'MENTIONS') LIMIT 1`,
);

const MARK = statement(
  'post-letter-mark',
  `INSERT INTO mail_marks AS k (account_id, thread_id, letter_number)
   SELECT id, $2, $3 FROM unnest($1::uuid[]) AS a (id) ORDER BY id
   ON CONFLICT (account_id, thread_id) DO UPDATE
     SET letter_number = greatest(k.letter_number, excluded.letter_number), marked_at = now()`,
);

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** SQL of letters about posts. */
@Injectable()
export class PostLetterRepository {
  /** Readers after an account, by id; who can be written to is for the caller to ask. */
  readers(tx: Tx, post: LetterPost, { after, edited, among, limit }: ReaderSlice): Promise<LetterReader[]> {
    const { communityId, authorId, id, threadId, number } = post;
    const where = [communityId, after ?? NOBODY, authorId, id, threadId, number];
    return tx.run<LetterReader>(READERS, [...where, limit, edited, among]);
  }

  /** Whether anybody's dial for a community asks for letters about posts. */
  async areWanted(tx: Tx, communityId: string): Promise<boolean> {
    return (await tx.run(ARE_WANTED, [communityId])).length > 0;
  }

  /** Notes that these accounts got a letter about this post. */
  async mark(tx: Tx, accountIds: readonly string[], { threadId, number }: LetterPost): Promise<void> {
    if (accountIds.length > 0) await tx.run(MARK, [accountIds, threadId, number]);
  }
}
