import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { TaskOf, type Task } from '#platform/events';
import { CommunityService } from '#communities';
import { ApplicationLetters } from './application-letters.service.js';
import { ApplicationRepository } from './application.repository.js';

const BATCH = 100;

/** Reminds facilitators of what has waited for three days, and again every three days; looks every hour. */
@TaskOf('remind-of-applications', { schedule: '17 * * * *' })
@Injectable()
export class RemindOfApplications implements Task {
  constructor(
    private readonly db: Database,
    private readonly applications: ApplicationRepository,
    private readonly communities: CommunityService,
    private readonly letters: ApplicationLetters,
  ) {}

  async run(): Promise<void> {
    const day = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
    let after: string | null = null;
    for (;;) {
      const ids = await this.applications.due(after, BATCH);
      for (const community of (await this.communities.byIds(ids)).values()) {
        await this.db.tx(async (tx) => {
          await this.communities.holdFacts(tx, community.id);
          if (!(await this.applications.remind(tx, community.id))) return;
          const waiting = (await this.applications.counts([community.id], tx)).get(community.id) ?? 0;
          await this.letters.remind(tx, community, waiting, day);
        });
      }
      after = ids.at(-1) ?? null;
      if (ids.length < BATCH) return;
    }
  }
}
