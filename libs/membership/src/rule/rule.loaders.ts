import { loaderOf } from '#platform/graphql';
import type { Viewer } from '#identity';
import type { EligibilityFacts } from '../eligibility/eligibility.service.js';
import type { RuleService } from './rule.service.js';

const MEETS = Symbol('membership.viewer-meets');

/**
 * Whether the viewer is of those for whom a community is; see `RuleService.viewerMeets`. All that one request asks for
 * come in one statement at most: communities of one association with one eligibility are one question.
 */
export const loadViewerMeets = (
  context: object,
  service: RuleService,
  viewer: Viewer,
  { eligibility, associationId }: EligibilityFacts,
): Promise<boolean | null> =>
  loaderOf<boolean>(context, MEETS, async (keys) => {
    const asked = keys.map((key) => JSON.parse(key) as EligibilityFacts);
    const answers = await service.viewerMeets(viewer, asked);
    return new Map(keys.flatMap((key, place) => (typeof answers[place] === 'boolean' ? [[key, answers[place]]] : [])));
  }).load(JSON.stringify({ eligibility, associationId } satisfies EligibilityFacts));
