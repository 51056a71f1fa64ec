import type { CombinedError } from 'urql';
import { ERROR_CODES } from '#contracts';
import type { ErrorCode } from '#contracts';

/** What went wrong, for the interface to put into words: the server's codes, and what happens before it is reached. */
export type ProblemCode = ErrorCode | 'OFFLINE';

/** A failed operation. `fields` names inputs, `retryAfter` is in seconds, `current` is what a conflict met. */
export interface Problem {
  code: ProblemCode;
  fields: Record<string, string>;
  retryAfter?: number;
  current?: { body: string; revision: number };
  /** Reference to quote to the people who run the site. */
  reference?: string;
}

const isCode = (value: unknown): value is ErrorCode => ERROR_CODES.some((code) => code === value);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function fieldsOf(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function currentOf(value: unknown): Problem['current'] {
  if (!isRecord(value) || typeof value.body !== 'string' || typeof value.revision !== 'number') return undefined;
  return { body: value.body, revision: value.revision };
}

/** Reads the server's error shape; whatever does not have it is `OFFLINE`, `UNAVAILABLE` or `INTERNAL`. */
export function problemOf(error: CombinedError | undefined): Problem | null {
  if (!error) return null;
  const extensions = error.graphQLErrors[0]?.extensions;
  if (extensions) {
    const { code, fields, retryAfter, current, id } = extensions;
    return {
      code: isCode(code) ? code : 'INTERNAL',
      fields: fieldsOf(fields),
      ...(typeof retryAfter === 'number' ? { retryAfter } : {}),
      ...(currentOf(current) ? { current: currentOf(current) } : {}),
      ...(typeof id === 'string' ? { reference: id } : {}),
    };
  }
  const response: unknown = error.response;
  if (response instanceof Response && response.status >= 400) {
    return { code: response.status === 413 ? 'PAYLOAD_TOO_LARGE' : 'UNAVAILABLE', fields: {} };
  }
  return { code: error.networkError ? 'OFFLINE' : 'INTERNAL', fields: {} };
}
