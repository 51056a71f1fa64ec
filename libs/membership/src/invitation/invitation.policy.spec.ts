import { describe, expect, it } from '@jest/globals';
import type { CommunityFacts } from '#communities';
import { REFUSALS } from '../standing/standing.policy.js';
import { canAccept } from './invitation.policy.js';

type Rules = Pick<CommunityFacts, 'status' | 'joinPolicy' | 'eligibility'>;
const open: Rules = { status: 'OPERATIONAL', joinPolicy: 'APPLICATION', eligibility: 'ANYONE' };

describe('canAccept', () => {
  it.each([open, { ...open, joinPolicy: 'OPEN' } as const, { ...open, eligibility: 'SELF_IDENTIFIED' } as const])(
    'lets nobody in who was removed since (%#)',
    (community) => {
      const guest = { addressed: true, meets: true, removedSince: true };
      expect(canAccept(community, guest)).toEqual(REFUSALS.removed);
      expect(canAccept(community, { ...guest, addressed: false })).not.toEqual(REFUSALS.removed);
    },
  );

  it.each<[string, Rules, boolean, boolean | null, true | object]>([
    ['the address, anyone', open, true, true, true],
    ['another address', open, false, true, expect.objectContaining({ code: 'FORBIDDEN' }) as object],
    ['while it is set up', { ...open, status: 'ORGANIZING' }, true, true, true],
    ['archived', { ...open, status: 'ARCHIVED' }, true, true, REFUSALS.archived],
    ['closed', { ...open, joinPolicy: 'CLOSED' }, true, true, REFUSALS.closed],
    ['by one click as well', { ...open, joinPolicy: 'OPEN' }, true, true, true],
    ['of a member', { ...open, eligibility: 'MEMBER_INSTITUTION' }, true, true, true],
    ['of none', { ...open, eligibility: 'MEMBER_INSTITUTION' }, true, false, REFUSALS.MEMBER_INSTITUTION],
    [
      'of no collaborator',
      { ...open, eligibility: 'MEMBER_OR_COLLABORATOR' },
      true,
      false,
      REFUSALS.MEMBER_OR_COLLABORATOR,
    ],
    ['by their own word', { ...open, eligibility: 'MUSEUM_STAFF' }, true, null, true],
    ['by what they are', { ...open, eligibility: 'SELF_IDENTIFIED' }, true, null, true],
  ])('%s', (_what, community, addressed, meets, verdict) => {
    expect(canAccept(community, { addressed, meets, removedSince: false })).toEqual(verdict);
  });
});
