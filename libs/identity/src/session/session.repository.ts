import { Injectable } from '@nestjs/common';
import { Database, lookUp, type Queryable, statement, type Tx } from '#platform/database';
import { notSuspended } from '../account/suspended.js';
import type { Language } from '../viewer/language.type.js';
import type { SessionType } from './session.type.js';

/** Who stands behind a credential. */
export interface CredentialHolder {
  /** Id of the session or token. */
  readonly id: string;
  readonly accountId: string;
  readonly isStaff: boolean;
  readonly emailVerified: boolean;
  readonly language: Language;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
  /** Whether it is time to note that it was used. */
  readonly stale: boolean;
}

/** A session to begin. */
export interface NewSession {
  readonly id: string;
  readonly accountId: string;
  readonly tokenHash: string;
  readonly userAgent: string;
  /** The hash that the given password matched; when it has changed meanwhile, no session begins. */
  readonly passwordHash: string;
}

/** Sessions end by themselves after 30 days without use and 180 days in any case (README). */
const ENDS_AT = `least(s.last_seen_at + interval '30 days', s.created_at + interval '180 days')`;

const FIND = lookUp(
  'session-find',
  `SELECT s.id, a.id AS "accountId", a.is_staff AS "isStaff", a.email_verified_at IS NOT NULL AS "emailVerified",
          a.language, (extract(epoch FROM ${ENDS_AT}) * 1000)::bigint AS "endsAt",
          s.last_seen_at < now() - interval '5 minutes' AS stale
   FROM sessions s JOIN accounts a ON a.id = s.account_id
   WHERE s.token_hash = $1 AND ${ENDS_AT} > now() AND a.closed_at IS NULL AND ${notSuspended('a')}`,
);

const TOUCH = statement(
  'session-touch',
  `UPDATE sessions SET last_seen_at = now() WHERE id = $1 AND last_seen_at < now() - interval '5 minutes'`,
);

/** Waits for a change of the password or a suspension that is under way, and finds nothing after it. */
const BEGIN = statement(
  'session-begin',
  `INSERT INTO sessions (id, account_id, token_hash, user_agent)
   SELECT $1, a.id, $3, $4 FROM accounts a WHERE a.id = $2 AND a.password_hash = $5 AND ${notSuspended('a')}
   FOR SHARE
   RETURNING id`,
);

/** Nobody uses a hundred browsers; the least used go. */
const TRIM = statement(
  'session-trim',
  `DELETE FROM sessions WHERE id IN (
     SELECT id FROM sessions WHERE account_id = $1 ORDER BY last_seen_at DESC, id DESC OFFSET 100) RETURNING id`,
);

const LIST = statement(
  'session-list',
  `SELECT s.id, s.id = $2 AS current, s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt", s.user_agent AS "userAgent"
   FROM sessions s WHERE s.account_id = $1 AND ${ENDS_AT} > now() ORDER BY s.last_seen_at DESC, s.id LIMIT 100`,
);

const END = statement('session-end', `DELETE FROM sessions WHERE id = $1 AND account_id = $2 RETURNING id`);

const END_ALL = statement(
  'session-end-all',
  `DELETE FROM sessions WHERE account_id = $1 AND id IS DISTINCT FROM $2::uuid`,
);

const SWEEP = statement('session-sweep', `DELETE FROM sessions s WHERE ${ENDS_AT} <= now()`);

/** All SQL about sessions. */
@Injectable()
export class SessionRepository {
  constructor(private readonly db: Database) {}

  /** The living session of this secret's hash. */
  async find(tokenHash: string): Promise<CredentialHolder | null> {
    const [row] = await this.db.run<CredentialHolder>(FIND, [tokenHash]);
    return row ?? null;
  }

  /** Notes that the session was used just now. */
  async touch(id: string): Promise<void> {
    await this.db.run(TOUCH, [id]);
  }

  /** Begins a session; false when the password changed, or the account was closed or suspended meanwhile. */
  async begin(on: Queryable, session: NewSession): Promise<boolean> {
    const { id, accountId, tokenHash, userAgent, passwordHash } = session;
    return (await on.run(BEGIN, [id, accountId, tokenHash, userAgent, passwordHash])).length === 1;
  }

  /** Ends the least used sessions beyond a hundred; answers their ids. */
  async trim(accountId: string): Promise<string[]> {
    return (await this.db.run<{ id: string }>(TRIM, [accountId])).map(({ id }) => id);
  }

  /** The account's living sessions, latest first. */
  async list(accountId: string, currentId: string | null): Promise<SessionType[]> {
    const rows = await this.db.run<SessionType>(LIST, [accountId, currentId]);
    return rows.map((row) => ({ ...row, current: row.current === true }));
  }

  /** Ends one session of this account; false when it has none of that id. */
  async end(tx: Tx, id: string, accountId: string): Promise<boolean> {
    return (await tx.run(END, [id, accountId])).length === 1;
  }

  /** Ends all sessions of the account, or all but one. */
  async endAll(tx: Tx, accountId: string, exceptId: string | null): Promise<void> {
    await tx.run(END_ALL, [accountId, exceptId]);
  }

  /** Deletes what has run out. */
  async sweep(): Promise<void> {
    await this.db.run(SWEEP);
  }
}
