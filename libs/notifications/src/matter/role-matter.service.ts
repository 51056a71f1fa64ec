import { Injectable } from '@nestjs/common';
import { AccountService } from '#identity';
import { Facilitation, type MemberRole, type RoleChanged, StandingService } from '#membership';
import { Database, type Tx } from '#platform/database';
import { BellRinger } from '../bell/bell-ringer.service.js';
import { NotificationRepository, type Told } from '../inbox/notification.repository.js';

/** Tells people what they became in a community. */
@Injectable()
export class RoleMatter {
  constructor(
    private readonly db: Database,
    private readonly facilitation: Facilitation,
    private readonly standings: StandingService,
    private readonly accounts: AccountService,
    private readonly notifications: NotificationRepository,
    private readonly bells: BellRinger,
  ) {}

  /**
   * Says it, unless it was their own act. Where the role is another by now, or the membership has ended, there was a
   * later act, and that one's event tells. Safe to repeat.
   */
  async changed({ communityId, accountId, role, actorId, actId }: RoleChanged): Promise<void> {
    if (actorId === accountId) return;
    const told = await this.db.tx(async (tx): Promise<Told> => {
      const open = await this.accounts.openAmong(tx, [accountId]);
      if (!open.has(accountId) || (await this.roleOf(tx, communityId, accountId)) !== role) return new Map();
      return this.notifications.put(tx, [accountId], {
        kind: 'ROLE_CHANGED',
        matterId: communityId,
        communityId,
        resourceId: null,
        count: 1,
        // Who did it stands in the log of the community; here it is about oneself.
        actorIds: [],
        detail: role,
        reason: 'OWN_ROLE',
        createdAt: momentOf(actId),
      });
    });
    this.bells.ring(told.keys(), told);
  }

  private async roleOf(tx: Tx, communityId: string, accountId: string): Promise<MemberRole | null> {
    if ((await this.facilitation.of(communityId, tx)).includes(accountId)) return 'FACILITATOR';
    return (await this.standings.activeAmong(communityId, [accountId], tx)).has(accountId) ? 'MEMBER' : null;
  }
}

/** When an act was made, by its id (UUIDv7), so that each run of a handler says the same; now for jobs without one. */
const momentOf = (actId: string | undefined): string =>
  new Date(
    actId === undefined ? Date.now() : Number.parseInt(actId.replaceAll('-', '').slice(0, 12), 16),
  ).toISOString();
