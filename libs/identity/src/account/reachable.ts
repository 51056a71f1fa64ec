import { notSuspended } from './suspended.js';

/**
 * SQL: the account under this alias can act and be written to: open, its address proved, not suspended. The alias is an
 * SQL name, never input.
 */
export const reachable = (alias = 'accounts'): string =>
  `${alias}.closed_at IS NULL AND ${alias}.email_verified_at IS NOT NULL AND ${notSuspended(alias)}`;
