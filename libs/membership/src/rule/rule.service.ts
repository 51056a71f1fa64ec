import { Injectable } from '@nestjs/common';
import type { Queryable } from '#platform/database';
import type { Refusal } from '#platform/errors';
import type { Language, Viewer } from '#identity';
import { AssociationService, CommunityService, type CommunityFacts } from '#communities';
import { EligibilityService, type EligibilityFacts } from '../eligibility/eligibility.service.js';
import { REFUSALS } from '../standing/standing.policy.js';
import { ruleWords } from './rule-words.js';

/** Refusals that the rule of a community explains better than any sentence for all of them. */
const OF_THE_RULE = new Set<Refusal>([
  REFUSALS.archived,
  REFUSALS.closed,
  REFUSALS.application,
  REFUSALS.openDoor,
  REFUSALS.MUSEUM_STAFF,
  REFUSALS.MEMBER_INSTITUTION,
  REFUSALS.MEMBER_OR_COLLABORATOR,
  REFUSALS.SELF_IDENTIFIED,
]);

/** What one must be and do to belong to a community: told in words, and asked of people. */
@Injectable()
export class RuleService {
  constructor(
    private readonly communities: CommunityService,
    private readonly associations: AssociationService,
    private readonly eligibility: EligibilityService,
  ) {}

  /** See `EligibilityService.meets`. */
  meets(community: EligibilityFacts, accountId: string, on?: Queryable): Promise<boolean | null> {
    return this.eligibility.meets(community, accountId, on);
  }

  /**
   * Whether the viewer meets each of these, in their order; null for whoever is not signed in or has no confirmed
   * address, and where only one's own word tells it. One statement at most.
   */
  async viewerMeets(viewer: Viewer, communities: readonly EligibilityFacts[]): Promise<(boolean | null)[]> {
    const { accountId } = viewer;
    if (accountId === null || !viewer.emailVerified) return communities.map(() => null);
    return this.eligibility.meetsAmong(communities.map((community) => ({ community, accountId })));
  }

  /** A refusal at a community's door, with its whole rule for a sentence; every other refusal as it is. */
  async inWords(refusal: Refusal, community: CommunityFacts, language: Language, on?: Queryable): Promise<Refusal> {
    if (!OF_THE_RULE.has(refusal)) return refusal;
    const form = await this.communities.form(community.id, on);
    const association = (await this.associations.byIds([community.associationId], on)).get(community.associationId);
    return { code: refusal.code, message: ruleWords(community, form, association?.names[language] ?? '', language) };
  }
}
