import type { RequestHandler } from 'express';
import { asWork, workNow, type Logger } from '#platform/logging';

/**
 * Writes a line of the log for each request: what was asked for, how it ended and how long it took. No headers, no query,
 * no network address, and of the path what {@link plainPath} leaves; the headers of the answer may hold the cookie that
 * signs somebody in.
 */
export const requestLog =
  (logger: Logger): RequestHandler =>
  (req, res, next) => {
    const begun = performance.now();
    const work = workNow();
    const { method } = req;
    res.once('close', () => {
      const line = {
        req: { method, url: plainPath(req.originalUrl) },
        res: { statusCode: res.statusCode },
        responseTime: Math.round(performance.now() - begun),
      };
      const write = (): void => logger.info(line, res.writableFinished ? 'request completed' : 'request aborted');
      // The connection's own events belong to no request.
      if (work) asWork(work, write);
      else write();
    });
    next();
  };

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Nothing of ours that long is worth a line, but for the names of built files; what does something for its holder is. */
const LONG = 32;

/**
 * A path without what must not stand in a log: the links that end mail (RFC 8058 wants what they do in the address
 * itself) and all that looks alike, titles, and names of files, which follow an id.
 */
export function plainPath(url: string): string {
  const [, first = '', ...rest] = (url.split(/[?#]/)[0] ?? '').split('/');
  const begin = `/${plainPart(first)}`;
  if (rest.length === 0 || /^assets$/i.test(first)) return [begin, ...rest].join('/');
  if (isUnsubscribe(first)) return `${begin}/…`;
  const id = rest.findIndex((part) => ID.test(part));
  const kept = (id < 0 ? rest : rest.slice(0, id + 1)).map(plainPart);
  return [begin, ...kept, ...(id >= 0 && rest.length > id + 1 ? ['…'] : [])].join('/');
}

const plainPart = (part: string): string => (part.length < LONG || ID.test(part) ? part : '…');

/** Also as somebody may write it who wants it to be something else. */
function isUnsubscribe(part: string): boolean {
  try {
    return decodeURIComponent(part).toLowerCase() === 'unsubscribe';
  } catch {
    return true;
  }
}
