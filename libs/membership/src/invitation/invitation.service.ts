import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database, keyset, type Tx } from '#platform/database';
import { BadInput, demand, NotFound, Unauthenticated } from '#platform/errors';
import { encodeCursor, pageOf, type Connection, type Page } from '#platform/graphql';
import { hashSecret, newSecret } from '#platform/secrets';
import { AccountService, AuditLog, type PersonType, type Viewer } from '#identity';
import { CommunityService } from '#communities';
import { canFacilitate, canInvite } from '../standing/standing.policy.js';
import { StandingService } from '../standing/standing.service.js';
import { InvitationEnding } from './invitation-ending.service.js';
import { InvitationPost, type Asked } from './invitation-post.service.js';
import { InvitationRepository, type InvitationRow } from './invitation.repository.js';
import type { InvitationKey, InvitationType } from './invitation.type.js';

/** Inviting people by mail: what the facilitators of a community do and see. */
@Injectable()
export class InvitationService {
  constructor(
    private readonly db: Database,
    private readonly invitations: InvitationRepository,
    private readonly standings: StandingService,
    private readonly communities: CommunityService,
    private readonly accounts: AccountService,
    private readonly post: InvitationPost,
    private readonly ending: InvitationEnding,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The same page of each of these communities whose facilitator the viewer is; two statements besides the standing.
   */
  async pages(
    viewer: Viewer,
    communityIds: readonly string[],
    page: Page<InvitationKey>,
  ): Promise<Map<string, Connection<InvitationType>>> {
    const standings = await this.standings.standings(viewer, communityIds);
    const mine = [...standings].filter(([, standing]) => canFacilitate(standing) === true).map(([id]) => id);
    if (mine.length === 0) return new Map();
    const found = await this.invitations.pages(mine, page.after, page.size + 1);
    const byCommunity = Map.groupBy(found, (row) => row.communityId);
    const inviters = await this.accounts.personsOf(found.map((row) => row.inviterId));
    return new Map(
      mine.map((id) => {
        const { rows, hasMore } = keyset(byCommunity.get(id) ?? [], page.size);
        const nodes = rows.map((row) => toNode(row, inviters));
        return [id, pageOf(nodes, cursorOf, { before: page.after !== null, after: hasMore })];
      }),
    );
  }

  /**
   * Invites these addresses, each by a message with a link of its own. An address with an open invitation gets a new
   * link and the old one dies. Nobody learns whether an address has an account, or is a member already.
   * @throws Forbidden for all but facilitators, NotFound, BadInput on `emails.N`, RateLimited
   */
  async invite(
    viewer: Viewer,
    input: { slug: string; emails: readonly string[]; message: string | null },
  ): Promise<InvitationType[]> {
    const accountId = accountOf(viewer);
    const facts = await this.communities.factsBySlug(input.slug);
    demand(canInvite(await this.standings.standing(viewer, facts.id), facts));
    const asked = onceEach(input.emails);
    await this.post.count(accountId, asked);
    const secrets = new Map(asked.map(({ email }) => [email.toLowerCase(), newSecret()]));
    const secretOf = (email: string): string => secrets.get(email.toLowerCase()) ?? newSecret();
    const rows = await this.db.tx(async (tx) => {
      await this.holdFacilitator(tx, viewer, facts.id);
      const wanted = asked.map(({ email }) => ({ id: v7(), email, tokenHash: hashSecret(secretOf(email)) }));
      const put = await this.invitations.put(tx, facts.id, wanted, input.message, accountId);
      await this.post.send(
        tx,
        put.map((row) => ({ row, secret: secretOf(row.email) })),
      );
      await this.audit.note(tx, {
        actor: accountId,
        action: 'people-invited',
        subject: facts.id,
        communityId: facts.id,
        details: { invitations: put.map(({ id }) => id) },
      });
      return put;
    });
    const place = new Map([...secrets.keys()].map((email, index) => [email, index]));
    return this.nodes(
      rows.toSorted((a, b) => (place.get(a.email.toLowerCase()) ?? 0) - (place.get(b.email.toLowerCase()) ?? 0)),
    );
  }

  /**
   * Sends an invitation again, with a new link that works for its whole time; the former link dies.
   * @throws NotFound for all but facilitators of its community, Forbidden, BadInput when it has ended, RateLimited
   */
  async resend(viewer: Viewer, id: string): Promise<InvitationType> {
    const accountId = accountOf(viewer);
    const { communityId, email } = await this.own(viewer, id);
    const [facts] = (await this.communities.factsByIds([communityId])).values();
    if (!facts) throw new NotFound();
    demand(canInvite(await this.standings.standing(viewer, communityId), facts));
    await this.post.count(accountId, [{ email, field: 'invitationId' }]);
    const renewed = await this.db.tx(async (tx) => {
      await this.holdFacilitator(tx, viewer, communityId);
      const secret = newSecret();
      const row = await this.invitations.renew(tx, id, hashSecret(secret), accountId);
      if (!row) throw hasEnded();
      await this.post.send(tx, [{ row, secret }]);
      await this.note(tx, accountId, 'invitation-resent', row);
      return row;
    });
    return this.node(renewed);
  }

  /**
   * Takes an invitation back: its link dies, and the message stays here if it still does. Repeating changes nothing.
   * @throws NotFound for all but facilitators of its community, BadInput when it was accepted
   */
  async revoke(viewer: Viewer, id: string): Promise<InvitationType> {
    const accountId = accountOf(viewer);
    const { communityId } = await this.own(viewer, id);
    const row = await this.db.tx(async (tx) => {
      await this.communities.holdFacts(tx, communityId);
      demand(canFacilitate(await this.standings.hold(tx, viewer, communityId)));
      const revoked = await this.ending.revoke(tx, id);
      if (!revoked) {
        const present = await this.invitations.byId(id, tx);
        if (present?.status !== 'REVOKED') throw hasEnded();
        return present;
      }
      await this.note(tx, accountId, 'invitation-revoked', revoked);
      return revoked;
    });
    return this.node(row);
  }

  /** The invitation, for a facilitator of its community; the same work and answer whether it is there or not. */
  private async own(viewer: Viewer, id: string): Promise<InvitationRow> {
    const row = await this.invitations.byId(id);
    const standing = await this.standings.standing(viewer, row?.communityId ?? id);
    if (!row || canFacilitate(standing) !== true) throw new NotFound();
    return row;
  }

  private async holdFacilitator(tx: Tx, viewer: Viewer, communityId: string): Promise<void> {
    const community = await this.communities.holdFacts(tx, communityId);
    demand(canInvite(await this.standings.hold(tx, viewer, communityId), community));
  }

  private note(tx: Tx, actor: string, action: string, { id, communityId }: InvitationRow): Promise<void> {
    return this.audit.note(tx, { actor, action, subject: id, communityId });
  }

  private async nodes(rows: readonly InvitationRow[]): Promise<InvitationType[]> {
    const inviters = await this.accounts.personsOf(rows.map((row) => row.inviterId));
    return rows.map((row) => toNode(row, inviters));
  }

  private async node(row: InvitationRow): Promise<InvitationType> {
    return toNode(row, await this.accounts.personsOf([row.inviterId]));
  }
}

const toNode = (row: InvitationRow, persons: ReadonlyMap<string, PersonType>): InvitationType => {
  const invitedBy = persons.get(row.inviterId);
  if (!invitedBy) throw new Error('An invitation points at an account.');
  const { id, email, status, createdAt, sentAt, expiresAt } = row;
  return { id, email, status, createdAt, sentAt, expiresAt, invitedBy };
};

/** One of each address, without regard to case, as it was first written and where it stood. */
const onceEach = (emails: readonly string[]): Asked[] => {
  const found = new Map<string, Asked>();
  for (const [index, email] of emails.entries()) {
    const folded = email.toLowerCase();
    if (!found.has(folded)) found.set(folded, { email, field: `emails.${index}` });
  }
  return [...found.values()];
};

const cursorOf = (node: InvitationType): string => encodeCursor([node.createdAt, node.id]);

const hasEnded = (): BadInput => new BadInput({ invitationId: 'This invitation was accepted or taken back already.' });

const accountOf = (viewer: Viewer): string => {
  if (viewer.accountId === null) throw new Unauthenticated();
  return viewer.accountId;
};
