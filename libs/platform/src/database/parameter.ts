/** A value as PostgreSQL reads it. Look-ups are asked with ids, numbers, words and lists of them alone. */
export function toText(value: unknown): string | null {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
      return String(value);
    default:
      if (value === null || value === undefined) return null;
      if (Array.isArray(value)) return listOf(value, toText);
      throw new Error('A look-up takes ids, numbers, words and lists of them.');
  }
}

/** The same for what is written: also moments, bytes, and objects, which are written as JSON. */
export function toParameter(value: unknown): string | Buffer | null {
  if (Buffer.isBuffer(value)) return value;
  return typeof value === 'object' || typeof value === 'bigint' ? toWord(value) : toText(value);
}

const toWord = (value: unknown): string | null => {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return listOf(value, toWord);
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (typeof value === 'bigint') return String(value);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : toText(value);
};

const listOf = (values: readonly unknown[], write: (value: unknown) => string | null): string =>
  `{${values.map((value) => elementOf(value, write)).join(',')}}`;

function elementOf(value: unknown, write: (value: unknown) => string | null): string {
  const text = write(value);
  if (text === null) return 'NULL';
  // Lists of lists stand as they are.
  return Array.isArray(value) ? text : `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
