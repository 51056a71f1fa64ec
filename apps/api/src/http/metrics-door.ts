import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Metrics } from '#platform/metrics';

/**
 * Answers `/metrics` for whoever shows METRICS_TOKEN; for all others there is nothing of that name, as on a site that has no
 * token. Null without one.
 */
export function metricsDoor(metrics: Metrics, token: string | null): RequestHandler | null {
  if (token === null) return null;
  const expected = digest(`Bearer ${token}`);
  return async (req, res, next) => {
    const { authorization } = req.headers;
    const isRead = req.method === 'GET' || req.method === 'HEAD';
    if (!isRead || req.path !== '/metrics' || authorization === undefined) return next();
    if (!timingSafeEqual(digest(authorization), expected)) return next();
    res.set({ 'content-type': metrics.contentType, 'cache-control': 'no-store' });
    res.end(req.method === 'HEAD' ? undefined : await metrics.text());
  };
}

/** Of one length, whatever is shown. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
