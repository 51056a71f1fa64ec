/**
 * In SQL: whether the account of this alias is not suspended just now. A suspension ends by itself when its day comes, so
 * nothing but the clock lifts it. `alias` is SQL, never input.
 */
export const notSuspended = (alias = 'accounts'): string =>
  `(${alias}.suspended_until IS NULL OR ${alias}.suspended_until <= now())`;
