import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { Forbidden } from '#platform/errors';
import { Outbox } from '#platform/events';
import { Mailer } from '#platform/mail';
import { RealtimeServer } from '#platform/realtime';
import { AuditLog } from '#identity';
import { aboutFacilitator, Facilitation } from '../facilitation/facilitation.service.js';
import { MemberLeft } from '../membership.events.js';
import { REFUSALS } from '../standing/standing.policy.js';
import { MembershipRepository } from './membership.repository.js';
import type { MemberRole } from '../role/role.type.js';

/** The one way out of memberships, whoever ends them. */
@Injectable()
export class MembershipEnding {
  constructor(
    private readonly memberships: MembershipRepository,
    private readonly facilitation: Facilitation,
    private readonly audit: AuditLog,
    private readonly mailer: Mailer,
    private readonly outbox: Outbox,
    private readonly realtime: RealtimeServer,
  ) {}

  /**
   * Ends a membership and calls back the mail about the community that is still on its way to the person; answers the
   * role that it had, null when there was none. Letters about the end are to be queued after this.
   */
  async end(tx: Tx, communityId: string, accountId: string): Promise<MemberRole | null> {
    const role = await this.memberships.remove(tx, communityId, accountId);
    const abouts = [`community:${communityId}/account:${accountId}`, aboutFacilitator(communityId, accountId)];
    await this.mailer.cancelAll(tx, abouts);
    if (role !== null) await this.outbox.record(tx, new MemberLeft(communityId, accountId));
    return role;
  }

  /** The same where the person goes; that a facilitator goes is noted. `actor` is null for the machine. */
  async leave(tx: Tx, communityId: string, accountId: string, actor: string | null): Promise<MemberRole | null> {
    const role = await this.end(tx, communityId, accountId);
    if (role === 'FACILITATOR') {
      await this.audit.note(tx, {
        actor,
        action: 'facilitator-left',
        subject: communityId,
        communityId,
        accountId,
        details: { accountId },
      });
    }
    return role;
  }

  /**
   * Refuses to leave a community without anybody who leads it: the others count while their accounts are open and not
   * suspended. Memberships of the facilitators are held from here on.
   * @throws Forbidden with the way out
   */
  async demandAnotherFacilitator(tx: Tx, communityId: string, accountId: string): Promise<void> {
    await this.facilitation.lock(tx, communityId);
    const acting = await this.facilitation.addressees(communityId, tx);
    if (acting.every((one) => one.accountId === accountId)) throw new Forbidden(REFUSALS.lastFacilitator.message);
  }

  /** To be called right after the commit: closes the live rooms, also when an earlier call was killed before this. */
  closeRooms(communityId: string, accountId: string): Promise<void> {
    return this.realtime.leaveCommunityRooms(accountId, communityId);
  }
}
