import { readingOf } from './markdown.js';
import { mayMention, mentionsAmong, type Mentions } from './mentions.js';
import { mayQuote, quotesAmong, type Quotes } from './quotes.js';

/** To whom and of what a text speaks. */
export interface SpokenWords {
  readonly mentions: Mentions;
  readonly quotes: Quotes;
}

/** Reads the mentions and the quotes of a Markdown text: once for both, and not at all where it holds neither. */
export function spokenWordsIn(source: string): SpokenWords {
  const [mentions, quotes] = [mayMention(source), mayQuote(source)];
  const tokens = mentions || quotes ? readingOf(source).parse(source, {}) : [];
  return { mentions: mentionsAmong(mentions ? tokens : []), quotes: quotesAmong(quotes ? tokens : []) };
}
