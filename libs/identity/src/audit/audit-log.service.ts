import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { AuditLogRepository } from './audit-log.repository.js';
import type { AuditNote } from './audit-note.js';

/** Writes down, with the act itself, what somebody must be able to look up later. */
@Injectable()
export class AuditLog {
  constructor(private readonly entries: AuditLogRepository) {}

  /** Adds one entry inside the act's transaction. */
  async note(tx: Tx, note: AuditNote): Promise<void> {
    await this.entries.insert(tx, note);
  }
}
