import { Injectable } from '@nestjs/common';
import type { Queryable, Tx } from '#platform/database';
import { Unauthenticated } from '#platform/errors';
import type { Viewer } from '#identity';
import type { MemberRole } from '../membership/membership.type.js';
import { StandingRepository } from './standing.repository.js';
import type { Standing } from './standing.type.js';

/** Answers, for sets, how people stand to communities. Libs on the right give the answer to their policies. */
@Injectable()
export class StandingService {
  constructor(private readonly repository: StandingRepository) {}

  /** The viewer's standing to each of these communities; one statement, none for nobody. */
  async standings(viewer: Viewer, communityIds: readonly string[], on?: Queryable): Promise<Map<string, Standing>> {
    const roles =
      viewer.accountId === null || communityIds.length === 0
        ? new Map<string, MemberRole>()
        : await this.repository.roles(viewer.accountId, communityIds, on);
    return new Map(communityIds.map((id) => [id, standingOf(viewer, roles.get(id) ?? null)]));
  }

  /** The viewer's standing to one community. */
  async standing(viewer: Viewer, communityId: string, on?: Queryable): Promise<Standing> {
    return (await this.standings(viewer, [communityId], on)).get(communityId) ?? standingOf(viewer, null);
  }

  /**
   * The standing as it is and stays until `tx` ends: nobody is removed, and no account closed, between the check and
   * the write. @throws Unauthenticated when the viewer's account was closed
   */
  async hold(tx: Tx, viewer: Viewer, communityId: string): Promise<Standing> {
    if (viewer.accountId === null) return standingOf(viewer, null);
    const held = await this.repository.hold(tx, viewer.accountId, communityId);
    if (!held) throw new Unauthenticated();
    return standingOf(viewer, held.role);
  }

  /** Those of these accounts that are members of the community at this moment. */
  activeAmong(communityId: string, accountIds: readonly string[]): Promise<Set<string>> {
    return this.repository.activeAmong(communityId, accountIds);
  }

  /** Those of these communities whose contents the viewer may read; the set form of `canRead`. */
  readableAmong(viewer: Viewer, communityIds: readonly string[]): Promise<Set<string>> {
    return this.repository.readableAmong(readerOf(viewer), communityIds);
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

const standingOf = (viewer: Viewer, role: MemberRole | null): Standing => ({
  role,
  signedIn: viewer.isMember,
  verified: viewer.emailVerified,
  isStaff: viewer.isStaff,
});

/** The account for `visibleTo`: without a confirmed address one reads what nobody reads more of. */
export const readerOf = (viewer: Viewer): string | null => (viewer.emailVerified ? viewer.accountId : null);
