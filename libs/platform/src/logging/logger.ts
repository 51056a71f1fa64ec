import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger } from 'pino';

/** Field names that never reach the log, wherever they stand: credentials, addresses, what people wrote. */
const SECRET = ['password', 'currentPassword', 'newPassword', 'token', 'authorization', 'cookie', 'email', 'body'];

/** The process's log: one JSON object a line, without secrets, addresses of people or texts of posts. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    formatters: { level: (label: string) => ({ level: label }) },
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Token under which Nest injects the {@link Logger}. */
export const LOGGER = Symbol('copse logger');
