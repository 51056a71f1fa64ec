import type { Request, Response } from 'express';

/** What every resolver is handed: the request, with the viewer that authentication put on it, and the response. */
export interface RequestContext {
  readonly req: Request;
  readonly res: Response;
}
