import { Injectable } from '@nestjs/common';
import type { Queryable } from '#platform/database';
import { ApplicationRepository } from './application.repository.js';
import type { ApplicationOutcome, WaitingApplications } from './application.type.js';

/** What libs on the right may know of applications: how they ended and how many wait, never an answer. */
@Injectable()
export class ApplicationFacts {
  constructor(private readonly applications: ApplicationRepository) {}

  /** How each of these applications stands, by id. */
  async outcomes(ids: readonly string[], on?: Queryable): Promise<Map<string, ApplicationOutcome>> {
    const rows = ids.length === 0 ? [] : await this.applications.outcomes(ids, on);
    return new Map(rows.map(({ id, ...outcome }) => [id, outcome]));
  }

  /** What waits for a decision in each of these communities; where nothing waits there is no entry. */
  async waiting(communityIds: readonly string[], on?: Queryable): Promise<Map<string, WaitingApplications>> {
    const rows = communityIds.length === 0 ? [] : await this.applications.waiting(communityIds, on);
    return new Map(rows.map(({ id, ...waiting }) => [id, waiting]));
  }
}
