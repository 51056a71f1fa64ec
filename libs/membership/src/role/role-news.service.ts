import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { CONFIG, type Config } from '#platform/config';
import type { Tx } from '#platform/database';
import { Outbox } from '#platform/events';
import { Mailer } from '#platform/mail';
import { AccountService, AuditLog } from '#identity';
import type { CommunityType } from '#communities';
import { aboutFacilitator } from '../facilitation/facilitation.service.js';
import { RoleChanged } from '../membership.events.js';
import type { MemberRole } from './role.type.js';
import { facilitatorWelcomeLetter } from './role.mail.js';

/** Who became what, and by whom. */
export interface NewRole {
  readonly actor: string;
  readonly accountId: string;
  readonly role: MemberRole;
}

/** Tells that somebody became a facilitator or is one no more: the log, the person, and whoever listens. */
@Injectable()
export class RoleNews {
  private readonly site: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly accounts: AccountService,
    private readonly mailer: Mailer,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {
    this.site = config.publicUrl;
  }

  /**
   * Inside the change's transaction. Mail to somebody who leads no more, about what waits for facilitators, is called
   * back; whoever leads from now on is told by mail, unless by their own act.
   */
  async changed(tx: Tx, community: CommunityType, { actor, accountId, role }: NewRole): Promise<void> {
    const { id: communityId } = community;
    await this.outbox.record(tx, new RoleChanged(communityId, accountId, role, actor, v7()));
    const action = role === 'FACILITATOR' ? 'facilitator-appointed' : 'facilitator-dismissed';
    await this.audit.note(tx, { actor, action, subject: communityId, communityId, accountId, details: { accountId } });
    if (role !== 'FACILITATOR') await this.mailer.cancel(tx, aboutFacilitator(communityId, accountId));
    else if (accountId !== actor) await this.welcome(tx, community, accountId);
  }

  private async welcome(tx: Tx, community: CommunityType, accountId: string): Promise<void> {
    const [place, reader] = [`community:${community.id}`, `account:${accountId}`];
    const about = [place, reader, `${place}/${reader}`, aboutFacilitator(community.id, accountId)];
    for (const { email, language } of await this.accounts.addressees([accountId], tx)) {
      const letter = facilitatorWelcomeLetter(language, community, this.site);
      await this.mailer.queue(tx, { to: email, ...letter, about });
    }
  }
}
