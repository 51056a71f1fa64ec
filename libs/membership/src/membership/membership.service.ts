import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform/database';
import { BadInput, demand, Unauthenticated } from '#platform/errors';
import { Outbox } from '#platform/events';
import { RealtimeServer } from '#platform/realtime';
import { AccountService, AuditLog, type Viewer } from '#identity';
import { CommunityService, type CommunityType } from '#communities';
import { MemberJoined, MemberLeft, RoleChanged } from '../membership.events.js';
import { canAppointFacilitator, canJoin } from '../standing/standing.policy.js';
import { StandingService } from '../standing/standing.service.js';
import { MembershipRepository } from './membership.repository.js';

/** Joining, leaving, appointing. */
@Injectable()
export class MembershipService {
  constructor(
    private readonly db: Database,
    private readonly memberships: MembershipRepository,
    private readonly standings: StandingService,
    private readonly communities: CommunityService,
    private readonly accounts: AccountService,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly realtime: RealtimeServer,
  ) {}

  /** Joins an open community; for a member nothing changes. @throws Forbidden with the rule in words, NotFound */
  async join(viewer: Viewer, slug: string): Promise<CommunityType> {
    const accountId = accountOf(viewer);
    const { id: communityId } = await this.communities.factsBySlug(slug);
    await this.db.tx(async (tx) => {
      const community = await this.communities.holdFacts(tx, communityId);
      const sortName = await this.heldName(tx, accountId);
      const standing = await this.standings.hold(tx, viewer, communityId);
      if (standing.role !== null) return;
      demand(canJoin(standing, community));
      const inPublic = community.visibility === 'PUBLIC';
      const added = await this.memberships.add(tx, { communityId, accountId, role: 'MEMBER', sortName, inPublic });
      if (added) await this.outbox.record(tx, new MemberJoined(communityId, accountId));
    });
    return this.communities.bySlug(viewer, slug);
  }

  /** Leaves a community; for somebody who is not in it nothing changes. Its rooms close at once. @throws NotFound */
  async leave(viewer: Viewer, slug: string): Promise<CommunityType> {
    const accountId = accountOf(viewer);
    const { id: communityId } = await this.communities.factsBySlug(slug);
    await this.end(communityId, accountId, accountId);
    return this.communities.bySlug(viewer, slug);
  }

  /**
   * Makes an account facilitator of a community, and a member if need be; for a facilitator nothing changes.
   * @throws Forbidden for all but staff, NotFound, BadInput when no account with a confirmed address has this id
   */
  async appointFacilitator(viewer: Viewer, slug: string, accountId: string): Promise<CommunityType> {
    const { id: communityId } = await this.communities.factsBySlug(slug);
    demand(canAppointFacilitator(await this.standings.standing(viewer, communityId)));
    const person = await this.accounts.person(viewer, accountId);
    if (!person || person.former) throw noSuchAccount();
    await this.db.tx(async (tx) => {
      const { visibility } = await this.communities.holdFacts(tx, communityId);
      const held = await this.accounts.hold(tx, [accountOf(viewer), accountId]);
      if (!held.has(accountOf(viewer))) throw new Unauthenticated();
      const sortName = held.get(accountId)?.name;
      if (sortName === undefined) throw noSuchAccount();
      const membership = { communityId, accountId, sortName, inPublic: visibility === 'PUBLIC' };
      const added = await this.memberships.add(tx, { ...membership, role: 'FACILITATOR' });
      if (!added && !(await this.memberships.promote(tx, communityId, accountId))) return;
      if (added) await this.outbox.record(tx, new MemberJoined(communityId, accountId));
      await this.outbox.record(tx, new RoleChanged(communityId, accountId, 'FACILITATOR'));
      await this.noteRole(tx, viewer.accountId, 'facilitator-appointed', communityId, accountId);
    });
    return this.communities.bySlug(viewer, slug);
  }

  /** Ends every membership of an account that was closed. Safe to repeat. */
  async endAll(accountId: string): Promise<void> {
    for (const communityId of await this.standings.communitiesOfAccount(accountId)) {
      await this.end(communityId, accountId, null);
    }
  }

  /** Lists the account under its present name. Safe to repeat. */
  async rename(accountId: string): Promise<void> {
    // The worker may be another process than the one that renamed, with names of half a minute ago in its memory.
    this.accounts.forgetPerson(accountId);
    await this.memberships.rename(accountId, await this.nameOf(accountId));
  }

  private async end(communityId: string, accountId: string, actorId: string | null): Promise<void> {
    await this.db.tx(async (tx) => {
      const role = await this.memberships.remove(tx, communityId, accountId);
      if (role === null) return;
      await this.outbox.record(tx, new MemberLeft(communityId, accountId));
      if (role === 'FACILITATOR') await this.noteRole(tx, actorId, 'facilitator-left', communityId, accountId);
    });
    // Also when nothing changed: an earlier call may have been killed between its commit and this.
    await this.realtime.leaveCommunityRooms(accountId, communityId);
  }

  private noteRole(
    tx: Tx,
    actor: string | null,
    action: string,
    communityId: string,
    accountId: string,
  ): Promise<void> {
    return this.audit.note(tx, { actor, action, subject: communityId, details: { accountId } });
  }

  /** The name, which nobody changes before the transaction ends: a later change finds the membership and renames it. */
  private async heldName(tx: Tx, accountId: string): Promise<string> {
    const person = (await this.accounts.hold(tx, [accountId])).get(accountId);
    if (!person) throw new Unauthenticated();
    return person.name;
  }

  private async nameOf(accountId: string): Promise<string> {
    const person = (await this.accounts.personsOf([accountId])).get(accountId);
    if (!person) throw new Unauthenticated();
    return person.name;
  }
}

const noSuchAccount = (): BadInput => new BadInput({ accountId: 'No account with a confirmed address has this id.' });

const accountOf = (viewer: Viewer): string => {
  if (viewer.accountId === null) throw new Unauthenticated();
  return viewer.accountId;
};
