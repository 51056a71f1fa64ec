import type { CommunityStatus } from '../../gql/graphql.js';

/** The directory's filters, as they stand in the address. */
export interface DirectorySearch {
  association?: string;
  status?: Lowercase<CommunityStatus>;
  /** Only those into which one gets by one click. */
  join?: 'open';
  q?: string | undefined;
}

const statuses = ['organizing', 'operational', 'archived'] as const;

/** Reads the filters from the address; what is not one of them is dropped. */
export function directorySearch(search: Record<string, unknown>): DirectorySearch {
  const { association, q } = search;
  const status = statuses.find((known) => known === search.status);
  return {
    ...(typeof association === 'string' && /^[a-z0-9-]{1,60}$/.test(association) ? { association } : {}),
    ...(status ? { status } : {}),
    ...(search.join === 'open' ? { join: search.join } : {}),
    ...(typeof q === 'string' && q.trim() ? { q: q.slice(0, 100) } : {}),
    // The router reads ?q=1972 as a number.
    ...(typeof q === 'number' ? { q: String(q) } : {}),
  };
}

/** The pages that show the directory. */
export type DirectoryPath = '/' | '/communities';
