import { Injectable } from '@nestjs/common';
import type { Queryable } from '#platform/database';
import type { Viewer } from '#identity';
import { InvitationRepository, type WaitingInvitation } from './invitation.repository.js';

/** Which invitations wait for whom; never an address. */
@Injectable()
export class InvitationFacts {
  constructor(private readonly invitations: InvitationRepository) {}

  /** Those of these invitations that wait for an account which has proved the address, by id. */
  async waiting(ids: readonly string[], on?: Queryable): Promise<Map<string, WaitingInvitation>> {
    const rows = ids.length === 0 ? [] : await this.invitations.waiting(ids, on);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Those that wait for this account, in all communities. */
  waitingFor(accountId: string, on?: Queryable): Promise<WaitingInvitation[]> {
    return this.invitations.waitingFor(accountId, on);
  }

  /** The one that waits for the viewer's confirmed address in each of these communities, by community; one statement at most. */
  async own(viewer: Viewer, communityIds: readonly string[]): Promise<Map<string, string>> {
    if (viewer.accountId === null || !viewer.emailVerified) return new Map();
    return this.invitations.waitingIn(viewer.accountId, communityIds);
  }
}
