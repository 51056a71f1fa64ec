import { Injectable } from '@nestjs/common';
import type { Queryable } from '#platform/database';
import type { CommunityFacts } from '#communities';
import { EligibilityRepository } from './eligibility.repository.js';

/** What of a community says whom it is for. */
export type EligibilityFacts = Pick<CommunityFacts, 'eligibility' | 'associationId'>;

/** A person and a community. */
export interface EligibilityPair {
  readonly community: EligibilityFacts;
  readonly accountId: string;
}

/** Tells whether somebody is of those for whom a community is, as far as records can tell it. */
@Injectable()
export class EligibilityService {
  constructor(private readonly questions: EligibilityRepository) {}

  /**
   * Whether the account meets the eligibility at this moment: true for ANYONE, null where only the person's own word
   * tells it. Institutions count through the proved address or an administrator's word. One statement at most.
   */
  async meets(community: EligibilityFacts, accountId: string, on?: Queryable): Promise<boolean | null> {
    return (await this.meetsAmong([{ community, accountId }], on))[0] ?? null;
  }

  /** The same for each of these pairs, in their order; one statement at most, however many they are. */
  async meetsAmong(pairs: readonly EligibilityPair[], on?: Queryable): Promise<(boolean | null)[]> {
    const asked = pairs.filter(({ community }) => isOnRecord(community));
    if (asked.length === 0) return pairs.map(({ community }) => withoutRecords(community));
    const yes = await this.questions.meeting(
      asked.map(({ community: { associationId, eligibility }, accountId }) => ({
        accountId,
        associationId,
        collaborators: eligibility === 'MEMBER_OR_COLLABORATOR',
      })),
      on,
    );
    const meeting = new Set(asked.filter((_, place) => yes.has(place)));
    return pairs.map((pair) => (isOnRecord(pair.community) ? meeting.has(pair) : withoutRecords(pair.community)));
  }
}

/** Whether records tell it, and not the person alone. */
export const isOnRecord = ({ eligibility }: Pick<EligibilityFacts, 'eligibility'>): boolean =>
  eligibility === 'MEMBER_INSTITUTION' || eligibility === 'MEMBER_OR_COLLABORATOR';

const withoutRecords = ({ eligibility }: EligibilityFacts): true | null => (eligibility === 'ANYONE' ? true : null);
