import type { ViewerQuery } from '../../gql/graphql.js';

/**
 * What a fresh answer to "who is looking" means beside the one before: nothing new, other facts about the same account
 * (or the first answer at all), somebody signed in where nobody was, the session ended, or another account took over.
 */
export type AccountChange = 'none' | 'facts' | 'arrived' | 'ended' | 'switched';

/** Compares two answers; `before` is null while nothing is known yet. */
export function accountChange(before: ViewerQuery | null, now: ViewerQuery): AccountChange {
  if (!before) return 'facts';
  const was = before.me?.id;
  const is = now.me?.id;
  if (was === is) return JSON.stringify(before) === JSON.stringify(now) ? 'none' : 'facts';
  if (is === undefined) return 'ended';
  return was === undefined ? 'arrived' : 'switched';
}
