import { Router, type Request, type Response } from 'express';
import { Viewer } from '#identity';
import type { PageAnswers, Variables } from '#platform/graphql';
import type { Logger } from '#platform/logging';
import type { Edges } from './answers.js';
import { markup, type Html } from './html.js';

/** How many pages of a list a sitemap is made of at most: 200 communities, and of each its 500 latest discussions. */
const MOST_PAGES = { communities: 4, threads: 10 } as const;
/** How many are made at the same time; robots come again. */
const AT_ONCE = 4;
/** How long a robot may keep one, seconds. */
const KEPT = 3_600;

const COMMUNITIES = `query SitemapCommunities($after: String) {
  communities(first: 50, after: $after, language: EN) {
    edges { node { slug visibility } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const THREADS = `query SitemapThreads($slug: String!, $after: String) {
  community(slug: $slug) {
    slug
    visibility
    threads(first: 50, after: $after) {
      edges { node { id lastActivityAt } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

interface Listed {
  readonly slug: string;
  readonly visibility: string;
}

interface Threads extends Listed {
  readonly threads: Required<Edges<{ readonly id: string; readonly lastActivityAt: string }>> | null;
}

/** What sitemaps are made of. */
export interface ForRobotsOptions {
  readonly answers: PageAnswers;
  readonly publicUrl: string;
  readonly logger: Logger;
}

/**
 * `/robots.txt` and, for search engines, `/sitemap.xml`: it names a sitemap `/sitemap/<slug>.xml` for each public community
 * with its latest discussions. What is older is reached by the links of the pages. Everything is asked as by a visitor, so
 * that nothing stands in it that is not for everybody.
 */
export function forRobots({ answers, publicUrl, logger }: ForRobotsOptions): Router {
  const router = Router();
  let running = 0;
  const sitemap =
    (make: (ask: Ask, slug: string) => Promise<Html | null>) =>
    async (req: Request, res: Response): Promise<void> => {
      if (running >= AT_ONCE) return void res.status(503).set('retry-after', '60').end();
      running += 1;
      try {
        req.viewer = Viewer.anonymous;
        const context = { req, res };
        const { slug = '' } = req.params as { slug?: string };
        const made = await make((query, variables) => answers.execute(context, query, variables), slug);
        if (!made) return void res.status(404).end();
        res.set('cache-control', `public, max-age=${KEPT}`).type('application/xml');
        res.send(`<?xml version="1.0" encoding="UTF-8"?>\n${String(made)}`);
      } catch (error) {
        logger.warn({ err: error }, 'sitemap: could not be made');
        res.status(503).set('retry-after', '60').end();
      } finally {
        running -= 1;
      }
    };
  router.get('/robots.txt', (_req, res) => {
    res.set('cache-control', `public, max-age=${KEPT}`).type('text/plain');
    res.send(`User-agent: *\nDisallow: /graphql\nDisallow: /uploads\nSitemap: ${publicUrl}/sitemap.xml\n`);
  });
  router.get(
    '/sitemap.xml',
    sitemap((ask) => ofSite(ask, publicUrl)),
  );
  router.get(
    '/sitemap/:slug.xml',
    sitemap((ask, slug) => ofCommunity(ask, publicUrl, slug)),
  );
  return router;
}

type Ask = (query: string, variables: Variables) => Promise<Readonly<Record<string, unknown>> | null>;

const SCHEMA = 'http://www.sitemaps.org/schemas/sitemap/0.9';

async function ofSite(ask: Ask, publicUrl: string): Promise<Html | null> {
  const open: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES.communities; page += 1) {
    const answer = (await ask(COMMUNITIES, { after })) as { communities: Required<Edges<Listed>> } | null;
    if (!answer) return null;
    const { edges, pageInfo } = answer.communities;
    open.push(...edges.flatMap(({ node }) => (node.visibility === 'PUBLIC' ? [node.slug] : [])));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  const maps = open.map((slug) => markup`<sitemap><loc>${publicUrl}/sitemap/${slug}.xml</loc></sitemap>`);
  return markup`<sitemapindex xmlns="${SCHEMA}">${maps}</sitemapindex>`;
}

async function ofCommunity(ask: Ask, publicUrl: string, slug: string): Promise<Html | null> {
  const found: Html[] = [];
  let after: string | null = null;
  let place = '';
  for (let page = 0; page < MOST_PAGES.threads; page += 1) {
    const answer = (await ask(THREADS, { slug, after })) as { community: Threads } | null;
    const community: Threads | undefined = answer?.community;
    if (community?.visibility !== 'PUBLIC' || !community.threads) return null;
    place = `${publicUrl}/c/${community.slug}`;
    const { edges, pageInfo } = community.threads;
    found.push(
      ...edges.map(
        ({ node }) =>
          markup`<url><loc>${place}/d/${node.id}</loc><lastmod>${new Date(node.lastActivityAt).toISOString()}</lastmod></url>`,
      ),
    );
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  return markup`<urlset xmlns="${SCHEMA}"><url><loc>${place}</loc></url><url><loc>${place}/library</loc></url>${found}</urlset>`;
}
