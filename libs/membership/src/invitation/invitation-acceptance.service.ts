import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '#platform/database';
import { BadInput, DomainError, NotFound, Unauthenticated } from '#platform/errors';
import { hashSecret } from '#platform/secrets';
import { AccountService, InvitedAccounts, type Client, type Language, type Viewer } from '#identity';
import { CommunityService, type CommunityType } from '#communities';
import { StandingService } from '../standing/standing.service.js';
import { InvitationUse, noSuchLink } from './invitation-use.service.js';
import { InvitationRepository, type InvitationRow } from './invitation.repository.js';
import type { InvitationOfferType } from './invitation.type.js';

/** Coming in by an invitation: what whoever holds the link, or has proved the address, sees and does. */
@Injectable()
export class InvitationAcceptance {
  constructor(
    private readonly db: Database,
    private readonly invitations: InvitationRepository,
    private readonly use: InvitationUse,
    private readonly communities: CommunityService,
    private readonly standings: StandingService,
    private readonly accounts: AccountService,
    private readonly invited: InvitedAccounts,
  ) {}

  /** What a link offers. @throws BadInput on `token` for one that does not work (any more) */
  async offer(_viewer: Viewer, token: string): Promise<InvitationOfferType> {
    const { communityId, inviterId, email, expiresAt, message } = await this.waiting(hashSecret(token));
    const [communities, persons] = await Promise.all([
      this.communities.byIds([communityId]),
      this.accounts.personsOf([inviterId]),
    ]);
    const community = communities.get(communityId);
    if (!community) throw new NotFound();
    const named = community.eligibility !== 'SELF_IDENTIFIED';
    return { community, email, expiresAt, message, invitedBy: named ? (persons.get(inviterId) ?? null) : null };
  }

  /**
   * Accepts for the viewer, whose own address the link proves if it was not proved before. For the account that has
   * used the link already, and is still in, nothing changes.
   * @throws Forbidden for another address and for those whom the community is not for, BadInput on `token`
   */
  async accept(viewer: Viewer, token: string): Promise<CommunityType> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const tokenHash = hashSecret(token);
    const invitation = await this.invitations.byToken(tokenHash);
    if (!invitation) throw noSuchLink();
    if (invitation.status === 'WAITING') await this.comeIn(viewer, accountId, tokenHash, invitation);
    else if (!(await this.cameIn(invitation, accountId))) throw noSuchLink();
    return this.community(invitation);
  }

  /**
   * The same without a link, for the account that has proved the address: what the inbox and the community's page offer.
   * @throws NotFound for everybody else's, Forbidden for those whom the community is not for, BadInput on `invitationId`
   *   when it was used otherwise or taken back, or has run out
   */
  async acceptOwn(viewer: Viewer, id: string): Promise<CommunityType> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    // Two statements, whether it is there or not.
    const invitation = await this.invitations.byId(id);
    const address = await this.accounts.verifiedAddress(accountId);
    if (!invitation || invitation.email.toLowerCase() !== address) throw new NotFound();
    if (invitation.status === 'WAITING') await this.comeIn(viewer, accountId, null, invitation);
    else if (!(await this.cameIn(invitation, accountId))) throw noSuchLink('invitationId');
    return this.community(invitation);
  }

  /**
   * Makes an account for the address that was invited, brings it in and signs this browser in.
   * @throws BadInput on `token` or `password`, CONFLICT when the address has an account by now, Forbidden with the rule
   *   for those whom the community is not for (no account is made then), RateLimited
   */
  async signUp(
    viewer: Viewer,
    input: { token: string; name: string; password: string; language: Language },
    { client, res }: { client: Client; res: Response },
  ): Promise<CommunityType> {
    const tokenHash = hashSecret(input.token);
    const invitation = await this.waiting(tokenHash);
    const { name, password, language } = input;
    const prepared = await this.invited.prepare({ name, password, language, email: invitation.email }, client);
    const accountId = await this.db.tx(async (tx) => {
      const community = await this.communities.holdFacts(tx, invitation.communityId);
      const made = await this.invited.insert(tx, prepared);
      if (made === null) throw hasAccount();
      await this.use.use(tx, { community, invitation, tokenHash, accountId: made, language });
      return made;
    });
    await this.invited.signIn(accountId, client, res, viewer);
    return this.community(invitation);
  }

  private async waiting(tokenHash: string): Promise<InvitationRow> {
    const invitation = await this.invitations.byToken(tokenHash);
    if (invitation?.status !== 'WAITING') throw noSuchLink();
    return invitation;
  }

  private async comeIn(
    { language }: Viewer,
    accountId: string,
    tokenHash: string | null,
    invitation: InvitationRow,
  ): Promise<void> {
    try {
      await this.db.tx(async (tx) => {
        const community = await this.communities.holdFacts(tx, invitation.communityId);
        // A link proves the address to which it went.
        if (tokenHash !== null) await this.invited.confirmAddress(tx, accountId, invitation.email);
        await this.use.use(tx, { community, invitation, tokenHash, accountId, language: language ?? 'EN' });
      });
    } catch (error) {
      // The second of two clicks: the first was this account's own.
      const again =
        error instanceof BadInput && (await this.cameIn(await this.invitations.byId(invitation.id), accountId));
      if (!again) throw error;
    }
    if (tokenHash !== null) this.invited.confirmed(accountId);
  }

  /** Whether this account used this link, and is still in. */
  private async cameIn(invitation: InvitationRow | null, accountId: string): Promise<boolean> {
    if (invitation?.acceptedBy !== accountId) return false;
    return (await this.standings.activeAmong(invitation.communityId, [accountId])).has(accountId);
  }

  private async community({ communityId }: InvitationRow): Promise<CommunityType> {
    const community = (await this.communities.byIds([communityId])).get(communityId);
    if (!community) throw new NotFound();
    return community;
  }
}

const hasAccount = (): DomainError =>
  new DomainError('CONFLICT', 'This address has an account already. Sign in to accept the invitation.');
