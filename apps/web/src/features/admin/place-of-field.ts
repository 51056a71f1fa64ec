import { linesOf } from './lines.js';

/** Where in a form a refusal belongs: the path of a control, and the line in it where it holds one thing a line. */
export interface Place {
  path: string;
  line: string | null;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/**
 * Finds the control for a field that the server names (`label.en`, `domains.2`, `applicationForm.0.options.1`) in the
 * values of the form. Null where no control is meant: the refusal is then about the form as a whole.
 */
export function placeOfField(field: string, values: unknown): Place | null {
  const path: string[] = [];
  const rest = field.replace(/^input\./, '').split('.');
  let value = values;
  while (isObject(value)) {
    const next = rest.shift();
    if (next === undefined || !Object.hasOwn(value, next)) return null;
    value = value[next];
    path.push(next);
  }
  if (rest.length === 0) return { path: path.join('.'), line: null };
  const index = Number(rest[0]);
  if (rest.length > 1 || typeof value !== 'string' || !Number.isInteger(index)) return null;
  return { path: path.join('.'), line: linesOf(value)[index] ?? null };
}
