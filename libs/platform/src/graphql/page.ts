import { LIMITS } from '#contracts';
import { BadInput } from '../errors/index.js';

/** A checked request for the next page: how many, and after which key. */
export interface Page<Key> {
  readonly size: number;
  readonly after: Key | null;
}

/** A checked request for a page in either direction, or for the window around a number. */
export type Window<Key> =
  | { readonly kind: 'forward'; readonly size: number; readonly after: Key | null }
  | { readonly kind: 'backward'; readonly size: number; readonly before: Key | null }
  | { readonly kind: 'around'; readonly size: number; readonly number: number };

/** Turns the key of a row into an opaque cursor. */
export const encodeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * Reads a cursor back; `isKey` says whether the parts have the right shape.
 * @throws BadInput naming the argument, for whatever this server did not make.
 */
export function decodeCursor<Key>(
  cursor: string,
  field: string,
  isKey: (parts: unknown[]) => parts is Key & unknown[],
): Key {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && isKey(parts)) return parts;
  } catch {
    // Falls through: what cannot be parsed was not made here.
  }
  throw new BadInput({ [field]: 'This cursor was not made by this server.' });
}

const has = (value: unknown): boolean => value !== null && value !== undefined;

/** An empty cursor is a wrong one, not none: a script that lost its place must not begin anew unawares. */
const cursorOf = <Key>(
  cursor: string | null | undefined,
  field: string,
  isKey: (parts: unknown[]) => parts is Key & unknown[],
): Key | null => (cursor === null || cursor === undefined ? null : decodeCursor(cursor, field, isKey));

const size = (value: number | null | undefined, field: string): number => {
  if (value === null || value === undefined) return LIMITS.pageDefault;
  if (!Number.isInteger(value) || value < 1 || value > LIMITS.pageMax) {
    throw new BadInput({ [field]: `Must be from 1 to ${LIMITS.pageMax}.` });
  }
  return value;
};

/** Checks `first` and `after` of a list. */
export function readPage<Key>(
  args: { first?: number | null; after?: string | null },
  isKey: (parts: unknown[]) => parts is Key & unknown[],
): Page<Key> {
  return { size: size(args.first, 'first'), after: cursorOf(args.after, 'after', isKey) };
}

/**
 * Checks the arguments of a list that can be read in both directions and around a number: `first`/`after`,
 * `last`/`before`, or `around` with `first`, never mixed.
 */
export function readWindow<Key>(
  args: {
    first?: number | null;
    after?: string | null;
    last?: number | null;
    before?: string | null;
    around?: number | null;
  },
  isKey: (parts: unknown[]) => parts is Key & unknown[],
): Window<Key> {
  if (has(args.around)) {
    for (const field of ['after', 'before', 'last'] as const) {
      if (has(args[field])) throw new BadInput({ [field]: 'Cannot be combined with around.' });
    }
    const number = args.around as number;
    if (number < 1) throw new BadInput({ around: 'Must be 1 or more.' });
    return { kind: 'around', size: size(args.first, 'first'), number };
  }
  if (has(args.last) || has(args.before)) {
    for (const field of ['first', 'after'] as const) {
      if (has(args[field])) throw new BadInput({ [field]: 'Cannot be combined with last or before.' });
    }
    return {
      kind: 'backward',
      size: size(args.last, 'last'),
      before: cursorOf(args.before, 'before', isKey),
    };
  }
  return { kind: 'forward', size: size(args.first, 'first'), after: cursorOf(args.after, 'after', isKey) };
}
