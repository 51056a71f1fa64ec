/** A piece of a text: words, or an address to follow. */
export interface TextPiece {
  text: string;
  href?: string;
}

/** Cuts a plain text at its web addresses; only http and https become links. */
export function linkify(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"]+/g)) {
    // A full stop or bracket after an address belongs to the sentence.
    const href = match[0].replace(/[.,;:!?)\]]+$/, '');
    if (!URL.canParse(href)) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: href, href });
    end = match.index + href.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}
