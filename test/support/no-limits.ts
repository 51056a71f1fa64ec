import { RATE_LIMITS } from '#platform/config';

/** Thousands of questions come from one address and one account, and no limit is reached by them: limits are tried elsewhere. */
export const NO_LIMITS = Object.entries(RATE_LIMITS)
  .map(([name, { seconds }]) => (seconds === null ? `${name}=10000` : `${name}=1000000/1`))
  .join(',');
