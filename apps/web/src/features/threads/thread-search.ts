/** Where a discussion begins, as it stands in the address of its further parts: search engines and print lead there. */
export interface ThreadSearch {
  /** The number of a post. */
  from?: number;
}

/** Reads it from the address; what is no number of a further post is dropped. */
export function threadSearch({ from }: Record<string, unknown>): ThreadSearch {
  return typeof from === 'number' && Number.isInteger(from) && from > 1 && from < 1e9 ? { from } : {};
}
