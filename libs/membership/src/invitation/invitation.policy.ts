import type { CommunityFacts } from '#communities';
import type { Refusal, Verdict } from '#platform/errors';
import { REFUSALS } from '../standing/standing.policy.js';

const OTHER_ADDRESS: Refusal = {
  code: 'FORBIDDEN',
  message: 'This invitation was sent to another address. Sign in with the account that has that address.',
};

/** Who comes with an invitation. */
export interface Guest {
  readonly addressed: boolean;
  readonly removedSince: boolean;
  readonly meets: boolean | null;
}

/**
 * Who may come in by an invitation: whoever has proved the address to which it was sent (`addressed`), where the
 * community takes anybody new. It takes the place of an application, never of the eligibility: `meets` is what
 * `EligibilityService.meets` says (null: only the person's own word tells, and accepting is that word). Nor does it
 * outlive a removal: whoever was removed after it was sent (`removedSince`) needs a newer one.
 */
export function canAccept(
  community: Pick<CommunityFacts, 'status' | 'joinPolicy' | 'eligibility'>,
  { addressed, removedSince, meets }: Guest,
): Verdict {
  if (!addressed) return OTHER_ADDRESS;
  if (community.status === 'ARCHIVED') return REFUSALS.archived;
  if (community.joinPolicy === 'CLOSED') return REFUSALS.closed;
  if (removedSince) return REFUSALS.removed;
  return meets === false && community.eligibility !== 'ANYONE' ? REFUSALS[community.eligibility] : true;
}
