import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import { ERROR_CODES, type ErrorCode } from '#contracts';
import { toDomainError } from '../errors/index.js';
import { noteRefusal, SecurityLog, workNow, type Logger } from '../logging/index.js';
import { fieldsOfError } from './fields-of-error.js';

/** Apollo's own codes that mean "this request cannot run as it is". */
const BAD_REQUEST = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
]);

/** How GraphQL begins to say that it stopped at the fiftieth value that does not fit; it gives that no code and no place. */
const TOO_MANY_MISFITS = 'Too many errors processing variables';

const isOurs = (code: unknown): code is ErrorCode => (ERROR_CODES as readonly unknown[]).includes(code);

/**
 * Turns whatever was thrown into the answer's error: our refusals keep code, sentence and details; a request that
 * cannot run is BAD_USER_INPUT; everything else is INTERNAL with the id of the request, its details in the log alone.
 */
export function formatError(
  logger: Logger,
): (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError {
  const security = new SecurityLog(logger);
  const shown = shownError(logger);
  return (formatted, thrown) => {
    const error = shown(formatted, thrown);
    const code = error.extensions?.['code'];
    if (isOurs(code)) noteRefusal(code);
    if (code === 'FORBIDDEN') security.note('refused', { operation: String(formatted.path?.[0] ?? '') });
    return error;
  };
}

const shownError =
  (logger: Logger) =>
  (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const place = {
      ...(formatted.path ? { path: formatted.path } : {}),
      ...(formatted.locations ? { locations: formatted.locations } : {}),
    };
    const cause = unwrapResolverError(thrown);
    const refusal = toDomainError(cause);
    if (refusal) return { message: refusal.message, ...place, extensions: { code: refusal.code, ...refusal.details } };

    if (thrown instanceof GraphQLError && thrown.message.startsWith(TOO_MANY_MISFITS))
      return { message: 'Too much of what was sent cannot be accepted.', extensions: { code: 'BAD_USER_INPUT' } };
    const code = formatted.extensions?.['code'];
    // A GraphQLError with one of Apollo's request codes never came out of a resolver.
    if (typeof code === 'string' && BAD_REQUEST.has(code)) {
      const fields = fieldsOfError(formatted.message, thrown);
      // GraphQL's sentence about a variable repeats its value, which may be a password.
      const message = formatted.message.startsWith('Variable "')
        ? 'Some of what was sent cannot be accepted.'
        : formatted.message;
      return { message, ...place, extensions: { code: 'BAD_USER_INPUT', ...(fields ? { fields } : {}) } };
    }
    if (isOurs(code) && code !== 'INTERNAL' && thrown instanceof GraphQLError && cause === thrown) return formatted;

    // One id finds all lines of the request.
    const id = workNow()?.id ?? randomUUID();
    logger.error({ err: cause, path: formatted.path, id }, 'graphql: unexpected error');
    return { message: 'Something went wrong on our side.', ...place, extensions: { code: 'INTERNAL', id } };
  };
