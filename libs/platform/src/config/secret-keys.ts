/** One master key and the name that an operator gave it. */
export interface SecretKey {
  /** Letters, digits, `-` and `_`. */
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

const ITEM = /^([A-Za-z0-9_-]{1,40}):([A-Za-z0-9+/]{43}=)$/;

/**
 * Reads `id:base64` items, the current one first; null when one of them is not of that form, does not hold 32 bytes, or
 * when two have the same id. Never says more, since whatever is wrong may be a key.
 */
export function parseSecretKeys(items: readonly string[]): readonly SecretKey[] | null {
  const keys: SecretKey[] = [];
  for (const item of items) {
    const [, id, base64] = ITEM.exec(item.trim()) ?? [];
    if (id === undefined || base64 === undefined || keys.some((other) => other.id === id)) return null;
    keys.push({ id, key: Buffer.from(base64, 'base64') });
  }
  return keys.length > 0 && keys.every(({ key }) => key.length === 32) ? keys : null;
}

/** The spelling of one key, as {@link parseSecretKeys} reads it. */
export const formatSecretKey = ({ id, key }: SecretKey): string => `${id}:${key.toString('base64')}`;
