import { ERROR_CODES } from '#contracts';
import type { UploadFault, UploadProblem } from './upload-problem.js';

/** An answer of the upload address that is not the wished for one. */
interface Answer {
  status: number;
  body: string;
  retryAfter: string | null;
}

const REASONS = ['checksum', 'type', 'empty', 'archive', 'picture', 'infected'] as const;

/** What the header `Copse-Refused` of the last answer says; null without it: the upload can be used. */
export function problemOfReason(reason: string | undefined): UploadProblem | null {
  if (reason === undefined || reason === null) return null;
  return { fault: REASONS.find((one) => one === reason) ?? 'type' };
}

/** Reads a refusal: the status where it says enough, else the code and the first field of the body. */
export function problemOfAnswer({ status, body, retryAfter }: Answer): UploadProblem {
  const { code, sentence, field } = readBody(body);
  const says = sentence ? { sentence } : {};
  if (status === 507) return { fault: 'room' };
  // Somebody else writes to it at this moment, or wrote what is not known here: asking again tells how far it is.
  if (status === 409 || status === 423 || status === 460) return { fault: 'UNAVAILABLE' };
  if (status === 429) {
    const seconds = Number(retryAfter);
    return { fault: 'RATE_LIMITED', ...(retryAfter && seconds > 0 ? { retryAfter: seconds } : {}) };
  }
  if (status === 413) return { fault: 'size', ...says };
  if (status === 404 || status === 410) return { fault: 'NOT_FOUND' };
  if (status === 401) return { fault: 'UNAUTHENTICATED' };
  if (status === 403) return { fault: 'FORBIDDEN', ...says };
  if (status >= 500) return { fault: status === 500 ? 'INTERNAL' : 'UNAVAILABLE' };
  return { fault: faultOf(code, field), ...says };
}

function faultOf(code: UploadFault, field: string | null): UploadFault {
  if (field === 'filename') return 'name';
  if (field === 'filetype') return 'type';
  return code;
}

function readBody(body: string): { code: UploadFault; sentence: string | null; field: string | null } {
  const first = firstError(body);
  const extensions = isRecord(first?.extensions) ? first.extensions : {};
  const fields = isRecord(extensions.fields) ? Object.entries(extensions.fields) : [];
  const [field, words] = fields[0] ?? [null, first?.message];
  return {
    code: ERROR_CODES.find((one) => one === extensions.code) ?? 'INTERNAL',
    sentence: typeof words === 'string' ? words : null,
    field,
  };
}

function firstError(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    const errors: unknown = isRecord(value) ? value.errors : null;
    const first: unknown = Array.isArray(errors) ? errors[0] : null;
    return isRecord(first) ? first : null;
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
