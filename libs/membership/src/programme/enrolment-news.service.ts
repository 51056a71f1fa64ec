import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config';
import { Database } from '#platform/database';
import { Mailer } from '#platform/mail';
import { RealtimeServer } from '#platform/realtime';
import { AccountService } from '#identity';
import { CommunityService } from '#communities';
import type { MemberEnrolled, MemberReleased } from '../membership.events.js';
import { enrolledLetter, releasedLetter } from './enrolment.mail.js';
import { RosterRepository } from './roster.repository.js';

/** Tells people what a roster did to them, by mail and on the pages that they have open. */
@Injectable()
export class EnrolmentNews {
  private readonly site: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly db: Database,
    private readonly rosters: RosterRepository,
    private readonly communities: CommunityService,
    private readonly accounts: AccountService,
    private readonly mailer: Mailer,
    private readonly realtime: RealtimeServer,
  ) {
    this.site = config.publicUrl;
  }

  /** Why one is a member now, and may not leave; nothing when that is over already. Safe to repeat. */
  async enrolled(event: MemberEnrolled): Promise<void> {
    await this.tell(event, true, enrolledLetter);
  }

  /** That one may leave now; nothing when that is over already. Safe to repeat. */
  async released(event: MemberReleased): Promise<void> {
    await this.tell(event, false, releasedLetter);
  }

  private async tell(
    { communityId, accountId, programme, actId }: MemberEnrolled | MemberReleased,
    holds: boolean,
    letterFor: typeof enrolledLetter,
  ): Promise<void> {
    const community = (await this.communities.byIds([communityId])).get(communityId);
    if (!community) return;
    this.realtime.emitToAccount(accountId, 'standing:changed', { communityId, slug: community.slug });
    if ((await this.rosters.holds(communityId, accountId, programme)) !== holds) return;
    const [to] = await this.accounts.addressees([accountId]);
    if (!to) return;
    await this.db.tx((tx) =>
      this.mailer.queue(tx, {
        to: to.email,
        ...letterFor(to, community, programme, this.site),
        messageKey: `enrolment/${actId}/${communityId}/${accountId}`,
        about: [`account:${accountId}`, `community:${communityId}`, `community:${communityId}/account:${accountId}`],
      }),
    );
  }
}
