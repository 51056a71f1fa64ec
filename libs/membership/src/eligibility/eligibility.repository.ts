import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable } from '#platform/database';
import { provedDomain } from '#identity';

/** Whether a person is of an institution with a tie to an association, as a question to the database. */
export interface EligibilityQuestion {
  readonly accountId: string;
  readonly associationId: string;
  /** Whether a collaborator will do as well as a member. */
  readonly collaborators: boolean;
}

/**
 * Domains are compared whole, never by their ends: `evil-example.org` ends with `example.org`. Days count from first to
 * last, in UTC, which is the time zone of every session (platform/database).
 */
const MEETING = statement(
  'eligibility-meeting',
  `SELECT q.place::int AS place
   FROM unnest($1::uuid[], $2::uuid[], $3::boolean[]) WITH ORDINALITY
     AS q (account_id, association_id, collaborators, place)
   WHERE EXISTS (
     SELECT FROM (
       SELECT d.institution_id FROM institution_domains d WHERE d.domain = (${provedDomain('q.account_id')})
       UNION ALL
       SELECT a.institution_id FROM affiliations a
       WHERE a.account_id = q.account_id AND current_date BETWEEN a.from_date AND coalesce(a.until_date, 'infinity')
     ) AS mine
     JOIN institution_memberships m ON m.institution_id = mine.institution_id AND m.association_id = q.association_id
     WHERE current_date BETWEEN m.from_date AND coalesce(m.until_date, 'infinity')
       AND (m.tie = 'MEMBER' OR q.collaborators))`,
);

/** SQL that answers whom a community is for. */
@Injectable()
export class EligibilityRepository {
  constructor(private readonly db: Database) {}

  /** Places, in the list of questions, of those whose answer is yes. */
  async meeting(questions: readonly EligibilityQuestion[], on: Queryable = this.db): Promise<Set<number>> {
    const rows = await on.run<{ place: number }>(MEETING, [
      questions.map(({ accountId }) => accountId),
      questions.map(({ associationId }) => associationId),
      questions.map(({ collaborators }) => collaborators),
    ]);
    return new Set(rows.map(({ place }) => place - 1));
  }
}
