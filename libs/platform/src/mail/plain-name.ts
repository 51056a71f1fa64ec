/**
 * A person's name as a mail may show it: on one line, and without anything that a mail program would make a link of
 * (docs/security.md: names that hold addresses are phishing by our own mail).
 */
export function plainName(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/[:/\\@<>]+/g, ' ')
    .replace(/[.\u3002\uff0e\uff61](?=\S)/g, '. ')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * A title that somebody chose, as a mail may show it: on one line, read in one direction, and without anything that a
 * mail program would make a link of. Gentler than {@link plainName}: `Models: 3.5 mm` stays what it is.
 */
export const plainTitle = (title: string): string =>
  title
    .replace(/[\p{Cc}\u2028\u2029]+|(?![\u200c\u200d])\p{Cf}/gu, ' ')
    .replace(/:?[/\\]{2,}/g, ' ')
    .replace(/@(?=\S)/g, ' ')
    .replace(/[.\u3002\uff0e\uff61](?=[^\s\d.,;:!?…)\]»”’"']{2})/gu, '. ')
    .replace(/[^\S\u00a0]+/g, ' ')
    .trim();
