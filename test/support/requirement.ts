import { describe } from '@jest/globals';

/** What npm cannot bring: tests that need it are skipped and counted where it is missing. */
export type Requirement = 'browser' | 'ordinary-user' | 'redis' | 'tmpfs';

/**
 * `describe`, or `describe.skip` where the machine lacks what the tests need. COPSE_TEST_REQUIRE (comma list) says that
 * it must be there, and then they run and fail.
 */
export function describeWith(requirement: Requirement, available: boolean): typeof describe | typeof describe.skip {
  const required = (process.env['COPSE_TEST_REQUIRE'] ?? '').split(',').map((name) => name.trim());
  return available || required.includes(requirement) ? describe : describe.skip;
}
