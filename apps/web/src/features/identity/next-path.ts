/** Search parameters of the pages that lead on to another. */
export interface NextSearch {
  next?: string;
}

/** The path of this site to go on to, or undefined: an address of another site is never followed. */
export function sameSitePath(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return undefined;
  // Control characters are dropped by URL parsers: "/\t/elsewhere" would lead away.
  if (Array.from(value).some((char) => (char.codePointAt(0) ?? 0) <= 0x20 || char === '\\')) return undefined;
  const url = new URL(value, 'https://same.invalid');
  if (url.origin !== 'https://same.invalid') return undefined;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Reads `?next=` for the router. */
export function nextSearch(search: Record<string, unknown>): NextSearch {
  const next = sameSitePath(search.next);
  return next === undefined ? {} : { next };
}
