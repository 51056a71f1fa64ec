import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable, type Tx } from '#platform/database';
import { ownersOfAddresses, provedAddresses } from '#identity';
import type { InvitationKey, InvitationStatus } from './invitation.type.js';

/** An invitation as it stands. */
export interface InvitationRow {
  readonly id: string;
  readonly communityId: string;
  readonly email: string;
  readonly status: InvitationStatus;
  readonly message: string | null;
  readonly createdAt: string;
  readonly sentAt: string;
  readonly expiresAt: string;
  readonly inviterId: string;
  readonly acceptedBy: string | null;
}

/** An address to be invited, with the hash of its new link's secret. */
export interface NewInvitation {
  readonly id: string;
  readonly email: string;
  readonly tokenHash: string;
}

/** An invitation that waits for an account which has proved the address. */
export interface WaitingInvitation {
  readonly id: string;
  readonly communityId: string;
  readonly accountId: string;
  readonly inviterId: string;
  readonly sentAt: string;
}

/** How long a link works. */
const LIFE = `interval '14 days'`;

const COLUMNS = `id, community_id AS "communityId", email, message, created_at AS "createdAt", sent_at AS "sentAt",
  expires_at AS "expiresAt", invited_by AS "inviterId", accepted_by AS "acceptedBy",
  CASE WHEN accepted_at IS NOT NULL THEN 'ACCEPTED' WHEN revoked_at IS NOT NULL THEN 'REVOKED'
       WHEN expires_at <= now() THEN 'EXPIRED' ELSE 'WAITING' END AS status`;

const OPEN = `accepted_at IS NULL AND revoked_at IS NULL`;

/** That it can be used: it was neither used nor taken back, has not run out, and its owner is not in already. */
const waits = (accountId: string): string => `i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
   AND NOT EXISTS (SELECT FROM memberships m WHERE m.community_id = i.community_id AND m.account_id = ${accountId})`;

/**
 * Says in SQL, for a lib that asks more in the same statement, whether this invitation waits for this account, which has
 * proved its address. Both are SQL expressions, never input.
 */
export const waitingInvitation = (invitationId: string, accountId: string): string => `EXISTS (
  SELECT FROM invitations i JOIN (${provedAddresses(`ARRAY[${accountId}]`)}) AS w ON w.email = lower(i.email)
  WHERE i.id = ${invitationId} AND ${waits(accountId)})`;

/** In the order of addresses, so that two who invite the same people do not wait for each other. */
const PUT = statement(
  'invitations-put',
  `INSERT INTO invitations (id, community_id, email, token_hash, message, invited_by, expires_at)
   SELECT n.id, $1, n.email, n.hash, $5, $6, now() + ${LIFE}
   FROM unnest($2::uuid[], $3::text[], $4::text[]) AS n (id, email, hash) ORDER BY lower(n.email)
   ON CONFLICT (community_id, lower(email)) WHERE ${OPEN} DO UPDATE
   SET token_hash = excluded.token_hash, message = excluded.message, invited_by = excluded.invited_by,
       sent_at = now(), expires_at = excluded.expires_at
   RETURNING ${COLUMNS}`,
);
const RENEW = statement(
  'invitation-renew',
  `UPDATE invitations SET token_hash = $2, invited_by = $3, sent_at = now(), expires_at = now() + ${LIFE}
   WHERE id = $1 AND ${OPEN} RETURNING ${COLUMNS}`,
);
const REVOKE = statement(
  'invitation-revoke',
  `UPDATE invitations SET revoked_at = now() WHERE id = $1 AND ${OPEN} RETURNING ${COLUMNS}`,
);
/** In the order in which {@link PUT} takes them. */
const REVOKE_OF_ACCOUNTS = statement(
  'invitations-revoke-of-accounts',
  `UPDATE invitations SET revoked_at = now() WHERE id IN (
     SELECT i.id FROM invitations i JOIN (${provedAddresses('$2::uuid[]')}) AS a ON a.email = lower(i.email)
     WHERE i.community_id = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.id IS DISTINCT FROM $3::uuid
     ORDER BY lower(i.email) FOR UPDATE OF i)
   RETURNING id`,
);
/** What is used, replaced, taken back or run out finds nothing: of two calls at once one comes in. */
const ACCEPT = statement(
  'invitation-accept',
  `UPDATE invitations SET accepted_at = now(), accepted_by = $2
   WHERE id = $1 AND token_hash = coalesce($3, token_hash) AND ${OPEN} AND expires_at > now() RETURNING id`,
);
const BY_ID = statement('invitation-by-id', `SELECT ${COLUMNS} FROM invitations WHERE id = $1`);
const BY_TOKEN = statement('invitation-by-token', `SELECT ${COLUMNS} FROM invitations WHERE token_hash = $1`);

const WAITING_COLUMNS = `i.id, i.community_id AS "communityId", a.id AS "accountId", i.invited_by AS "inviterId",
  i.sent_at AS "sentAt"`;
const WAITING = statement(
  'invitations-waiting',
  `SELECT ${WAITING_COLUMNS} FROM invitations i JOIN (${ownersOfAddresses()}) AS a ON a.email = lower(i.email)
   WHERE i.id = ANY ($1::uuid[]) AND ${waits('a.id')}`,
);
const WAITING_FOR = statement(
  'invitations-waiting-for',
  `SELECT ${WAITING_COLUMNS} FROM (${provedAddresses('ARRAY[$1::uuid]')}) AS a
   JOIN invitations i ON lower(i.email) = a.email WHERE ${waits('a.id')} ORDER BY i.id`,
);
/** Of these communities, for the index on their open invitations. */
const WAITING_IN = statement(
  'invitations-waiting-in',
  `SELECT i.id, i.community_id AS "communityId" FROM (${provedAddresses('ARRAY[$1::uuid]')}) AS a
   JOIN invitations i ON i.community_id = ANY ($2::uuid[]) AND lower(i.email) = a.email WHERE ${waits('a.id')}`,
);

const pages = (name: string, where: string) =>
  statement(
    name,
    `SELECT i.* FROM unnest($1::uuid[]) AS c (id) CROSS JOIN LATERAL (
       SELECT ${COLUMNS} FROM invitations WHERE community_id = c.id ${where}
       ORDER BY created_at DESC, invitations.id DESC LIMIT $2) AS i
     ORDER BY i."communityId", i."createdAt" DESC, i.id DESC`,
  );
const FIRST_PAGES = pages('invitations-first', '');
const NEXT_PAGES = pages('invitations-after', 'AND (created_at, invitations.id) < ($3::timestamptz, $4::uuid)');

const FORGET_ACCOUNT = statement('invitations-forget-account', `DELETE FROM invitations WHERE accepted_by = $1`);
const SWEEP = statement(
  'invitations-sweep',
  `DELETE FROM invitations WHERE id IN (
     SELECT id FROM invitations
     WHERE coalesce(accepted_at, revoked_at, expires_at) < now() - interval '90 days' LIMIT $1) RETURNING id`,
);

/** All SQL about invitations. */
@Injectable()
export class InvitationRepository {
  constructor(private readonly db: Database) {}

  /** Invites these addresses; where one has an open invitation, that is renewed and its former link dies. */
  put(
    tx: Tx,
    communityId: string,
    invitations: readonly NewInvitation[],
    message: string | null,
    inviterId: string,
  ): Promise<InvitationRow[]> {
    const column = (name: keyof NewInvitation): string[] => invitations.map((one) => one[name]);
    return tx.run(PUT, [communityId, column('id'), column('email'), column('tokenHash'), message, inviterId]);
  }

  /** Gives an invitation a new link, from now on; null when it was accepted or taken back. */
  async renew(tx: Tx, id: string, tokenHash: string, inviterId: string): Promise<InvitationRow | null> {
    const [row] = await tx.run<InvitationRow>(RENEW, [id, tokenHash, inviterId]);
    return row ?? null;
  }

  /** Takes an invitation back; null when it was accepted or taken back before. */
  async revoke(tx: Tx, id: string): Promise<InvitationRow | null> {
    const [row] = await tx.run<InvitationRow>(REVOKE, [id]);
    return row ?? null;
  }

  /** Takes back what is open to the proved addresses of these accounts, all but one; answers ids. */
  async revokeOfAccounts(
    tx: Tx,
    communityId: string,
    accountIds: readonly string[],
    except: string | null,
  ): Promise<string[]> {
    const rows = await tx.run<{ id: string }>(REVOKE_OF_ACCOUNTS, [communityId, accountIds, except]);
    return rows.map(({ id }) => id);
  }

  /** Uses an invitation up, by its newest link or (null) without; false when that does not work (any more). */
  async accept(tx: Tx, id: string, tokenHash: string | null, accountId: string): Promise<boolean> {
    return (await tx.run(ACCEPT, [id, accountId, tokenHash])).length > 0;
  }

  /** An invitation by id, or null. */
  async byId(id: string, on: Queryable = this.db): Promise<InvitationRow | null> {
    const [row] = await on.run<InvitationRow>(BY_ID, [id]);
    return row ?? null;
  }

  /** The invitation whose newest link carries this secret, or null. */
  async byToken(tokenHash: string): Promise<InvitationRow | null> {
    const [row] = await this.db.run<InvitationRow>(BY_TOKEN, [tokenHash]);
    return row ?? null;
  }

  /** Those of these that wait for an account which has proved the address. */
  waiting(ids: readonly string[], on: Queryable = this.db): Promise<WaitingInvitation[]> {
    return on.run<WaitingInvitation>(WAITING, [ids]);
  }

  /** Those that wait for this account, in all communities. */
  waitingFor(accountId: string, on: Queryable = this.db): Promise<WaitingInvitation[]> {
    return on.run<WaitingInvitation>(WAITING_FOR, [accountId]);
  }

  /** The one that waits for this account in each of these communities, by community. */
  async waitingIn(accountId: string, communityIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.db.run<{ id: string; communityId: string }>(WAITING_IN, [accountId, communityIds]);
    return new Map(rows.map((row) => [row.communityId, row.id]));
  }

  /** At most `size` invitations of each community, newest first, after the same key in each. */
  pages(communityIds: readonly string[], after: InvitationKey | null, size: number): Promise<InvitationRow[]> {
    return after === null
      ? this.db.run<InvitationRow>(FIRST_PAGES, [communityIds, size])
      : this.db.run<InvitationRow>(NEXT_PAGES, [communityIds, size, ...after]);
  }

  /** Deletes the address of somebody whose account is closed, where the machine knew it to be theirs. */
  async forgetAccount(accountId: string): Promise<void> {
    await this.db.run(FORGET_ACCOUNT, [accountId]);
  }

  /** Deletes at most `size` that ended 90 days ago; answers how many. */
  async sweep(size: number): Promise<number> {
    return (await this.db.run(SWEEP, [size])).length;
  }
}
