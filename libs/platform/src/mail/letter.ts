import { escapeHtml } from './escape-html.js';
import type { MailLanguage, MailText } from './mail-text.js';
import { plainName } from './plain-name.js';

/** What a message says; every sentence is ours, and what people wrote goes through {@link plainName} first. */
export interface Letter {
  readonly language: MailLanguage;
  readonly subject: string;
  /** Paragraphs before the link. */
  readonly before: readonly string[];
  /** The one thing to do, if any. */
  readonly action?: { readonly label: string; readonly url: string };
  /** Paragraphs after the link. */
  readonly after?: readonly string[];
  /** Address of the site, for the last line. */
  readonly site: string;
}

/** Turns a letter into plain text and simple HTML that say the same. */
export function writeLetter(letter: Letter): MailText {
  const { language, subject } = letter;
  return written(language, subject, [partsOf(letter), footOf(letter)]);
}

/**
 * One message that says the same in two languages, for somebody whose language nobody knows. Both subjects stand in its
 * subject, and a line says at once that the other language follows.
 */
export function writeBilingualLetter(first: Letter, second: Letter): MailText {
  const subject = first.subject === second.subject ? first.subject : `${first.subject} / ${second.subject}`;
  const lang = second.language.toLowerCase();
  const follows = FOLLOWS[second.language];
  const other = partsOf(second);
  return written(first.language, subject, [
    { text: [follows], html: [`<p lang="${lang}"><small>${escapeHtml(follows)}</small></p>`] },
    partsOf(first),
    { text: ['* * *', ...other.text], html: [`<hr><div lang="${lang}">${other.html.join('\n')}</div>`] },
    footOf(first),
  ]);
}

const FOLLOWS: Record<MailLanguage, string> = {
  EN: 'English follows below.',
  FR: 'Le texte français se trouve plus bas.',
};

/** Paragraphs as plain text and as HTML. */
interface Parts {
  readonly text: readonly string[];
  readonly html: readonly string[];
}

function partsOf({ language, before, action, after = [] }: Letter): Parts {
  const colon = language === 'FR' ? '\u00a0:' : ':';
  return {
    text: [...before, ...(action ? [`${action.label}${colon}\n${action.url}`] : []), ...after],
    html: [
      ...before.map(paragraph),
      ...(action ? [`<p><a href="${escapeHtml(action.url)}">${escapeHtml(action.label)}</a></p>`] : []),
      ...after.map(paragraph),
    ],
  };
}

/** Where the message comes from; it ends a message, since mail programs may fold away what follows a line of "-- ". */
function footOf({ language, site }: Letter): Parts {
  const foot = language === 'FR' ? 'Ce message vient de Copse' : 'This message comes from Copse';
  const link = `<a href="${escapeHtml(site)}">${escapeHtml(site)}</a>`;
  return {
    text: [`-- \n${foot}, ${site}`],
    html: [`<hr><p><small>${escapeHtml(foot)}, ${link}</small></p>`],
  };
}

const written = (language: MailLanguage, subject: string, parts: readonly Parts[]): MailText => ({
  subject,
  text: `${parts.flatMap(({ text }) => text).join('\n\n')}\n`,
  html:
    `<!doctype html><html lang="${language.toLowerCase()}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>` +
    `<body>${parts.flatMap(({ html }) => html).join('\n')}</body></html>\n`,
});

/**
 * What a person wrote to another as paragraphs of a letter: line by line, marked as not ours, and without anything that
 * a mail program would make a link of.
 */
export const quotedLines = (text: string): string[] =>
  text
    .split('\n')
    .map(plainName)
    .filter(Boolean)
    .map((line) => `> ${line}`);

const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;
