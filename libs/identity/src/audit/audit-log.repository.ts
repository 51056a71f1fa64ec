import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { statement, type Tx } from '#platform/database';
import type { AuditNote } from './audit-note.js';

const INSERT = statement(
  'audit-insert',
  `INSERT INTO audit_entries (id, actor_account_id, action, subject, details) VALUES ($1, $2, $3, $4, $5)`,
);

/** All SQL about the audit log. */
@Injectable()
export class AuditLogRepository {
  /** Adds one entry. */
  async insert(tx: Tx, { actor, action, subject, details = {} }: AuditNote): Promise<void> {
    await tx.run(INSERT, [v7(), actor, action, subject, JSON.stringify(details)]);
  }
}
