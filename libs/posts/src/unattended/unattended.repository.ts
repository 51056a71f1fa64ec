import { Injectable } from '@nestjs/common';
import { ledByNobody, waitingApplications } from '#membership';
import { Database, statement } from '#platform/database';
import type { UnattendedKey } from './unattended.type.js';

/** One row of the list. */
export interface UnattendedRow {
  readonly communityId: string;
  readonly applications: number;
  readonly reports: number;
  readonly since: string;
}

const page = (name: string, after: string) =>
  statement(
    name,
    `SELECT w.community_id AS "communityId", w.applications, w.reports, w.since FROM (
       SELECT community_id, count(*) FILTER (WHERE applies) AS applications, count(*) FILTER (WHERE NOT applies) AS reports,
              min(created_at) AS since
       FROM (SELECT true AS applies, a.community_id, a.created_at FROM (${waitingApplications}) a
             UNION ALL
             SELECT false, r.community_id, r.created_at FROM post_reports r WHERE r.resolved_at IS NULL) one
       GROUP BY community_id) w
     WHERE ${ledByNobody('w.community_id')} ${after}
     ORDER BY w.since, w.community_id LIMIT $1`,
  );
const FIRST = page('unattended-first', '');
const NEXT = page('unattended-after', 'AND (w.since, w.community_id) > ($2, $3::uuid)');

/** SQL about communities that nobody leads. */
@Injectable()
export class UnattendedRepository {
  constructor(private readonly db: Database) {}

  /** At most `size` of them, what has waited longest first, after this key. */
  page(after: UnattendedKey | null, size: number): Promise<UnattendedRow[]> {
    return after === null
      ? this.db.run<UnattendedRow>(FIRST, [size])
      : this.db.run<UnattendedRow>(NEXT, [size, ...after]);
  }
}
