const READER = 'account:';

/** The account that a message about these matters is for; null when it is for nobody here, such as a person who is invited. */
export function readerOf(about: readonly string[]): string | null {
  const readers = about.filter((matter) => matter.startsWith(READER));
  return readers.length === 1 ? (readers[0]?.slice(READER.length) ?? null) : null;
}
