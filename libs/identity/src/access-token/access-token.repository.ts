import { Injectable } from '@nestjs/common';
import { Database, lookUp, statement, type Tx } from '#platform/database';
import { notSuspended } from '../account/suspended.js';
import type { CredentialHolder } from '../session/session.repository.js';
import type { AccessTokenType } from './access-token.type.js';

/** A token to make. */
export interface NewAccessToken {
  readonly id: string;
  /** The session that asks for it; when it has ended meanwhile, no token is made. */
  readonly sessionId: string;
  readonly tokenHash: string;
  readonly name: string;
  readonly days: number;
}

const FIND = lookUp(
  'token-find',
  `SELECT t.id, a.id AS "accountId", a.is_staff AS "isStaff", a.email_verified_at IS NOT NULL AS "emailVerified",
          a.language, (extract(epoch FROM t.expires_at) * 1000)::bigint AS "endsAt",
          coalesce(t.last_used_at < now() - interval '5 minutes', true) AS stale
   FROM access_tokens t JOIN accounts a ON a.id = t.account_id
   WHERE t.token_hash = $1 AND t.expires_at > now() AND a.closed_at IS NULL AND ${notSuspended('a')}`,
);

const TOUCH = statement(
  'token-touch',
  `UPDATE access_tokens SET last_used_at = now()
   WHERE id = $1 AND coalesce(last_used_at < now() - interval '5 minutes', true)`,
);

const INSERT = statement(
  'token-insert',
  `INSERT INTO access_tokens (id, account_id, token_hash, name, expires_at)
   SELECT $1, s.account_id, $3, $4, now() + make_interval(days => $5) FROM sessions s WHERE s.id = $2 FOR SHARE
   RETURNING expires_at AS "expiresAt"`,
);

const COUNT = statement(
  'token-count',
  `SELECT count(*)::int AS count FROM access_tokens WHERE account_id = $1 AND expires_at > now()`,
);

const LIST = statement(
  'token-list',
  `SELECT id, name, created_at AS "createdAt", expires_at AS "expiresAt", last_used_at AS "lastUsedAt"
   FROM access_tokens WHERE account_id = $1 AND expires_at > now() ORDER BY created_at DESC, id LIMIT 100`,
);

const END = statement('token-end', `DELETE FROM access_tokens WHERE id = $1 AND account_id = $2 RETURNING id`);
const END_ALL = statement('token-end-all', `DELETE FROM access_tokens WHERE account_id = $1`);
const SWEEP = statement('token-sweep', `DELETE FROM access_tokens WHERE expires_at <= now()`);

/** All SQL about access tokens. */
@Injectable()
export class AccessTokenRepository {
  constructor(private readonly db: Database) {}

  /** The living token of this hash. */
  async find(tokenHash: string): Promise<CredentialHolder | null> {
    const [row] = await this.db.run<CredentialHolder>(FIND, [tokenHash]);
    return row ?? null;
  }

  /** Notes that the token was used just now. */
  async touch(id: string): Promise<void> {
    await this.db.run(TOUCH, [id]);
  }

  /** Makes a token; answers when it ends, or null when the asking session has ended. */
  async insert(tx: Tx, token: NewAccessToken): Promise<string | null> {
    const { id, sessionId, tokenHash, name, days } = token;
    const [row] = await tx.run<{ expiresAt: string }>(INSERT, [id, sessionId, tokenHash, name, days]);
    return row?.expiresAt ?? null;
  }

  /** How many living tokens the account has. */
  async count(tx: Tx, accountId: string): Promise<number> {
    const [row] = await tx.run<{ count: number }>(COUNT, [accountId]);
    return row?.count ?? 0;
  }

  /** The account's living tokens, newest first. */
  async list(accountId: string): Promise<AccessTokenType[]> {
    return this.db.run<AccessTokenType>(LIST, [accountId]);
  }

  /** Ends one token of this account; false when it has none of that id. */
  async end(tx: Tx, id: string, accountId: string): Promise<boolean> {
    return (await tx.run(END, [id, accountId])).length === 1;
  }

  /** Ends all tokens of the account. */
  async endAll(tx: Tx, accountId: string): Promise<void> {
    await tx.run(END_ALL, [accountId]);
  }

  /** Deletes what has run out. */
  async sweep(): Promise<void> {
    await this.db.run(SWEEP);
  }
}
