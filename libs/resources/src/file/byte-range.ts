import type { ByteRange } from '#platform/storage';

/** Which part of an object was asked for: the whole (null), one range, or one that lies outside of it. */
export type AskedRange = ByteRange | 'outside' | null;

const ONE_RANGE = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i;

/**
 * Reads a `Range` header as RFC 9110 says: what is not understood (another unit, several ranges, no range at all) asks
 * for the whole. `size` is at least 1.
 */
export function askedRange(header: string | undefined, size: number): AskedRange {
  const [, first = '', last = ''] = ONE_RANGE.exec(header ?? '') ?? [];
  if (first === '') {
    if (last === '') return null;
    const length = Number(last);
    return length === 0 ? 'outside' : { start: Math.max(0, size - length), end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return null;
  return start < size ? { start, end } : 'outside';
}

/** Whether the asker has the present state already (`If-None-Match`); our tags hold neither commas nor spaces. */
export const hasAlready = (header: string | undefined, tag: string): boolean =>
  (header ?? '').split(',').some((given) => ['*', tag, `W/${tag}`].includes(given.trim()));

/** Whether a range may be served: there is no `If-Range`, or it names the present state. A date never does. */
export const rangeHolds = (header: string | undefined, tag: string): boolean =>
  header === undefined || header.trim() === tag;
