import { Logger as GraphileLogger } from 'graphile-worker';
import type { Logger } from '../logging/index.js';

/** What follows is the error's own words, and its stack: `err` has both, without what they may quote. */
const AND_WHY = / with error '.*/s;

/** graphile-worker's lines in our log: payloads stay out, failures of jobs are errors, the rest is debug. */
export const graphileLogger = (logger: Logger): GraphileLogger =>
  new GraphileLogger(() => (level, message, meta) => {
    const error = (meta as { error?: unknown } | undefined)?.error;
    const fields = error instanceof Error ? { err: error } : {};
    const words = message.replace(AND_WHY, '');
    if (level === 'error') logger.error(fields, words);
    else if (level === 'warning') logger.warn(fields, words);
    else logger.debug(fields, words);
  });
