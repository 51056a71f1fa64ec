import type { MailLanguage, MailText } from './mailer.service.js';

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
export function writeLetter({ language, subject, before, action, after = [], site }: Letter): MailText {
  const foot = language === 'FR' ? 'Ce message vient de Copse' : 'This message comes from Copse';
  const text = [...before, ...(action ? [`${action.label}:\n${action.url}`] : []), ...after, `-- \n${foot}, ${site}`];
  const html = [
    ...before.map(paragraph),
    ...(action ? [`<p><a href="${escapeHtml(action.url)}">${escapeHtml(action.label)}</a></p>`] : []),
    ...after.map(paragraph),
    `<hr><p><small>${escapeHtml(foot)}, <a href="${escapeHtml(site)}">${escapeHtml(site)}</a></small></p>`,
  ];
  return {
    subject,
    text: `${text.join('\n\n')}\n`,
    html:
      `<!doctype html><html lang="${language.toLowerCase()}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>` +
      `<body>${html.join('\n')}</body></html>\n`,
  };
}

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

const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
