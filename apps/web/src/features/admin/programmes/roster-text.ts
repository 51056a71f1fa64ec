/** Why a file cannot be read as text: too large, a workbook of a spreadsheet program, or some other binary file. */
export type TextFault = 'too-large' | 'workbook' | 'binary';

/** How the bytes were read. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** The text of a file, or why there is none. */
export type FileText = { text: string; encoding: Encoding } | { fault: TextFault };

/** Far more than the longest roster needs; what is larger is another file by mistake. */
export const ROSTER_FILE_BYTES = 5 * 1024 * 1024;

const begins = (bytes: Uint8Array, ...head: readonly number[]): boolean =>
  head.every((byte, index) => bytes[index] === byte);

/**
 * The encoding that the bytes announce by their mark; else UTF-8 where they are valid UTF-8, and Windows-1252, which
 * Excel writes, where they are not. Every byte means something in the latter, so reading never fails half-way.
 */
function encodingOf(bytes: Uint8Array): Encoding {
  if (begins(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (begins(bytes, 0xfe, 0xff)) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** Reads the bytes of a file as text, without its byte order mark. */
export function decodeRoster(bytes: Uint8Array): FileText {
  if (bytes.length > ROSTER_FILE_BYTES) return { fault: 'too-large' };
  // A zip archive (.xlsx, .ods) or the older container (.xls).
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04) || begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { fault: 'workbook' };
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  return text.includes('\u0000') ? { fault: 'binary' } : { text, encoding };
}
