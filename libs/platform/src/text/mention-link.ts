import type { Token } from 'markdown-it';

/** The page of a person: `/people/<account id>`, and nothing behind it. */
const PERSON_PATH = /^\/people\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

/** The account whose page this address is, in lower case; null for every other address. */
export const personIn = (href: string): string | null => PERSON_PATH.exec(href)?.[1]?.toLowerCase() ?? null;

/**
 * Whom the link that opens here mentions: `[@Amara Diallo](/people/<id>)`. Null for a link that goes elsewhere, or whose
 * words do not begin with the sign: a link to somebody's page is not yet a word to them.
 */
export function mentionedBy(tokens: readonly Token[], index: number): string | null {
  const [link, words] = [tokens[index], tokens[index + 1]];
  if (link?.type !== 'link_open' || words?.type !== 'text' || !words.content.startsWith('@')) return null;
  return personIn(String(link.attrGet('href') ?? ''));
}
