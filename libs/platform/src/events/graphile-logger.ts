import { Logger as GraphileLogger } from 'graphile-worker';
import type { Logger } from '../logging/index.js';

/** graphile-worker's lines in our log: payloads stay out, failures of jobs are errors, the rest is debug. */
export const graphileLogger = (logger: Logger): GraphileLogger =>
  new GraphileLogger(() => (level, message, meta) => {
    const error = (meta as { error?: unknown } | undefined)?.error;
    const fields = error instanceof Error ? { err: error } : {};
    if (level === 'error') logger.error(fields, message);
    else if (level === 'warning') logger.warn(fields, message);
    else logger.debug(fields, message);
  });
