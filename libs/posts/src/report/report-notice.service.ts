import { Inject, Injectable } from '@nestjs/common';
import type { CommunityFacts } from '#communities';
import { Facilitation, MatterWaits } from '#membership';
import { CONFIG, type Config } from '#platform/config';
import type { Tx } from '#platform/database';
import { Outbox } from '#platform/events';
import { hiddenReportLetter, reportLetter, unattendedReportLetter } from './report.mail.js';

/** What of a report its letters depend on. */
interface Told {
  readonly reportId: string;
  readonly reporterId: string;
  readonly community: CommunityFacts;
}

/** Tells those who keep order that a post waits to be looked at; who reported it and why stays in the queue. */
@Injectable()
export class ReportNoticeService {
  private readonly site: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly facilitation: Facilitation,
    private readonly outbox: Outbox,
  ) {
    this.site = config.publicUrl;
  }

  /** Facilitators' open pages show the report: each one, also those that are not mailed. */
  async show(tx: Tx, communityId: string): Promise<void> {
    await this.outbox.record(tx, new MatterWaits(communityId));
  }

  /** Queues the letters with the report: to the facilitators, and to administrators where there are none. */
  async queue(tx: Tx, { reportId, reporterId, community }: Told): Promise<void> {
    const isPublic = community.visibility === 'PUBLIC';
    await this.facilitation.tellOrStaff(
      tx,
      community.id,
      ({ language, name }) => reportLetter(language, name, this.site, community),
      ({ language, name }) =>
        isPublic
          ? unattendedReportLetter(language, name, this.site, community)
          : hiddenReportLetter(language, name, this.site, community),
      { key: `report:${reportId}`, except: [reporterId] },
    );
  }
}
