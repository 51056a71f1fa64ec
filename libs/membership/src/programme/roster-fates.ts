import type { RosterRowType } from './programme.type.js';
import type { RosterPlace } from './roster.repository.js';

/**
 * What became of each address: those given in their order, then those taken off, by address. `now` is the roster as it
 * is, `newly` who is enrolled where they were not before.
 */
export function fatesOf(
  emails: readonly string[],
  now: readonly RosterPlace[],
  dropped: readonly RosterPlace[],
  newly: ReadonlySet<string>,
): RosterRowType[] {
  const owners = new Map(now.map(({ email, accountId }) => [email, accountId]));
  const fateOf = (email: string): RosterRowType['fate'] => {
    const owner = owners.get(email) ?? null;
    if (owner === null) return 'WAITS_FOR_ACCOUNT';
    return newly.has(owner) ? 'ENROLLED' : 'ALREADY_THERE';
  };
  return [
    ...emails.map((email) => ({ email, fate: fateOf(email) })),
    ...dropped
      .map(({ email }) => email)
      .toSorted()
      .map((email) => ({ email, fate: 'RELEASED' as const })),
  ];
}
