import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router } from 'express';

/** First parts of a path that are ours and never a page of the web client. */
const NOT_PAGES = /^\/(graphql|socket\.io|health|files|uploads|assets)(\/|$)/;

/**
 * Serves the built web client: files with a hash in their name for ever, and `index.html` for every page, since the
 * client routes by itself. Null when nothing was built (tests of the API alone).
 */
export function webClient(folder: string): Router | null {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return null;
  const router = Router();
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, fallthrough: false }),
  );
  router.use(express.static(folder, { index: false, maxAge: '1h', dotfiles: 'ignore' }));
  router.use((req, res, next) => {
    const isPage = (req.method === 'GET' || req.method === 'HEAD') && !NOT_PAGES.test(req.path);
    if (!isPage || !req.accepts('html')) return next();
    res.set('cache-control', 'no-cache');
    res.sendFile(index);
  });
  return router;
}
