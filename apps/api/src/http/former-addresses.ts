import type { RequestHandler } from 'express';

/** `/c/`, a slug, and what follows it. */
const COMMUNITY_PAGE = /^\/c\/([a-z0-9]+(?:-[a-z0-9]+)*)((?:\/.*)?)$/i;
/** The longest slug, characters. */
const SLUG = 80;

/**
 * Sends whoever asks for a page of a community by an address that it once had to the same page at its present one.
 * `presentSlug` answers null for a slug that is no former one; it is asked for pages of communities alone. While it
 * cannot answer, the page is served as if there were no former addresses.
 */
export function formerAddresses(presentSlug: (formerSlug: string) => Promise<string | null>): RequestHandler {
  return async (req, res, next) => {
    const [, slug, rest = ''] = COMMUNITY_PAGE.exec(req.path) ?? [];
    const isRead = req.method === 'GET' || req.method === 'HEAD';
    if (!isRead || slug === undefined || slug.length > SLUG || !req.accepts('html')) return next();
    const present = await presentSlug(slug.toLowerCase()).catch(() => null);
    if (present === null) return next();
    const query = req.originalUrl.indexOf('?');
    // Asked again each time: a community may take an address back, and two moves that were kept lead in a circle.
    res.set('cache-control', 'no-cache');
    res.redirect(301, `/c/${present}${rest}${query < 0 ? '' : req.originalUrl.slice(query)}`);
  };
}
