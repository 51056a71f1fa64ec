import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database, statement, type Tx } from '#platform/database';
import type { AuditKey, AuditNote, AuditRow, AuditVeil } from './audit-note.js';

const INSERT = statement(
  'audit-insert',
  `INSERT INTO audit_entries (id, actor_account_id, action, subject, community_id, account_id, reason, details)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

const COLUMNS = `id, at, actor_account_id AS "actorId", action, community_id AS "communityId",
  account_id AS "accountId", reason, details`;

const NOT_VEILED = `(community_id IS NULL OR community_id <> ALL ($3::uuid[]) OR action = ANY ($4::text[])
  AND EXISTS (SELECT FROM accounts a WHERE a.id = actor_account_id AND a.is_staff))`;

/** Two statements, since one with `$1 IS NULL OR …` would walk the whole log for a community that is seldom in it. */
const PAGE = statement(
  'audit-page',
  `SELECT ${COLUMNS} FROM audit_entries WHERE ($1::uuid IS NULL OR id < $1) AND ${NOT_VEILED} ORDER BY id DESC LIMIT $2`,
);

const COMMUNITY_PAGE = statement(
  'audit-community-page',
  `SELECT ${COLUMNS} FROM audit_entries WHERE community_id = $5 AND ($1::uuid IS NULL OR id < $1) AND ${NOT_VEILED}
   ORDER BY id DESC LIMIT $2`,
);

const COMMUNITY_PAGES = statement(
  'audit-community-pages',
  `SELECT e.* FROM unnest($3::uuid[]) AS c (id) CROSS JOIN LATERAL (
     SELECT ${COLUMNS} FROM audit_entries WHERE community_id = c.id AND ($1::uuid IS NULL OR audit_entries.id < $1)
     ORDER BY audit_entries.id DESC LIMIT $2) e`,
);

/** All SQL about the audit log. */
@Injectable()
export class AuditLogRepository {
  constructor(private readonly db: Database) {}

  /** Adds one entry. */
  async insert(tx: Tx, note: AuditNote): Promise<void> {
    const { actor, action, subject, communityId = null, accountId = null, reason = null, details = {} } = note;
    await tx.run(INSERT, [v7(), actor, action, subject, communityId, accountId, reason, JSON.stringify(details)]);
  }

  /** The same page of each of these communities, each newest first. */
  pages(communityIds: readonly string[], after: AuditKey | null, size: number): Promise<AuditRow[]> {
    return this.db.run<AuditRow>(COMMUNITY_PAGES, [after?.[0] ?? null, size, communityIds]);
  }

  /** Entries of one community, or all, newest first. */
  async page(communityId: string | null, after: AuditKey | null, size: number, veil: AuditVeil): Promise<AuditRow[]> {
    const values = [after?.[0] ?? null, size, veil.communityIds, veil.actsShown];
    return communityId === null
      ? this.db.run<AuditRow>(PAGE, values)
      : this.db.run<AuditRow>(COMMUNITY_PAGE, [...values, communityId]);
  }
}
