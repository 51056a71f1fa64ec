/** Who asks, in the order in which the table of expectations is read. */
export const ACTORS = [
  'anonymous',
  'unverified',
  'account',
  'applicant',
  'member',
  'former member',
  'facilitator',
  'facilitator elsewhere',
  'staff',
  'suspended',
] as const;

/** One of {@link ACTORS}. */
export type Actor = (typeof ACTORS)[number];

/** What is asked about. */
export const PLACES = ['public', 'private', 'archived'] as const;

/** One of {@link PLACES}. */
export type Place = (typeof PLACES)[number];
