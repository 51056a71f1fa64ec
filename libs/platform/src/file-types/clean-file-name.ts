import { extensionOf } from '#contracts';

/** Bytes of a stored name in UTF-8: what every file system takes (255), less what a browser adds for a second copy. */
const MAX_BYTES = 200;
/** An ending that is longer than this is none, and may be cut. */
const MAX_ENDING_BYTES = 20;
/** What is no visible part of a name: controls, invisible signs, those that turn the direction, half and private ones. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029]/gu;

/**
 * A file's name as it is kept and offered for download: the last piece of a path, composed (NFC), without signs that
 * hide or turn round what follows (`ann\u202Efdp.exe`), without dots and spaces at its ends, and short enough for every
 * file system with its ending kept. Null when nothing is left of it.
 */
export function cleanFileName(raw: string): string | null {
  const last = raw.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const visible = last
    .replace(INVISIBLE, '')
    .replace(/(\s)\s+/gu, '$1')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  if (visible === '') return null;
  const extension = extensionOf(visible);
  const ending = extension === '' ? '' : visible.slice(visible.lastIndexOf('.'));
  if (Buffer.byteLength(ending) > MAX_ENDING_BYTES) return cut(visible, MAX_BYTES);
  return cut(visible.slice(0, visible.length - ending.length), MAX_BYTES - Buffer.byteLength(ending)) + ending;
}

/** As many whole letters as fit. */
function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = '';
  let room = bytes;
  // No name needs more signs than it may have bytes; what is longer is not taken apart for nothing.
  for (const { segment } of new Intl.Segmenter('en').segment(text.slice(0, 2 * MAX_BYTES))) {
    room -= Buffer.byteLength(segment);
    if (room < 0) break;
    kept += segment;
  }
  return kept.replace(/[\s.]+$/u, '');
}
