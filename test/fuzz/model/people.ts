/** What somebody is for the whole site. */
interface PersonFacts {
  readonly verified: boolean;
  readonly staff: boolean;
}

/** Everybody who acts in a story. */
export const PEOPLE = {
  Ann: { verified: true, staff: false },
  Ben: { verified: true, staff: false },
  Cat: { verified: true, staff: false },
  Dan: { verified: true, staff: false },
  /** Has not confirmed the address. */
  Uma: { verified: false, staff: false },
  /** An administrator of the site. */
  Sue: { verified: true, staff: true },
  /** Whoever is not signed in. */
  nobody: { verified: false, staff: false },
} as const satisfies Record<string, PersonFacts>;

/** One of {@link PEOPLE}. */
export type PersonName = keyof typeof PEOPLE;

/** What somebody is in a community. */
export type Role = 'MEMBER' | 'FACILITATOR';

interface CommunityFacts {
  readonly visibility: 'PUBLIC' | 'PRIVATE';
  readonly joinPolicy: 'OPEN' | 'APPLICATION';
  readonly members: Readonly<Partial<Record<PersonName, Role>>>;
}

/** The communities of a story, and who is in them when it begins. */
export const COMMUNITIES = {
  grove: { visibility: 'PUBLIC', joinPolicy: 'OPEN', members: { Ann: 'FACILITATOR', Ben: 'MEMBER', Cat: 'MEMBER' } },
  thicket: { visibility: 'PRIVATE', joinPolicy: 'APPLICATION', members: { Ann: 'FACILITATOR', Ben: 'MEMBER' } },
} as const satisfies Record<string, CommunityFacts>;

/** One of {@link COMMUNITIES}. */
export type CommunityName = keyof typeof COMMUNITIES;
