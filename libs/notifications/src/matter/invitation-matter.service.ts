import { Injectable } from '@nestjs/common';
import { CommunityService } from '#communities';
import { AccountService } from '#identity';
import { InvitationFacts, type WaitingInvitation } from '#membership';
import { Database, type Tx } from '#platform/database';
import { BellRinger } from '../bell/bell-ringer.service.js';
import { NotificationRepository, toldOf } from '../inbox/notification.repository.js';
import { MatterRepository } from './matter.repository.js';

/** Tells people that they are invited, as long as they are. */
@Injectable()
export class InvitationMatter {
  constructor(
    private readonly db: Database,
    private readonly matters: MatterRepository,
    private readonly invitations: InvitationFacts,
    private readonly communities: CommunityService,
    private readonly accounts: AccountService,
    private readonly notifications: NotificationRepository,
    private readonly bells: BellRinger,
  ) {}

  /**
   * Says to the owner of the address that the invitation waits, anew when it was sent again; where it waits no more it
   * is taken out of every inbox. Safe to repeat.
   */
  async refresh(invitationId: string, communityId: string): Promise<void> {
    const { told, lost } = await this.db.tx(async (tx) => {
      await this.matters.hold(tx, 'INVITATION', invitationId);
      const waiting = (await this.invitations.waiting([invitationId], tx)).get(invitationId);
      const open = waiting ? [...(await this.accounts.openAmong(tx, [waiting.accountId]))] : [];
      const lost = await this.notifications.dropAllBut(
        tx,
        { kind: 'INVITATION', matterId: invitationId, communityId },
        open,
      );
      if (!waiting) return { lost, told: toldOf([]) };
      return { lost, told: await this.notifications.put(tx, open, await this.matterOf(waiting, tx)) };
    });
    this.bells.ring([...new Set([...lost, ...told.keys()])], told);
  }

  /** The same for all that waits for an account, which has just proved its address, and for what it was told of before. */
  async refreshOf(accountId: string): Promise<void> {
    const waiting = await this.invitations.waitingFor(accountId);
    const places = new Map(
      [...(await this.matters.invitationsOf(accountId)), ...waiting].map((one) => [one.id, one.communityId]),
    );
    for (const [id, communityId] of places) await this.refresh(id, communityId);
  }

  /** Takes out of every inbox the invitations that ran out meanwhile; at most `size`, answers how many. */
  async sweep(size: number): Promise<number> {
    const rows = await this.matters.sweepInvitations(size);
    this.bells.ring(new Set(rows));
    return rows.length;
  }

  private async matterOf({ id, communityId, inviterId, sentAt }: WaitingInvitation, tx: Tx) {
    const community = (await this.communities.factsByIds([communityId], tx)).get(communityId);
    // Where belonging is nobody else's affair nobody is named, as in the letter.
    const named = community !== undefined && community.eligibility !== 'SELF_IDENTIFIED';
    return {
      kind: 'INVITATION',
      matterId: id,
      communityId,
      resourceId: null,
      count: 1,
      actorIds: named ? [inviterId] : [],
      detail: null,
      reason: 'INVITED',
      createdAt: sentAt,
    } as const;
  }
}
