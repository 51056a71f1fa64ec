import { LIMITS } from '#contracts';

/** What is searched for, and where, as it stands in the address. */
export interface SearchParams {
  q?: string;
  /** Slug of a community; all of them without. */
  in?: string;
}

/** Reads it from the address; what cannot be searched for is dropped. */
export function searchParams(search: Record<string, unknown>): SearchParams {
  // The router reads ?q=1972 as a number, and ?q=true as what is true.
  const q = String(search.q ?? '')
    .slice(0, LIMITS.searchText)
    .trim();
  const place = search.in;
  return {
    ...(q ? { q } : {}),
    ...(typeof place === 'string' && /^[a-z0-9-]{1,80}$/.test(place) ? { in: place } : {}),
  };
}

/** Where the box searches from this address: in the community that one looks at, or as the results that one looks at. */
export function placeOf(pathname: string, search: SearchParams): string | undefined {
  return pathname === '/search' ? search.in : /^\/c\/([a-z0-9-]+)(?:\/|$)/.exec(pathname)?.[1];
}
