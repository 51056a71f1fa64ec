/** How the bytes of a text are read. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Whether bytes begin with these. */
export const begins = (bytes: Uint8Array, ...head: readonly number[]): boolean =>
  head.every((byte, index) => bytes[index] === byte);

/**
 * The encoding that the bytes announce by their mark; else UTF-8 where they are valid UTF-8, and Windows-1252, which
 * Excel writes, where they are not. Every byte means something in the latter, so reading never fails half-way. `cut`:
 * the text goes on behind these bytes, so that they may end in the midst of a character.
 */
export function encodingOf(bytes: Uint8Array, cut = false): Encoding {
  if (begins(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (begins(bytes, 0xfe, 0xff)) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
