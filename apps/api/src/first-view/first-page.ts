import type { Variables } from '#platform/graphql';
import type { Html } from './html.js';
import type { Look } from './look.js';

/** What is asked of a page: where, with which filters, and by whom. */
export interface Asked {
  /** The segments of the path that have names. */
  readonly params: Readonly<Record<string, string>>;
  readonly search: URLSearchParams;
  readonly look: Look;
  /** The interface's language as GraphQL names it. */
  readonly language: 'EN' | 'FR';
  /** Path and query as they were asked for. */
  readonly here: string;
  /** Whether somebody is signed in. */
  readonly isMember: boolean;
  /**
   * Asks one of the client's own operations in the viewer's name; the answer goes along with the page. Null where there is
   * none, for whatever reason.
   */
  readonly ask: <Answer>(operation: string, variables: Variables) => Promise<Answer | null>;
}

/** What the first answer of a public page carries. */
export interface FirstPage {
  /** What the page shows first; the product's name follows it. Null for the start page. */
  readonly title: string | null;
  readonly description: string;
  /** The one address of what is shown: path and, where it is a further part, query. */
  readonly canonical: string;
  readonly kind: 'website' | 'article';
  /** What stands before and after it, for who has no scripts. */
  readonly previous?: string | null;
  readonly next?: string | null;
  /** Search engines are asked to keep the page itself, and not its every filter. */
  readonly indexed: boolean;
  /** Null where what is seen first hangs on what only the browser knows; then the data alone go along. */
  readonly body: Html | null;
}

/** A kind of page of which the first answer carries what it shows. */
export interface PageKind {
  /** Its address in the notation of `PAGES`. */
  readonly path: string;
  /** The client's modules that draw it; `{locale}` stands for the language. */
  readonly modules: readonly string[];
  /** Null for what is not there, not public, or not for the viewer: nothing of it is answered then. */
  readonly find: (asked: Asked) => Promise<FirstPage | null>;
}

/** The most that a search engine shows of a description. */
const DESCRIPTION = 200;

/** A text in one line, cut between words where it is long. */
export function described(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= DESCRIPTION) return line;
  const room = line.slice(0, DESCRIPTION - 1);
  const space = room.lastIndexOf(' ');
  return `${room.slice(0, space > DESCRIPTION / 2 ? space : room.length).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The words of stored HTML without its marks. */
export function wordsOf(storedHtml: string): string {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };
  return storedHtml
    .replace(/<\/?(?:a|b|code|del|em|i|kbd|mark|s|span|strong|sub|sup)\b[^>]*>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
