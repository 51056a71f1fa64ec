import { refusedMarkup, refusedType, type RefusedFile } from './refusals.js';
import type { WindowedFile } from './windowed-file.js';

const CHUNK = 256 * 1024;
/** Controls that no text holds; tabs, line and page ends are left, and those of Latin-1 are the business of its decoder. */
const CONTROL = /[^\P{Cc}\t\n\v\f\r\u0080-\u009F]/u;
/** Bytes without a sign in Windows-1252, whose decoder lets them through. */
const UNDEFINED_1252 = /[\u0081\u008D\u008F\u0090\u009D]/;
/** What makes a browser, or an older one, take a text for a page; anything before it that it skips is skipped. */
const MARKUP =
  /^[\s\0\uFEFF]*<(?:!doctype|\?xml|(?:html|head|body|title|meta|style|script|svg|iframe|object|embed|frameset|xsl:\w+)(?=[\s/>]|$))/i;
const NO_TEXT = 'This file is not a text that can be read. Please save it as text (UTF-8), or send what it really is.';
/** How files of some endings begin, after a byte order mark. */
const BEGINNINGS: Readonly<Record<string, RegExp>> = {
  vtt: /^WEBVTT(?=\s|$)/,
  ics: /^\s*BEGIN:VCALENDAR/i,
};

/**
 * Looks whether the whole content is text: UTF-8, UTF-16 with a mark, or Windows-1252, without NUL and other controls,
 * and not beginning as a page does. Null when it is.
 */
export async function refusalOfText(file: WindowedFile, extension: string): Promise<RefusedFile | null> {
  const head = await file.read(0, 4096);
  const encoding = encodingOfMark(head);
  const beginning = new TextDecoder(encoding ?? 'windows-1252')
    .decode(head)
    .replace(/^(?:\uFEFF|\u00EF\u00BB\u00BF)/, '');
  if (MARKUP.test(beginning)) return refusedMarkup();
  const expected = BEGINNINGS[extension];
  if (expected && !expected.test(beginning)) {
    return refusedType(`This is not a file of the kind .${extension}. Please rename it to what it is, such as .txt.`);
  }
  if (encoding !== null) return (await isText(file, encoding)) ? null : refusedType(NO_TEXT);
  if (await isText(file, 'utf-8')) return null;
  return (await isText(file, 'windows-1252')) ? null : refusedType(NO_TEXT);
}

function encodingOfMark(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 'utf-8' : null;
}

async function isText(file: WindowedFile, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let at = 0; at < file.size; at += CHUNK) {
    const text = decode(decoder, await file.read(at, CHUNK), at + CHUNK >= file.size);
    if (text === null || CONTROL.test(text)) return false;
    if (encoding === 'windows-1252' && UNDEFINED_1252.test(text)) return false;
  }
  return true;
}

/** Null when the bytes, of which `last` are the last ones, are nothing in this encoding. */
function decode(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer, last: boolean): string | null {
  try {
    return decoder.decode(bytes, { stream: !last });
  } catch {
    return null;
  }
}
