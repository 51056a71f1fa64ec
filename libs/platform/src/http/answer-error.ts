import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { ErrorCode } from '#contracts';
import { toDomainError } from '../errors/index.js';
import { noteRefusal, workNow, type Logger } from '../logging/index.js';
import { StorageFull } from '../storage/index.js';

/** How a refusal is said in HTTP, where it is not GraphQL that answers. */
const STATUS: Readonly<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
};

/** How an answer differs from the usual one. */
interface Otherwise {
  /** Where a protocol wants a particular one. */
  readonly status?: number;
  /** Said in place of the error, to somebody whose browser shows the answer itself. */
  readonly words?: string;
}

/**
 * Answers with an error in GraphQL's shape and the status of its code, or as `otherwise` says. What is no refusal
 * becomes INTERNAL with an id, its details in the log alone. An answer that has begun already is cut off: half of one
 * must not look like a whole one.
 */
export function answerError(
  res: ServerResponse,
  error: unknown,
  logger: Logger,
  { status, words }: Otherwise = {},
): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const refusal = toDomainError(error);
  const { code, message, details } = refusal ?? unexpected(error, logger);
  noteRefusal(code);
  const wait = 'retryAfter' in details ? details.retryAfter : undefined;
  const body = words ?? JSON.stringify({ errors: [{ message, extensions: { code, ...details } }] });
  res.writeHead(status ?? (refusal instanceof StorageFull ? 507 : STATUS[code]), {
    'content-type': `${words === undefined ? 'application/json' : 'text/plain'}; charset=utf-8`,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'private, no-store',
    ...(wait === undefined ? {} : { 'retry-after': String(Math.ceil(wait)) }),
  });
  res.end(body);
}

function unexpected(error: unknown, logger: Logger): { code: ErrorCode; message: string; details: { id: string } } {
  const id = workNow()?.id ?? randomUUID();
  logger.error({ err: error, id }, 'http: unexpected error');
  return { code: 'INTERNAL', message: 'Something went wrong on our side.', details: { id } };
}
