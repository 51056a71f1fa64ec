import type { CommunityFacts } from '#communities';
import type { Refusal, Verdict } from '#platform/errors';
import { REFUSALS } from '../standing/standing.policy.js';

const OWN_WORD: Refusal = {
  code: 'FORBIDDEN',
  message: 'Nobody is put on a roster for a community in which one says for oneself what one is.',
};

/** Whether a roster may bring people into this community. Its rule and its door do not matter: the roster is both. */
export function canEnrol(community: Pick<CommunityFacts, 'status' | 'eligibility'>): Verdict {
  if (community.status === 'ARCHIVED') return REFUSALS.archived;
  return community.eligibility === 'SELF_IDENTIFIED' ? OWN_WORD : true;
}
