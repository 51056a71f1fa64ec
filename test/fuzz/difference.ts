import { isDeepStrictEqual } from 'node:util';
import type { View } from './look.js';

/** Where two views first differ, and what stands there in each; null: they say the same. */
export function differenceOf(one: View, other: View): [string, string, string] | null {
  return isDeepStrictEqual(sorted(one), sorted(other)) ? null : firstDifference(one, other);
}

/** The order of an object's fields says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}

/** Where two views first differ, and what stands there in each. */
function firstDifference(one: unknown, other: unknown, place = ''): [string, string, string] {
  const both = [one, other].every((value) => typeof value === 'object' && value !== null);
  if (both) {
    for (const name of new Set([...Object.keys(one as View), ...Object.keys(other as View)])) {
      const [mine, theirs] = [(one as View)[name], (other as View)[name]];
      if (!isDeepStrictEqual(sorted(mine), sorted(theirs))) return firstDifference(mine, theirs, `${place}.${name}`);
    }
  }
  return [place.slice(1) || 'the whole', JSON.stringify(one) ?? 'nothing', JSON.stringify(other) ?? 'nothing'];
}
