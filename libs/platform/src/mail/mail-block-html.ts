import { escapeHtml } from './escape-html.js';
import type { MailBlock, MailItem, MailQuote } from './mail-block.js';
import { BODY_LOOK, looks, type Look } from './mail-look.js';
import type { MailLanguage } from './mail-text.js';
import { once } from './once.js';
import { plainName, plainTitle } from './plain-name.js';

/** A block of a page as HTML; `last`: no other of its kind follows at once. */
export function blockHtml(block: MailBlock, last: boolean): string {
  switch (block.kind) {
    case 'words':
      return part('p', block.quiet ? 'quiet' : 'words', escapeHtml(block.text));
    case 'section':
      return part('h2', 'section', escapeHtml(block.title));
    case 'item':
      return last ? itemOnce(block).replace('class="item"', 'class="item last"') : itemOnce(block);
    case 'post':
      return postHtml(block);
    case 'button':
      return part('p', 'way', linkHtml('button', block.label, block.url));
    case 'more':
      return part('p', 'more', linkHtml('link', block.label, block.url));
  }
}

/** A link of ours in one of the page's looks. */
export const linkHtml = (look: Look, label: string, url: string): string =>
  `<a ${looks(look)} href="${escapeHtml(url)}">${escapeHtml(label)}</a>`;

/** An element of the page in one of its looks, around what is HTML already. */
export const part = (tag: string, look: Look, html: string, lang?: MailLanguage | null): string =>
  `<${tag} ${looks(look)}${langOf(lang)}>${html}</${tag}>`;

const itemOnce = once(itemHtml);

function itemHtml({ title, url, label, meta, author, excerpt, lang }: MailItem): string {
  const shown = plainTitle(title) || url;
  const by = author === undefined ? '' : `<strong>${escapeHtml(plainName(author))}</strong>${excerpt ? ' – ' : ''}`;
  const inside = [
    ...(label === undefined ? [] : [part('p', 'label', escapeHtml(plainTitle(label)))]),
    part('h3', 'title', linkHtml('titleLink', shown, url), lang),
    ...(meta === undefined ? [] : [part('p', 'meta', escapeHtml(plainTitle(meta)))]),
    ...(by || excerpt ? [part('p', 'excerpt', `${by}${escapeHtml(excerpt ?? '')}`, lang)] : []),
  ];
  return part('div', 'item', inside.join('\n'));
}

/** With the initials of whoever wrote it where the site shows a picture; a screen reader hears the name alone. */
function postHtml({ author, meta, html, lang }: MailQuote): string {
  const name = plainName(author);
  const who = [
    part('p', 'author', escapeHtml(name)),
    ...(meta ? [part('p', 'when', escapeHtml(plainTitle(meta)))] : []),
  ];
  return part(
    'div',
    'quote',
    `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>` +
      `<td width="52" valign="middle" aria-hidden="true">${part('div', 'initials', escapeHtml(initialsOf(name)))}</td>` +
      `<td valign="middle">${who.join('\n')}</td></tr></table>\n${part('div', 'body', withLooks(html), lang)}`,
  );
}

/** Sanitized HTML has no `<` but in its tags, and no style of its own. Wide tables are scrolled, by the keyboard as well. */
const withLooks = (html: string): string =>
  html
    .replace(/<table(?=[\s>])/g, `<div tabindex="0" style="${BODY_LOOK['scroll'] ?? ''}">$&`)
    .replaceAll('</table>', '$&</div>')
    .replace(/<(a|blockquote|pre|th|td)(?=[\s>])/g, (tag, name: string) => `${tag} style="${BODY_LOOK[name] ?? ''}"`);

/** First letters of the first and the last word of a name, as the site makes them. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word = '') => [...word][0]?.toLocaleUpperCase('fr-CA') ?? '').join('');
}

/** Of words whose language nobody knows it says so: else they would be read out in the voice of the page. */
const langOf = (lang: MailLanguage | null | undefined): string =>
  lang === undefined ? '' : ` lang="${lang?.toLowerCase() ?? ''}"`;
