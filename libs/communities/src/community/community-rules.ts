import type { CommunityFacts } from './community.type.js';

/** What one must be and do, who may read, and which rosters bring people in. */
export type CommunityRules = Pick<CommunityFacts, 'visibility' | 'joinPolicy' | 'eligibility' | 'enrolledProgrammes'>;

/** A rule that cannot stand: the field at fault, and why. */
export interface RuleProblem {
  readonly field: keyof CommunityRules;
  readonly message: string;
}

/**
 * What is wrong with rules as a whole, or null. Where people identify themselves as something that is nobody else's
 * affair, being a member tells it: so nobody outside may read there, a facilitator answers every application, and no
 * roster says of others what they are.
 */
export function problemOfRules(rules: CommunityRules): RuleProblem | null {
  const { visibility, joinPolicy, eligibility, enrolledProgrammes } = rules;
  if (eligibility !== 'SELF_IDENTIFIED') return null;
  if (visibility !== 'PRIVATE') {
    return { field: 'visibility', message: 'A community of people who identify themselves must be private.' };
  }
  if (joinPolicy === 'OPEN') {
    return { field: 'joinPolicy', message: 'A community of people who identify themselves cannot be open.' };
  }
  if (enrolledProgrammes.length > 0) {
    const message = 'No programme enrols anybody in a community of people who identify themselves.';
    return { field: 'enrolledProgrammes', message };
  }
  return null;
}

/**
 * What is wrong with changing rules from the first to the second, or null. What people wrote or stated of themselves in
 * private stays private: neither the visibility nor the eligibility on which they relied is ever loosened.
 */
export function problemOfChange(from: CommunityRules, to: CommunityRules): RuleProblem | null {
  if (from.visibility === 'PRIVATE' && to.visibility === 'PUBLIC') {
    return { field: 'visibility', message: 'A private community never becomes public.' };
  }
  if (from.eligibility === 'SELF_IDENTIFIED' && to.eligibility !== 'SELF_IDENTIFIED') {
    return { field: 'eligibility', message: 'A community of people who identify themselves remains one.' };
  }
  return problemOfRules(to);
}
