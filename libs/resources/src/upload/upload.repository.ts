import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable, type Tx } from '#platform/database';
import type { UploadState } from './upload.entity.js';

/** One upload. */
export interface UploadRow {
  readonly id: string;
  readonly accountId: string;
  readonly communityId: string;
  readonly fileName: string;
  readonly declaredType: string;
  readonly declaredSha256: string | null;
  readonly size: number;
  readonly state: UploadState;
  readonly mediaType: string | null;
  readonly sha256: string | null;
  readonly refusal: string | null;
}

/** What is written down when an upload begins. */
export type NewUpload = Pick<
  UploadRow,
  'id' | 'accountId' | 'communityId' | 'fileName' | 'declaredType' | 'declaredSha256' | 'size'
>;

/** An upload that ended without being used, and what it still took of the community's room. */
export interface EndedUpload {
  readonly id: string;
  readonly communityId: string;
  readonly charged: number;
}

const COLUMNS = `id, account_id AS "accountId", community_id AS "communityId", file_name AS "fileName",
  declared_type AS "declaredType", declared_sha256 AS "declaredSha256", size, state, media_type AS "mediaType", sha256,
  refusal`;
/** What was refused gave its room back at once. */
const ENDED = `id, community_id AS "communityId", CASE WHEN state = 'REFUSED' THEN 0 ELSE size END AS charged`;

const INSERT = statement(
  'uploads-insert',
  `INSERT INTO uploads (id, account_id, community_id, file_name, declared_type, declared_sha256, size, state)
   VALUES ($1, $2, $3, $4, $5, $6, $7, 'RECEIVING')`,
);
// With what waits for a post: it was an upload before, and nobody has use of it yet either.
const UNUSED = statement(
  'uploads-unused',
  `SELECT count(*) AS count, coalesce(sum(size), 0)::bigint + (
     SELECT coalesce(sum(charged), 0)::bigint FROM files
     WHERE owner_id = $1 AND community_id = $2 AND state = 'HELD') AS bytes
   FROM uploads WHERE account_id = $1 AND community_id = $2 AND state <> 'REFUSED'`,
);
const OWN = statement('uploads-own', `SELECT ${COLUMNS} FROM uploads WHERE id = $1 AND account_id = $2`);
const BY_ID = statement('uploads-by-id', `SELECT ${COLUMNS} FROM uploads WHERE id = $1`);
const TAKE_UP = statement('uploads-take-up', `UPDATE uploads SET wanted_at = NULL WHERE id = $1 RETURNING id`);
const TOUCH = statement('uploads-touch', `UPDATE uploads SET touched_at = now() WHERE id = $1 RETURNING id`);
const PASS = statement(
  'uploads-pass',
  `UPDATE uploads SET state = 'READY', media_type = $2, sha256 = $3, touched_at = now()
   WHERE id = $1 AND state = 'RECEIVING'`,
);
const REFUSE = statement(
  'uploads-refuse',
  `UPDATE uploads SET state = 'REFUSED', refusal = $2, touched_at = now()
   WHERE id = $1 AND state = 'RECEIVING' RETURNING id, community_id AS "communityId", size AS charged`,
);
const CLAIM = statement(
  'uploads-claim',
  `DELETE FROM uploads WHERE id = $1 AND account_id = $2 AND community_id = $3 AND state = 'READY' RETURNING ${COLUMNS}`,
);
const END = statement('uploads-end', `DELETE FROM uploads WHERE id = $1 RETURNING ${ENDED}`);
/** What was refused, and of what nothing ever came, stays a day. */
const SHORT_LIVED = `(state = 'REFUSED' OR (state = 'RECEIVING' AND touched_at = created_at))`;
const END_UNTOUCHED = statement(
  'uploads-end-untouched',
  `DELETE FROM uploads WHERE id = $1
   AND touched_at < now() - CASE WHEN ${SHORT_LIVED} THEN interval '1 day' ELSE interval '7 days' END
   RETURNING ${ENDED}`,
);
/** One index range, from which those that may stay longer are left out. */
const UNTOUCHED = statement(
  'uploads-untouched',
  `SELECT id FROM uploads WHERE touched_at < now() - interval '1 day'
   AND (${SHORT_LIVED} OR touched_at < now() - interval '7 days') AND id <> ALL ($2::uuid[])
   ORDER BY touched_at, id LIMIT $1`,
);
const OF_MEMBER = statement('uploads-of-member', `SELECT id FROM uploads WHERE account_id = $1 AND community_id = $2`);
const OF_ACCOUNT = statement('uploads-of-account', `SELECT id FROM uploads WHERE account_id = $1`);
const WANT = statement('uploads-want', `UPDATE uploads SET wanted_at = now() WHERE id = $1`);
/** Answers once: what is told to the one who holds it is not told again to the next. */
const WANTED = statement(
  'uploads-wanted',
  `UPDATE uploads SET wanted_at = NULL WHERE id = ANY ($1::uuid[]) AND wanted_at IS NOT NULL RETURNING id`,
);

/** SQL of uploads. */
@Injectable()
export class UploadRepository {
  constructor(private readonly db: Database) {}

  /** Writes an upload down whose bytes are about to come. */
  async insert(tx: Tx, row: NewUpload): Promise<void> {
    const { id, accountId, communityId, fileName, declaredType, declaredSha256, size } = row;
    await tx.run(INSERT, [id, accountId, communityId, fileName, declaredType, declaredSha256, size]);
  }

  /** What an account has under way in a community, with what waits to be used there, posted too: how many, and how large. */
  async unused(tx: Tx, accountId: string, communityId: string): Promise<{ count: number; bytes: number }> {
    const [row] = await tx.run<{ count: number; bytes: number }>(UNUSED, [accountId, communityId]);
    return row ?? { count: 0, bytes: 0 };
  }

  /** An account's own upload; null for everybody else's. */
  async own(id: string, accountId: string, on: Queryable = this.db): Promise<UploadRow | null> {
    const [row] = await on.run<UploadRow>(OWN, [id, accountId]);
    return row ?? null;
  }

  /** Whosever it is; for the machine alone. */
  async byId(id: string): Promise<UploadRow | null> {
    const [row] = await this.db.run<UploadRow>(BY_ID, [id]);
    return row ?? null;
  }

  /** Notes that a request writes it now, which nobody waits for yet; false when there is no such upload. */
  async takeUp(id: string): Promise<boolean> {
    return (await this.db.run(TAKE_UP, [id])).length === 1;
  }

  /** Notes that bytes came; false when the upload was ended meanwhile. */
  async touch(id: string): Promise<boolean> {
    return (await this.db.run(TOUCH, [id])).length === 1;
  }

  /** It was found to be in order; nothing happens where that was written down, or the upload ended, before. */
  async pass(id: string, mediaType: string, sha256: string): Promise<void> {
    await this.db.run(PASS, [id, mediaType, sha256]);
  }

  /** It was refused; null where something else was written down, or the upload ended, before. */
  async refuse(tx: Tx, id: string, refusal: string): Promise<EndedUpload | null> {
    const [row] = await tx.run<EndedUpload>(REFUSE, [id, refusal]);
    return row ?? null;
  }

  /** Takes the row of an upload that is ready; null for every other. */
  async claim(tx: Tx, id: string, accountId: string, communityId: string): Promise<UploadRow | null> {
    const [row] = await tx.run<UploadRow>(CLAIM, [id, accountId, communityId]);
    return row ?? null;
  }

  /** Deletes the row of an upload, `untouched` only when nobody touched it for so long that it is swept. */
  async end(tx: Tx, id: string, { untouched }: { untouched: boolean }): Promise<EndedUpload | null> {
    const [row] = await tx.run<EndedUpload>(untouched ? END_UNTOUCHED : END, [id]);
    return row ?? null;
  }

  /** Ids of uploads that nobody touched for long, but these, the oldest first. */
  untouched(most: number, except: readonly string[]): Promise<string[]> {
    return this.ids(UNTOUCHED, [most, except]);
  }

  /** Ids of a member's uploads for one community. */
  ofMember(accountId: string, communityId: string): Promise<string[]> {
    return this.ids(OF_MEMBER, [accountId, communityId]);
  }

  /** Ids of all uploads of an account. */
  ofAccount(accountId: string): Promise<string[]> {
    return this.ids(OF_ACCOUNT, [accountId]);
  }

  /** Notes that a process waits for this upload, so that the one that holds it lets go. */
  async want(id: string): Promise<void> {
    await this.db.run(WANT, [id]);
  }

  /** Which of these uploads another process waits for; told once. */
  async wanted(ids: readonly string[]): Promise<string[]> {
    return ids.length === 0 ? [] : this.ids(WANTED, [ids]);
  }

  private async ids(what: typeof OF_ACCOUNT, values: readonly unknown[]): Promise<string[]> {
    return (await this.db.run<{ id: string }>(what, values)).map(({ id }) => id);
  }
}
