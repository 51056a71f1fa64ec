import { begins, encodingOf } from '../../../lib/text-encoding.js';
import type { Encoding } from '../../../lib/text-encoding.js';

/** Why a file cannot be read as text: too large, a workbook of a spreadsheet program, or some other binary file. */
export type TextFault = 'too-large' | 'workbook' | 'binary';

/** The text of a file, or why there is none. */
export type FileText = { text: string; encoding: Encoding } | { fault: TextFault };

/** Far more than the longest roster needs; what is larger is another file by mistake. */
export const ROSTER_FILE_BYTES = 5 * 1024 * 1024;

/** Reads the bytes of a file as text, without its byte order mark. */
export function decodeRoster(bytes: Uint8Array): FileText {
  if (bytes.length > ROSTER_FILE_BYTES) return { fault: 'too-large' };
  // A zip archive (.xlsx, .ods) or the older container (.xls).
  if (begins(bytes, 0x50, 0x4b, 0x03, 0x04) || begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { fault: 'workbook' };
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  return text.includes('\u0000') ? { fault: 'binary' } : { text, encoding };
}
