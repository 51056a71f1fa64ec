import type { Request, RequestHandler, Response } from 'express';
import { workNow, type Work } from '#platform/logging';
import type { Metrics } from '#platform/metrics';
import { endSpan, enterSpan, isTracing } from '#platform/tracing';

/** Seconds: what a person does not notice, waits for, and gives up on. */
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What stands first in a path, where it is ours; all else is a page of the web client. */
const DOORS = ['files', 'uploads', 'assets', 'unsubscribe', 'health', 'metrics'];

/** Operations that are not our own client's have one name together: anybody may invent any number of names. */
const OTHER = 'other';

/**
 * Counts requests by operation and outcome, and begins their traces. `operations` are the names of the client's own
 * documents, the only ones that become labels. Null where nobody wants to know, so that it costs nothing.
 */
export function requestWatch(metrics: Metrics, operations: readonly string[]): RequestHandler | null {
  if (!metrics.isOn && !isTracing()) return null;
  const known = new Set(operations);
  const note = metrics.timer({
    name: 'copse_request_seconds',
    help: 'How long requests took until their answer was sent, by GraphQL operation or door, and by outcome.',
    labels: ['operation', 'outcome'],
    buckets: BUCKETS,
  });
  return (req, res, next) => {
    const begun = performance.now();
    const work = workNow();
    const span = enterSpan({ name: req.method, kind: 'SERVER', attributes: { 'http.request.method': req.method } });
    res.once('close', () => {
      const operation = operationOf(req, known);
      const outcome = outcomeOf(res, work);
      note({ operation, outcome }, (performance.now() - begun) / 1_000);
      if (!span) return;
      span.updateName(`${req.method} ${operation}`);
      endSpan(span, res.statusCode >= 500 || outcome === 'INTERNAL', {
        'http.response.status_code': res.statusCode,
        'copse.outcome': outcome,
        'copse.request.id': work?.id ?? '',
      });
    });
    next();
  };
}

/** Traces the GraphQL operation itself, from when it has its turn and its body is read. Null where nothing is traced. */
export function operationTrace(operations: readonly string[]): RequestHandler | null {
  if (!isTracing()) return null;
  const known = new Set(operations);
  return (req, res, next) => {
    const name = operationOf(req, known);
    const span = enterSpan({
      name: `graphql ${name}`,
      kind: 'INTERNAL',
      attributes: { 'graphql.operation.name': name },
    });
    const work = workNow();
    res.once('close', () => endSpan(span, work?.refusal === 'INTERNAL'));
    next();
  };
}

function operationOf(req: Request, known: ReadonlySet<string>): string {
  const [, first = ''] = req.originalUrl.split(/[/?#]/);
  if (first !== 'graphql') return DOORS.includes(first) ? first : 'page';
  const { operationName, query } = (req.body ?? {}) as { operationName?: unknown; query?: unknown };
  const name =
    typeof operationName === 'string'
      ? operationName
      : typeof query === 'string'
        ? /^\s*(?:query|mutation)\s+(\w+)/.exec(query)?.[1]
        : undefined;
  return name !== undefined && known.has(name) ? name : OTHER;
}

/** `ok`, a code of ours, `refused` for what was not to be answered otherwise, or `aborted` by who asked. */
function outcomeOf(res: Response, work: Work | undefined): string {
  if (!res.writableFinished) return 'aborted';
  if (work?.refusal) return work.refusal;
  const { statusCode } = res;
  if (statusCode === 503) return 'UNAVAILABLE';
  if (statusCode >= 500) return 'INTERNAL';
  return statusCode >= 400 ? 'refused' : 'ok';
}
