import { describe, expect, it } from '@jest/globals';
import { CommunityStatus, Eligibility } from '#communities';
import { canEnrol } from './programme.policy.js';

const all = Object.values(CommunityStatus).flatMap((status) =>
  Object.values(Eligibility).map((eligibility) => [status, eligibility] as const),
);

describe('canEnrol', () => {
  it('is so wherever a community takes anything new, but where people identify themselves', () => {
    const open = all.filter(([status, eligibility]) => canEnrol({ status, eligibility }) === true);
    expect(open.map((pair) => pair.join(' '))).toEqual([
      'ORGANIZING ANYONE',
      'ORGANIZING MUSEUM_STAFF',
      'ORGANIZING MEMBER_INSTITUTION',
      'ORGANIZING MEMBER_OR_COLLABORATOR',
      'OPERATIONAL ANYONE',
      'OPERATIONAL MUSEUM_STAFF',
      'OPERATIONAL MEMBER_INSTITUTION',
      'OPERATIONAL MEMBER_OR_COLLABORATOR',
    ]);
  });

  it('says why not', () => {
    expect(canEnrol({ status: 'ARCHIVED', eligibility: 'ANYONE' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(canEnrol({ status: 'OPERATIONAL', eligibility: 'SELF_IDENTIFIED' })).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('oneself'),
    });
  });
});
