import { pino, type DestinationStream, type Logger } from 'pino';
import { plainError } from './plain-error.js';
import { workNow } from './work.js';

export type { Logger } from 'pino';

/** Field names that never reach the log, wherever they stand: credentials, addresses, what people wrote. */
const SECRET = ['password', 'currentPassword', 'newPassword', 'token', 'authorization', 'cookie', 'email', 'body'];

/**
 * The process's log: one JSON object a line, without secrets, addresses of people or texts of posts. Each line names the
 * request or job that it was written for, and the account that asks.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: plainError, error: plainError, reason: plainError },
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: namesOfWork,
  };
  return destination ? pino(options, destination) : pino(options);
}

function namesOfWork(): object {
  const work = workNow();
  if (!work) return {};
  return { [work.kind]: work.id, ...(work.account === null ? {} : { account: work.account }) };
}

/** Token under which Nest injects the {@link Logger}. */
export const LOGGER = Symbol('copse logger');
