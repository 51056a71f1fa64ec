import { describe, expect, it } from '@jest/globals';
import { problemOfChange, problemOfRules, type CommunityRules } from './community-rules.js';
import { Eligibility, JoinPolicy, Visibility } from './community.type.js';

const ALL: CommunityRules[] = Object.values(Visibility).flatMap((visibility) =>
  Object.values(JoinPolicy).flatMap((joinPolicy) =>
    Object.values(Eligibility).flatMap((eligibility) =>
      [[], ['p']].map((enrolledProgrammes) => ({ visibility, joinPolicy, eligibility, enrolledProgrammes })),
    ),
  ),
);
const stands = (rules: CommunityRules): boolean =>
  rules.eligibility !== 'SELF_IDENTIFIED' ||
  (rules.visibility === 'PRIVATE' && rules.joinPolicy !== 'OPEN' && rules.enrolledProgrammes.length === 0);

describe('rules as a whole', () => {
  it.each(ALL)('%j', (rules) => expect(problemOfRules(rules) === null).toBe(stands(rules)));

  it('names the field at fault', () => {
    const rules: CommunityRules = {
      visibility: 'PUBLIC',
      joinPolicy: 'OPEN',
      eligibility: 'SELF_IDENTIFIED',
      enrolledProgrammes: ['p'],
    };
    expect(problemOfRules(rules)?.field).toBe('visibility');
    expect(problemOfRules({ ...rules, visibility: 'PRIVATE' })?.field).toBe('joinPolicy');
    expect(problemOfRules({ ...rules, visibility: 'PRIVATE', joinPolicy: 'CLOSED' })?.field).toBe('enrolledProgrammes');
  });
});

describe('a change of rules', () => {
  it.each(ALL.filter(stands))('from %j never opens what was private nor takes back what people relied on', (from) => {
    for (const to of ALL) {
      const allowed =
        stands(to) &&
        !(from.visibility === 'PRIVATE' && to.visibility === 'PUBLIC') &&
        !(from.eligibility === 'SELF_IDENTIFIED' && to.eligibility !== 'SELF_IDENTIFIED');
      expect([to, problemOfChange(from, to) === null]).toEqual([to, allowed]);
    }
  });
});
