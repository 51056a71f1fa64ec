import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { Viewer } from '#identity';
import type { PageAnswers } from '#platform/graphql';
import type { Logger } from '#platform/logging';
import type { Load } from '../http/load-guard.js';
import type { BuiltClient } from './built-client.js';
import { communityPage } from './community-page.js';
import { directoryPage, startPage } from './directory-page.js';
import type { PageKind } from './first-page.js';
import { libraryPage } from './library-page.js';
import { Look } from './look.js';
import { pageDocument, type BroughtAnswer } from './page-document.js';
import { languageOf, localeOf, type Locale } from './reader-language.js';
import { resourcePage } from './resource-page.js';
import { threadPage } from './thread-page.js';

const KINDS: readonly PageKind[] = [startPage, directoryPage, communityPage, libraryPage, threadPage, resourcePage];

/** What first answers are bounded by: a page without its content is a good answer as well, since the client asks. */
export const FIRST_VIEW = {
  /** So many are made at the same time; whoever comes then gets the page alone. */
  atOnce: 40,
  /** How long a page waits for its content, milliseconds. */
  waitMs: 1_500,
  /** When a robot may ask again for what the process had no room to make, seconds. */
  againSeconds: 60,
} as const;

/** What first answers are made of. */
export interface FirstViewOptions {
  readonly client: BuiltClient;
  readonly answers: PageAnswers;
  /** Who asks; rejects when that cannot be found out at the moment. */
  readonly viewerOf: (cookie: string | undefined) => Promise<Viewer>;
  /** What the process answers at once; what is made here takes its places there. */
  readonly load: Load;
  readonly publicUrl: string;
  readonly logger: Logger;
}

/**
 * Answers public pages with what they show: as a head for search engines, as HTML for the first sight, and as data for
 * the client, which takes the page over without asking for it again. What is private, missing or not for the viewer goes
 * on to the next handler, and so does everything while the content cannot be had soon, and what strangers ask for while the
 * process can hardly keep up: the page itself always stands. In the last case with status 503, so that no search engine
 * keeps a page without content; a browser draws the client from it all the same.
 */
export function firstViews(options: FirstViewOptions): RequestHandler {
  const { client, load } = options;
  const kinds = KINDS.map((kind) => ({ kind, pattern: patternOf(kind.path) }));
  const looks: Record<Locale, Look> = { en: new Look(client, 'en'), fr: new Look(client, 'fr') };
  const files = new Map(
    KINDS.map((kind) => [
      kind,
      { en: client.filesOf(kind.modules, 'en'), fr: client.filesOf(kind.modules, 'fr') } as const,
    ]),
  );
  let running = 0;

  const make = async (req: Request, res: Response, kind: PageKind, params: Params): Promise<Made | 'refused'> => {
    const viewer = await options.viewerOf(req.headers.cookie);
    req.viewer = viewer;
    // As at `/graphql`: strangers are turned away first, and nobody comes in beyond the last place.
    if (load.lags && !viewer.isMember) return 'refused';
    return load.hold(res, () => write(req, res, { kind, params, isMember: viewer.isMember })) ?? 'refused';
  };

  const write = async (req: Request, res: Response, { kind, params, isMember }: Wanted): Promise<Made> => {
    const locale = localeOf(req);
    const look = looks[locale];
    const answers: BroughtAnswer[] = [];
    // One for all that is asked: what one answer has loaded, the next need not.
    const context = { req, res };
    const ask = async <Answer>(operation: string, variables: BroughtAnswer['variables']): Promise<Answer | null> => {
      const data = await options.answers.execute(context, client.document(operation), variables);
      if (data) answers.push({ operation, variables, data });
      return data as Answer | null;
    };
    const asked = {
      params,
      search: searchOf(req),
      look,
      language: languageOf(locale),
      here: req.originalUrl,
      isMember,
      ask,
    };
    const [page] = await Promise.all([kind.find(asked), ask('Viewer', {})]);
    if (!page) return { isMember, text: null };
    answers.sort((a, b) => (a.operation < b.operation ? -1 : 1));
    const ownFiles = files.get(kind)?.[locale] ?? [];
    const { publicUrl } = options;
    return {
      isMember,
      text: pageDocument(client, look, { page, answers, isMember, here: req.originalUrl, files: ownFiles, publicUrl }),
    };
  };

  return async (req, res, next) => {
    const found = kindOf(kinds, req.path);
    if (!found) {
      res.set('x-robots-tag', 'noindex');
      return next();
    }
    // Both decide what is answered, whatever that is.
    res.vary('Cookie, Accept-Language');
    if (running >= FIRST_VIEW.atOnce) return next();
    running += 1;
    const making = make(req, res, found.kind, found.params).finally(() => (running -= 1));
    const made = await soon(making).catch((error: unknown) => {
      options.logger.warn({ err: error, page: found.kind.path }, 'first view: the page goes without its content');
      return undefined;
    });
    if (made === undefined) return next();
    if (made === 'refused') {
      res.status(503).set('retry-after', String(FIRST_VIEW.againSeconds));
      return next();
    }
    if (made.text === null) {
      res.set('x-robots-tag', 'noindex');
      return next();
    }
    send(req, res, made.text, made.isMember);
  };
}

type Params = Readonly<Record<string, string>>;

/** A page, and for whom. */
interface Wanted {
  readonly kind: PageKind;
  readonly params: Params;
  readonly isMember: boolean;
}

interface Made {
  readonly isMember: boolean;
  /** Null where nothing is to be answered of what the page would show. */
  readonly text: string | null;
}

/** A visitor's page may be kept everywhere and is asked for anew each time; a member's holds what is theirs alone. */
function send(req: Request, res: Response, text: string, isMember: boolean): void {
  res.status(200).type('html');
  if (isMember) {
    res.set('cache-control', 'private, no-store');
  } else {
    res.set('cache-control', 'public, no-cache');
    res.set('etag', `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`);
    if (req.fresh) {
      res.status(304).end();
      return;
    }
  }
  res.send(text);
}

/** What is made, if it comes soon: undefined when not. It goes on being made, and counts as long. */
async function soon<Result>(making: Promise<Result>): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), FIRST_VIEW.waitMs);
  });
  try {
    return await Promise.race([making, late]);
  } finally {
    clearTimeout(timer);
  }
}

function searchOf({ originalUrl }: Request): URLSearchParams {
  const begin = originalUrl.indexOf('?');
  return new URLSearchParams(begin < 0 ? '' : originalUrl.slice(begin + 1));
}

/** A path in the notation of `PAGES` as a pattern; case and a slash at the end change nothing, as in the client's router. */
function patternOf(path: string): RegExp {
  const parts = path
    .split('/')
    .filter(Boolean)
    .map((segment) => {
      const optional = /^\{-\$(\w+)\}$/.exec(segment);
      if (optional) return `(?:/(?<${optional[1]}>[^/]+))?`;
      return segment.startsWith('$') ? `/(?<${segment.slice(1)}>[^/]+)` : `/${segment}`;
    });
  return new RegExp(`^${parts.join('')}/?$`, 'i');
}

function kindOf(
  kinds: readonly { kind: PageKind; pattern: RegExp }[],
  path: string,
): { kind: PageKind; params: Params } | null {
  for (const { kind, pattern } of kinds) {
    const match = pattern.exec(path);
    if (!match) continue;
    const params: Record<string, string> = {};
    for (const [name, value] of Object.entries(match.groups ?? {}))
      if (value !== undefined) params[name] = plain(value);
    return { kind, params };
  }
  return null;
}

/** A segment without its percent signs; one that is badly written is nobody's name. */
function plain(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
