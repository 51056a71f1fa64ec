import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router, static as plainStatic, type RequestHandler } from 'express';
import packedStatic, { type ExpressStaticGzipOptions } from 'express-static-gzip';
import { PAGES, type PagePath } from '#contracts';
import { withDemonstrationMark } from './demonstration-mark.js';

/** First parts of a path that are ours and never a page of the web client. */
const NOT_PAGES = /^\/(graphql|socket\.io|health|files|uploads|assets)(\/|$)/;

/** Pages whose address is a key by itself: no search engine keeps them, and no request carries them on. */
const KEYS = /^\/unsubscribe(\/|$)/i;

/** Files as they were packed beside themselves, for whoever can unpack them. */
const PACKED: ExpressStaticGzipOptions = { enableBrotli: true, orderPreference: ['br', 'gzip'], index: false };

/** How the web client stands on this site. */
interface WebClientOptions {
  /** Pages that are not there. */
  readonly closed?: readonly PagePath[];
  /** May answer a page that is there with what it shows (`first-view/`). */
  readonly firstView?: RequestHandler;
  readonly demonstration?: boolean;
}

/**
 * Serves the built web client: files with a hash in their name for ever, packed as the build has packed them for whoever
 * can unpack; and `index.html` for every page, since the client routes by itself; with status 404 where the client has
 * no page, or has one that is `closed` on this site. Null when nothing was built (tests of the API alone).
 */
export function webClient(
  folder: string,
  { closed = [], firstView = (_req, _res, next) => next(), demonstration = false }: WebClientOptions = {},
): Router | null {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return null;
  const marked = demonstration ? withDemonstrationMark(readFileSync(index, 'utf8')) : null;
  const open = PAGES.filter((page) => !closed.includes(page)).map(patternOf);
  const router = Router();
  const forEver = { immutable: true, maxAge: '1y', fallthrough: false } as const;
  router.use('/assets', packedStatic(join(folder, 'assets'), { ...PACKED, serveStatic: forEver }));
  if (marked !== null) {
    // Before the file as it was built.
    router.get('/index.html', (_req, res) => void res.set('cache-control', 'no-cache').type('html').send(marked));
  }
  const atRoot = { maxAge: '1h', dotfiles: 'ignore', index: false } as const;
  // For these alone: of every other address it would say that it is packed, or that it is badly written.
  router.get(packedIn(folder), packedStatic(folder, { ...PACKED, serveStatic: atRoot }));
  router.use(plainStatic(folder, atRoot));
  router.use((req, res, next) => {
    const isRead = (req.method === 'GET' || req.method === 'HEAD') && !NOT_PAGES.test(req.path);
    if (!isRead || !req.accepts('html')) return next();
    const isPage = open.some((page) => page.test(req.path));
    const sendAlone = (): void => {
      // Of a page the first view may have said something else than 200.
      if (!isPage) res.status(404);
      res.set('cache-control', 'no-cache');
      if (KEYS.test(req.path)) res.set({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' });
      if (marked !== null) res.type('html').send(marked);
      // Ranges would turn the status into 206.
      else res.sendFile(index, { acceptRanges: false });
    };
    // Awaited by the router: a fault in it is that request's alone.
    if (isPage) return firstView(req, res, sendAlone);
    return sendAlone();
  });
  return router;
}

/** Paths of the files of a folder that were packed. */
const packedIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => (name.endsWith('.br') ? [`/${name.slice(0, -'.br'.length)}`] : []));

/** The paths of a page; case and a slash at the end change nothing, as in the client's router. */
function patternOf(page: PagePath): RegExp {
  const segments = page.split('/').filter(Boolean);
  const parts = segments.map((segment) => {
    if (segment.startsWith('{-$')) return '(?:/[^/]+)?';
    return segment.startsWith('$') ? '/[^/]+' : `/${segment}`;
  });
  return new RegExp(`^${parts.join('')}/?$`, 'i');
}
