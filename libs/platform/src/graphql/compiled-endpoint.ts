import type { Request, RequestHandler, Response } from 'express';
import type { CompiledDocuments, Outcome, Run } from './compiled-documents.js';
import { NO_STORE, statusOf } from './http-status.plugin.js';

/** What an answer may be sent as, as Apollo chooses: what the asker would like best. */
const JSON_TYPES = ['application/json', 'application/graphql-response+json'];

/**
 * Answers operations that are compiled already, without the steps that Apollo and Nest take for each request; all others
 * go on to them. What those steps are for was done when the text was met first (parsing, limits, validation) or is done
 * by whoever stands before (`graphqlGate`, the body, who asks); doors and checks of input stand in the operations.
 */
export function compiledEndpoint(documents: CompiledDocuments): RequestHandler {
  return async (req, res, next) => {
    const type = typeOf(req);
    const asked = type === null ? null : readBody(documents, req.body);
    if (type === null || asked === null) return next();
    const outcome = await asked.run({ req, res }, asked.variables);
    if (outcome === null) next();
    else send(res, type, outcome);
  };
}

/** The operation and its variables; null for whatever is not compiled, or is anything but a plain question. */
function readBody(
  documents: CompiledDocuments,
  body: unknown,
): { readonly run: Run; readonly variables: Record<string, unknown> } | null {
  if (!isRecord(body) || body['extensions'] !== undefined) return null;
  const { query, operationName, variables } = body;
  if (typeof query !== 'string') return null;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return null;
  const given = variables ?? {};
  const run = isRecord(given) && documents.find(query, operationName);
  return run ? { run, variables: given as Record<string, unknown> } : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function typeOf(req: Request): string | null {
  const { accept } = req.headers;
  return accept === undefined || accept === '*/*' ? 'application/json' : req.accepts(JSON_TYPES) || null;
}

/** Whoever asked may be gone; Node then drops what is written. */
function send(res: Response, type: string, outcome: Outcome): void {
  const body = Buffer.from(`${JSON.stringify(outcome)}\n`);
  const refused = outcome.errors && statusOf(outcome.errors);
  res.statusCode = refused?.status ?? 200;
  res.setHeader('content-type', `${type}; charset=utf-8`);
  res.setHeader('cache-control', NO_STORE);
  res.setHeader('content-length', body.length);
  if (refused && refused.retryAfter !== null) res.setHeader('retry-after', refused.retryAfter);
  res.end(body);
}
