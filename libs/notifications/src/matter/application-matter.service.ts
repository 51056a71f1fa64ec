import { Injectable } from '@nestjs/common';
import { AccountService } from '#identity';
import { ApplicationFacts, Facilitation, type WaitingApplications } from '#membership';
import { Database, type Tx } from '#platform/database';
import { BellRinger } from '../bell/bell-ringer.service.js';
import { NotificationRepository, toldOf, type Told } from '../inbox/notification.repository.js';
import { MatterRepository } from './matter.repository.js';

/** Tells those who lead communities what waits for them, and applicants what became of their applications. */
@Injectable()
export class ApplicationMatter {
  constructor(
    private readonly db: Database,
    private readonly matters: MatterRepository,
    private readonly applications: ApplicationFacts,
    private readonly facilitation: Facilitation,
    private readonly accounts: AccountService,
    private readonly notifications: NotificationRepository,
    private readonly bells: BellRinger,
  ) {}

  /**
   * Says to each facilitator how many applications wait in a community at this moment: anew when one came, not when one
   * was decided. Where nothing waits, and for whoever leads no more, the matter is none any more. Safe to repeat.
   */
  async refresh(communityId: string): Promise<void> {
    const { told, lost } = await this.db.tx(async (tx) => {
      // Of two refreshes at once the later one sees what the earlier did, so that no older count is written last.
      await this.matters.hold(tx, 'APPLICATION', communityId);
      const waiting = (await this.applications.waiting([communityId], tx)).get(communityId);
      const leading = await this.accounts.openAmong(tx, await this.facilitation.of(communityId, tx));
      const stay = waiting ? [...leading] : [];
      return {
        lost: await this.notifications.dropAllBut(
          tx,
          { kind: 'APPLICATION', matterId: communityId, communityId },
          stay,
        ),
        told: waiting ? await this.tell(tx, communityId, stay, waiting) : toldOf([]),
      };
    });
    this.bells.ring([...new Set([...lost, ...told.keys()])], told);
  }

  /** Says to an applicant how the application was decided; nothing where nobody decided. Safe to repeat. */
  async decided(applicationId: string): Promise<void> {
    const outcome = (await this.applications.outcomes([applicationId])).get(applicationId);
    if (outcome?.status !== 'ACCEPTED' && outcome?.status !== 'DECLINED') return;
    const { accountId, communityId, status, endedAt } = outcome;
    if (endedAt === null) throw new Error('An application that was decided says when.');
    const told = await this.db.tx(async (tx) =>
      this.notifications.put(tx, [...(await this.accounts.openAmong(tx, [accountId]))], {
        kind: 'APPLICATION_DECIDED',
        matterId: applicationId,
        communityId,
        resourceId: null,
        count: 1,
        // Who decided stays among those who lead.
        actorIds: [],
        detail: status,
        reason: 'APPLIED',
        createdAt: endedAt,
      }),
    );
    this.bells.ring(told.keys(), told);
  }

  private tell(
    tx: Tx,
    communityId: string,
    facilitators: readonly string[],
    { count, newest, newestAt }: WaitingApplications,
  ): Promise<Told> {
    return this.notifications.put(tx, facilitators, {
      kind: 'APPLICATION',
      matterId: communityId,
      communityId,
      resourceId: null,
      count,
      actorIds: newest,
      detail: null,
      reason: 'FACILITATES',
      createdAt: newestAt,
    });
  }
}
