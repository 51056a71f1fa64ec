import { Injectable } from '@nestjs/common';
import { Mailer } from '#platform/mail';
import { AuditLog, type Viewer } from '#identity';
import { CommunityWriting, type CommunityType } from '#communities';
import { ApplicationEnding } from '../application/application-ending.service.js';
import { canManageCommunities } from '../standing/standing.policy.js';
import { CommunityChange } from './community-change.service.js';

/** Archiving a community and taking it into use again. */
@Injectable()
export class CommunityLife {
  constructor(
    private readonly changes: CommunityChange,
    private readonly writing: CommunityWriting,
    private readonly applications: ApplicationEnding,
    private readonly mailer: Mailer,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Archives: what waits is declined by the machine, mail about the community that has not gone out never will, rooms
   * stay open to readers. Of an archived community nothing changes. @throws Forbidden for all but staff, NotFound
   */
  async archive(viewer: Viewer, slug: string): Promise<CommunityType> {
    return this.changes.of(viewer, slug, canManageCommunities, async (tx, held) => {
      if (!(await this.writing.setStatus(tx, held, 'ARCHIVED'))) return;
      await this.mailer.cancel(tx, `community:${held.id}`);
      const declined = await this.applications.declineAllWaiting(tx, held);
      await this.audit.note(tx, { ...noteOf(viewer, held.id, 'community-archived'), details: { declined } });
    });
  }

  /** Takes an archived community into use again; of another nothing changes. @throws Forbidden for all but staff, NotFound */
  async revive(viewer: Viewer, slug: string): Promise<CommunityType> {
    return this.changes.of(viewer, slug, canManageCommunities, async (tx, held) => {
      if (held.status !== 'ARCHIVED') return;
      await this.writing.setStatus(tx, held, 'OPERATIONAL');
      await this.audit.note(tx, noteOf(viewer, held.id, 'community-revived'));
    });
  }
}

const noteOf = (viewer: Viewer, communityId: string, action: string) => ({
  actor: viewer.accountId,
  action,
  subject: communityId,
  communityId,
});
