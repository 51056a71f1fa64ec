import type { Viewer } from '#identity';
import { TestApi } from './test-api.js';

/** Somebody with an account. */
export type Somebody = Viewer & { readonly accountId: string };

/** An invitation as its facilitator sees it. */
export interface Sent {
  readonly id: string;
  readonly email: string;
  readonly status: string;
  readonly sentAt: string;
  readonly expiresAt: string;
  readonly invitedBy: { readonly name: string };
}

/** What tests ask of an invitation. */
export const INVITATION = 'id email status createdAt sentAt expiresAt invitedBy { name }';
/** Invites addresses. */
export const INVITE = `mutation ($slug: String!, $emails: [String!]!, $message: String) {
  inviteToCommunity(input: { slug: $slug, emails: $emails, message: $message }) { ${INVITATION} } }`;
/** Takes an invitation back. */
export const REVOKE = `mutation ($id: ID!) { revokeInvitation(input: { invitationId: $id }) { ${INVITATION} } }`;
/** Accepts one. */
export const ACCEPT = `mutation ($token: String!) { acceptInvitation(input: { token: $token }) { slug viewerRole } }`;
/** Reads what one offers. */
export const OFFER = `query ($token: String!) { invitation(token: $token) {
  community { slug name } email expiresAt message invitedBy { name } attestation en: attestation(language: EN) } }`;

/** Slug of a private community in which people identify themselves. */
export const HIDDEN = 'indigenous-practitioners';

/** An address of a guest. */
export const mailbox = (name: string): string => `${name}@guests.example.org`;

/** A site where Fay invites: she leads *steam*, *neon*, *netlife* and {@link HIDDEN}. */
export class GuestScene {
  private constructor(
    readonly api: TestApi,
    readonly staff: Somebody,
    /** The facilitator; reads French. */
    readonly fay: Somebody,
    /** Facilitator of another community. */
    readonly elsewhere: Somebody,
    /** Member of *steam*. */
    readonly member: Somebody,
  ) {}

  /** Builds it on a database of its own. */
  static async start(): Promise<GuestScene> {
    const api = await TestApi.start();
    const staff = await api.person('Ada', { isStaff: true });
    const fay = await api.person('Fay', { language: 'FR' });
    const scene = new GuestScene(api, staff, fay, await api.person('Els'), await api.person('Mia'));
    for (const slug of ['steam', 'neon', 'netlife', HIDDEN]) await scene.seat(fay, slug, 'FACILITATOR');
    await scene.seat(scene.elsewhere, 'early-childhood', 'FACILITATOR');
    await scene.seat(scene.member, 'steam');
    return scene;
  }

  /** Asks the database. */
  async sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.api.db.pool.query(text, values)).rows as Row[];
  }

  /** Makes somebody a member. */
  async seat(who: Somebody, slug: string, role = 'MEMBER'): Promise<void> {
    await this.sql(
      `INSERT INTO memberships (community_id, account_id, role, sort_name)
       SELECT id, $2, $3, 'x' FROM communities WHERE slug = $1`,
      [slug, who.accountId, role],
    );
  }

  /** Fay invites these addresses. */
  async invite(slug: string, ...emails: string[]): Promise<Sent[]> {
    const { data, message } = await this.api.ask<{ inviteToCommunity: Sent[] }>(this.fay, INVITE, { slug, emails });
    if (!data) throw new Error(message);
    return data.inviteToCommunity;
  }

  /** The messages that wait for this address, oldest first. */
  mailsTo(email: string): Promise<{ subject: string; text: string; html: string; about: string[] }[]> {
    return this.sql(
      `SELECT subject, text_body AS text, html_body AS html, about FROM outgoing_mails
       WHERE recipient = $1 AND state = 'waiting' ORDER BY id`,
      [email],
    );
  }

  /** The secret of the newest link that was mailed there. */
  async tokenTo(email: string): Promise<string> {
    const mail = (await this.mailsTo(email)).at(-1);
    const token = /\/invitation#token=([\w-]{43})\n/.exec(mail?.text ?? '')?.[1];
    if (token === undefined) throw new Error('No link was mailed.');
    return token;
  }

  /** Invites an address; answers the secret of the link. */
  async link(slug: string, email: string): Promise<string> {
    await this.invite(slug, email);
    return this.tokenTo(email);
  }

  /** An account with this address. */
  async owner(email: string, facts: { emailVerified?: boolean; language?: 'EN' | 'FR' } = {}): Promise<Somebody> {
    const who = await this.api.person('Guest', facts);
    await this.sql(`UPDATE accounts SET email = $2 WHERE id = $1`, [who.accountId, email]);
    return who;
  }

  /** What somebody is in a community; null: nothing. */
  async roleIn(who: Somebody, slug: string): Promise<string | null> {
    const [row] = await this.sql<{ role: string }>(
      `SELECT role FROM memberships
       WHERE account_id = $1 AND community_id = (SELECT id FROM communities WHERE slug = $2)`,
      [who.accountId, slug],
    );
    return row?.role ?? null;
  }

  /** How often the audit log notes this action. */
  async notes(action: string): Promise<number> {
    const sql = `SELECT count(*)::int AS count FROM audit_entries WHERE action = $1`;
    return (await this.sql<{ count: number }>(sql, [action]))[0]?.count ?? 0;
  }
}
