import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { SecurityLog } from '#platform/logging';
import { AuditLogRepository } from './audit-log.repository.js';
import type { AuditKey, AuditNote, AuditRow, AuditVeil } from './audit-note.js';

/** Writes down, with the act itself, what somebody must be able to look up later. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly entries: AuditLogRepository,
    private readonly security: SecurityLog,
  ) {}

  /** Adds one entry inside the act's transaction, and tells the log of it, in ids, after the commit. */
  async note(tx: Tx, note: AuditNote): Promise<void> {
    await this.entries.insert(tx, note);
    const { action, actor: by, subject, communityId: community = null, accountId: about = null } = note;
    tx.afterCommit(() => this.security.note('audited', { action, by, subject, community, about }));
  }

  /**
   * At most `size` entries, newest first, of one community or (null) of the whole site; ask for one more than you show.
   * Says everything but what is under the veil: whoever calls it has asked a policy, and hides what else this viewer may
   * not see.
   */
  async page(which: {
    communityId: string | null;
    after: AuditKey | null;
    size: number;
    veil?: AuditVeil;
  }): Promise<AuditRow[]> {
    const { communityId, after, size, veil = { communityIds: [], actsShown: [] } } = which;
    return this.entries.page(communityId, after, size, veil);
  }

  /** The same page of each of these communities, as `page` says it, in one statement. */
  async pages(which: { communityIds: readonly string[]; after: AuditKey | null; size: number }): Promise<AuditRow[]> {
    return this.entries.pages(which.communityIds, which.after, which.size);
  }
}
