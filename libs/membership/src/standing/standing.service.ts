import { Injectable } from '@nestjs/common';
import type { Queryable, Tx } from '#platform/database';
import { Unauthenticated } from '#platform/errors';
import type { Viewer } from '#identity';
import { StandingRepository, type Member, type StandingRow } from './standing.repository.js';
import type { Standing } from './standing.type.js';

/** Answers, for sets, how people stand to communities. Libs on the right give the answer to their policies. */
@Injectable()
export class StandingService {
  constructor(private readonly repository: StandingRepository) {}

  /** The viewer's standing to each of these communities; one statement, none for nobody. */
  async standings(viewer: Viewer, communityIds: readonly string[], on?: Queryable): Promise<Map<string, Standing>> {
    const places =
      viewer.accountId === null || communityIds.length === 0
        ? new Map<string, StandingRow>()
        : await this.repository.places(viewer.accountId, communityIds, on);
    return new Map(communityIds.map((id) => [id, standingOf(viewer, places.get(id))]));
  }

  /** The viewer's standing to one community. */
  async standing(viewer: Viewer, communityId: string, on?: Queryable): Promise<Standing> {
    return (await this.standings(viewer, [communityId], on)).get(communityId) ?? standingOf(viewer);
  }

  /**
   * The standing as it is and stays until `tx` ends: nobody is removed, and no account closed, between the check and
   * the write. @throws Unauthenticated when the viewer's account was closed
   */
  async hold(tx: Tx, viewer: Viewer, communityId: string): Promise<Standing> {
    if (viewer.accountId === null) return standingOf(viewer);
    const held = await this.repository.hold(tx, viewer.accountId, communityId);
    if (!held) throw new Unauthenticated();
    return standingOf(viewer, held);
  }

  /**
   * As {@link hold}, for whoever comes to the door: until `tx` ends nobody else lets the viewer in or out there, so that
   * also what is not there (a membership, an application, a removal) stays so.
   */
  async holdAtDoor(tx: Tx, viewer: Viewer, communityId: string): Promise<Standing> {
    if (viewer.accountId !== null) {
      await this.repository.holdAccount(tx, viewer.accountId);
      await this.repository.holdDoor(tx, communityId, [viewer.accountId]);
    }
    return this.hold(tx, viewer, communityId);
  }

  /**
   * Keeps the door of a community for these accounts until `tx` ends. Whoever lets them in, decides their applications
   * or removes them takes it after the accounts and before any membership or application; it may be taken again.
   */
  async holdDoor(tx: Tx, communityId: string, accountIds: readonly string[]): Promise<void> {
    if (accountIds.length > 0) await this.repository.holdDoor(tx, communityId, accountIds);
  }

  /**
   * Those of these memberships that are there, held until `tx` ends, for what is written to people because they belong:
   * whoever ends one after that finds what was written and calls it back. Accounts are held before.
   */
  async holdMemberships(tx: Tx, members: readonly Member[]): Promise<Member[]> {
    return members.length === 0 ? [] : this.repository.holdMemberships(tx, members);
  }

  /** Those of these accounts that are members of the community at this moment. */
  activeAmong(communityId: string, accountIds: readonly string[], on?: Queryable): Promise<Set<string>> {
    return this.repository.activeAmong(communityId, accountIds, on);
  }

  /** Those of these communities whose contents the viewer may read; the set form of `canRead`. */
  readableAmong(viewer: Viewer, communityIds: readonly string[]): Promise<Set<string>> {
    return this.repository.readableAmong(readerOf(viewer), communityIds);
  }

  /**
   * Those who may not read what they look at, in one statement: the form of `canRead` for many people and communities. A
   * null account is nobody in particular; so is whoever is suspended, has closed the account or not confirmed the address.
   */
  async outsidersAmong<One extends { communityId: string; accountId: string | null }>(
    looking: readonly One[],
  ): Promise<One[]> {
    if (looking.length === 0) return [];
    const found = await this.repository.outsiders(
      looking.map(({ communityId }) => communityId),
      looking.map(({ accountId }) => accountId),
    );
    return looking.filter((_one, at) => found.has(at));
  }

  /** Ids of the viewer's communities; none for nobody. */
  async communitiesOf(viewer: Viewer): Promise<string[]> {
    return viewer.accountId === null ? [] : this.communitiesOfAccount(viewer.accountId);
  }

  /** Ids of all communities of an account, for handlers, which nobody asks. */
  communitiesOfAccount(accountId: string): Promise<string[]> {
    return this.repository.communitiesOf(accountId);
  }
}

const NOWHERE: StandingRow = { role: null, enrolled: false, removed: false };

/** A viewer's standing, of what is stored about it. */
export const standingOf = (viewer: Viewer, { role, enrolled, removed } = NOWHERE): Standing => ({
  role,
  signedIn: viewer.isMember,
  verified: viewer.emailVerified,
  isStaff: viewer.isStaff,
  enrolled,
  removed,
});

/** The account for `visibleTo`: without a confirmed address one reads what nobody reads more of. */
export const readerOf = (viewer: Viewer): string | null => (viewer.emailVerified ? viewer.accountId : null);
