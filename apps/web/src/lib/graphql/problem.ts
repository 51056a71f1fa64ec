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
  /** For a conflict over what is no text: the revision that there is now. */
  presentRevision?: number;
  /** Until when (ISO 8601), and why, the account is suspended that somebody wanted to sign in to. */
  suspension?: { until: string; reason: string };
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

function revisionOf(value: unknown): number | undefined {
  return isRecord(value) && value.body === undefined && typeof value.revision === 'number' ? value.revision : undefined;
}

function suspensionOf(value: unknown): Problem['suspension'] {
  if (!isRecord(value) || typeof value.until !== 'string' || typeof value.reason !== 'string') return undefined;
  return { until: value.until, reason: value.reason };
}

/** Reads the server's error shape; whatever does not have it is `OFFLINE`, `UNAVAILABLE` or `INTERNAL`. */
export function problemOf(error: CombinedError | undefined): Problem | null {
  if (!error) return null;
  const extensions = error.graphQLErrors[0]?.extensions;
  if (extensions) {
    const { code, fields, retryAfter, current, suspension, id } = extensions;
    return {
      code: isCode(code) ? code : 'INTERNAL',
      fields: fieldsOf(fields),
      ...(typeof retryAfter === 'number' ? { retryAfter } : {}),
      ...(currentOf(current) ? { current: currentOf(current) } : {}),
      ...(revisionOf(current) === undefined ? {} : { presentRevision: revisionOf(current) }),
      ...(suspensionOf(suspension) ? { suspension: suspensionOf(suspension) } : {}),
      ...(typeof id === 'string' ? { reference: id } : {}),
    };
  }
  const response: unknown = error.response;
  if (response instanceof Response && response.status >= 400) {
    return { code: response.status === 413 ? 'PAYLOAD_TOO_LARGE' : 'UNAVAILABLE', fields: {} };
  }
  return { code: error.networkError ? 'OFFLINE' : 'INTERNAL', fields: {} };
}
