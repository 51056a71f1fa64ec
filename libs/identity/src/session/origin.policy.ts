import type { IncomingHttpHeaders } from 'node:http';

/** Methods that change nothing. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Tells requests of our own pages from those that another site makes a browser send (docs/security.md, *Sessions*):
 * what changes something and comes by cookie must show where it comes from; without a credential it must not come
 * from elsewhere, or a stranger's page could sign a visitor in as somebody else. Bearer tokens are never asked.
 */
export function judgeOrigin(
  request: { readonly method: string; readonly headers: IncomingHttpHeaders },
  { byCookie, origins }: { readonly byCookie: boolean; readonly origins: readonly string[] },
): 'ours' | 'refused' {
  if (SAFE.has(request.method)) return 'ours';
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined) return origins.includes(origin) ? 'ours' : 'refused';
  if (site !== undefined) return site === 'same-origin' ? 'ours' : 'refused';
  return byCookie ? 'refused' : 'ours';
}
