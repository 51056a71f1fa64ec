import { encodingOf } from '../../lib/text-encoding.js';

/** How much of a text is fetched to be shown; more is for a program on one's own machine. */
export const SHOWN_BYTES = 256 * 1024;

/** The beginning of a text file. */
export interface TextPart {
  text: string;
  /** The file goes on behind it. */
  cut: boolean;
}

/** Reads the first bytes of a text file of this size in whatever encoding they are in; whole lines where it goes on. */
export function textPart(bytes: Uint8Array, size: number): TextPart {
  const cut = bytes.length < size;
  const decoder = new TextDecoder(encodingOf(bytes, cut));
  const text = decoder.decode(bytes, { stream: cut }).replace(/\r\n?/g, '\n');
  const end = text.lastIndexOf('\n');
  return { text: cut && end > 0 ? text.slice(0, end) : text, cut };
}
