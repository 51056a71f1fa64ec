import type { IncomingHttpHeaders } from 'node:http';
import { BadInput, DomainError, NotFound, PayloadTooLarge } from '#platform/errors';
import { QuotaExceeded } from '../resources.errors.js';

/** Where uploads are made; one of them is `/uploads/<id>`. */
export const UPLOADS = '/uploads';

const ONE = /^\/uploads\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
/** Which methods an upload has; POST makes one, at the address of all. */
const METHODS_OF_ONE = new Set(['HEAD', 'PATCH', 'DELETE']);

/**
 * The upload that an address names; null at the address where uploads are made.
 * @throws NotFound for everything else, reading an upload first of all: what arrived is read where it was shared
 */
export function targetOf(method: string, url: string): string | null {
  const path = url.split('?', 1)[0] ?? '';
  if (path === UPLOADS && (method === 'POST' || method === 'OPTIONS')) return null;
  const id = ONE.exec(path)?.[1];
  if (id === undefined || !METHODS_OF_ONE.has(method)) throw new NotFound();
  return id;
}

/** Extensions of tus that we do not have; who relies on one must not believe that it was heard. */
const NOT_OURS = ['Upload-Defer-Length', 'Upload-Concat', 'Upload-Checksum'];
const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,14})$/;
const BYTES = 'application/offset+octet-stream';

/**
 * Checks the headers of tus 1.0, so that each mistake is told by the name of its header.
 * @throws BadInput
 */
export function checkHeaders(method: string, headers: IncomingHttpHeaders): void {
  if (method === 'OPTIONS') return;
  const value = (name: string): string | undefined => headers[name.toLowerCase()]?.toString();
  const wrong: Record<string, string> = {};
  if (value('Tus-Resumable') !== '1.0.0') wrong['Tus-Resumable'] = 'Must be 1.0.0.';
  for (const name of NOT_OURS)
    if (value(name) !== undefined) wrong[name] = 'This extension of tus is not supported here.';
  if (method === 'POST') {
    const length = value('Upload-Length') ?? '';
    if (!WHOLE_NUMBER.test(length)) wrong['Upload-Length'] = 'Must be the size of the file in bytes.';
    else if (length === '0') wrong['Upload-Length'] = 'This file is empty.';
    if (!isMetadata(value('Upload-Metadata') ?? ''))
      wrong['Upload-Metadata'] = 'Must be pairs of a key and a value in Base64, separated by commas.';
  }
  if (method === 'PATCH') {
    if (!WHOLE_NUMBER.test(value('Upload-Offset') ?? '')) wrong['Upload-Offset'] = 'Must be the byte to go on at.';
    if (value('Content-Type') !== BYTES) wrong['Content-Type'] = `Must be ${BYTES}.`;
  }
  if (Object.keys(wrong).length > 0) throw new BadInput(wrong);
}

/** As tus reads it: each key once, in ASCII. */
function isMetadata(text: string): boolean {
  const keys = new Set<string>();
  for (const pair of text.split(',')) {
    const [, key] =
      /^([\x21-\x2b\x2d-\x7e]+)(?: (?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)?$/.exec(pair) ?? [];
    // It collects them in a plain object, and takes what every object has for a repetition.
    if (key === undefined || keys.has(key) || key in {}) return false;
    keys.add(key);
  }
  return true;
}

/** How a refusal is answered: the error, and the status where tus wants another than that of its code. */
interface TusAnswer {
  readonly error: unknown;
  readonly status?: number;
}

const BUSY = new DomainError('UNAVAILABLE', 'This upload is being written by another request. Please try again.', {
  retryAfter: 2,
});
const ELSEWHERE = new DomainError('CONFLICT', 'The upload goes on at another byte. Ask for its offset by HEAD.');
const LENGTH = 'More bytes were sent than were announced.';

/** Turns what was thrown while tus was spoken, by us or by the tus server, into the answer. */
export function answerOf(thrown: unknown): TusAnswer {
  if (thrown instanceof QuotaExceeded)
    return { error: tooLarge(thrown.details.fields?.['uploadId'] ?? thrown.message) };
  if (thrown instanceof PayloadTooLarge) return { error: tooLarge(thrown.message) };
  if (thrown instanceof BadInput) {
    const { fields = {} } = thrown.details;
    if (fields['Tus-Resumable'] !== undefined) return { error: thrown, status: 412 };
    return Object.keys(fields).join() === 'Content-Type' ? { error: thrown, status: 415 } : { error: thrown };
  }
  switch ((thrown as { status_code?: unknown } | null)?.status_code) {
    case 404:
    case 410:
      return { error: new NotFound() };
    case 409:
      return { error: ELSEWHERE };
    case 413:
      return { error: tooLarge(LENGTH) };
    // Asked to let go for another request, or the client itself went away.
    case 400:
    case 423:
      return { error: BUSY, status: 423 };
    default:
      return { error: thrown };
  }
}

const tooLarge = (sentence: string): DomainError =>
  new DomainError('PAYLOAD_TOO_LARGE', sentence, { fields: { 'Upload-Length': sentence } });
