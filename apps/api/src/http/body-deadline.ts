import type { RequestHandler } from 'express';

/** How long the body of a request may take to come whole. */
const BODY_MS = 60_000;

/**
 * Ends the connection of whoever sends a body too slowly on purpose: each holds a socket meanwhile. Node's own time is one
 * for all requests, and files need another (`createApi`), so what lies below `except` is left to it.
 */
export function bodyDeadline(except: string, milliseconds = BODY_MS): RequestHandler {
  return (req, _res, next) => {
    const hasBody = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
    if (hasBody && req.path !== except && !req.path.startsWith(`${except}/`)) {
      const deadline = setTimeout(() => req.destroy(), milliseconds).unref();
      // Also where nobody wants the body: Node takes it all the same.
      req.once('close', () => clearTimeout(deadline)).once('end', () => clearTimeout(deadline));
    }
    next();
  };
}
