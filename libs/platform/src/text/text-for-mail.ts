import type { Token } from 'markdown-it';
import { nameIn } from './for-mail.js';
import { readingOf } from './markdown.js';

/** What a block stands in: a quote or an item of a list, by what its lines begin with. */
interface Frame {
  /** Before the first line, once; null when that is written. */
  first: string | null;
  readonly rest: string;
}

/** A list that is open: the number of its next item, or null where its items have none. */
interface List {
  next: number | null;
}

/** Lines that are written, and what the next one depends on. */
interface Page {
  readonly lines: string[];
  readonly frames: Frame[];
  readonly lists: List[];
  /** Frames in which the last block stood. */
  last: readonly Frame[];
  /** Where links within the site lead from anywhere; null leaves them out. */
  readonly site: string | null;
  /** Whether the next block is set apart by an empty line. */
  gap: boolean;
  /** Cells of the table's row that is read; null outside of tables. */
  row: string[] | null;
}

/**
 * Markdown as the text part of a message: paragraphs, lists and quotes stay what they are, marks go, a link keeps its
 * address in brackets, and a picture is the words that stand for it. Links within the site have that of `site` before
 * them, but for those that are names: of people, and of posts of the same thread.
 */
export function textForMail(source: string, site: string | null = null): string {
  const page: Page = { lines: [], frames: [], lists: [], last: [], site, gap: false, row: null };
  const tokens = readingOf(source).parse(source, {});
  tokens.forEach((token, index) => readBlock(page, token, tokens[index - 1]));
  return page.lines.join('\n').trim();
}

function readBlock(page: Page, token: Token, before: Token | undefined): void {
  switch (token.type) {
    case 'blockquote_open':
      page.frames.push({ first: null, rest: '> ' });
      break;
    case 'bullet_list_open':
      page.lists.push({ next: null });
      break;
    case 'ordered_list_open':
      page.lists.push({ next: Number(token.attrGet('start') ?? 1) });
      break;
    case 'list_item_open':
      page.frames.push(itemOf(page.lists.at(-1)));
      break;
    case 'blockquote_close':
    case 'list_item_close':
      page.frames.pop();
      break;
    case 'bullet_list_close':
    case 'ordered_list_close':
      page.lists.pop();
      if (page.lists.length === 0) page.gap = true;
      break;
    case 'tr_open':
      page.row = [];
      break;
    case 'tr_close':
      write(page, (page.row ?? []).join(' | '), true);
      page.row = null;
      break;
    case 'table_close':
      page.gap = true;
      break;
    case 'inline':
      if (page.row) page.row.push(wordsOf(token.children ?? [], page.site));
      // A paragraph of a list whose items stand close together is hidden, says the reader of Markdown.
      else write(page, wordsOf(token.children ?? [], page.site), before?.hidden === true);
      break;
    case 'fence':
    case 'code_block':
      write(page, token.content.replace(/\n$/, ''), false);
      break;
    case 'hr':
      write(page, '* * *', false);
      break;
  }
}

function itemOf(list: List | undefined): Frame {
  const mark = list === undefined || list.next === null ? '- ' : `${list.next}. `;
  if (list && list.next !== null) list.next += 1;
  return { first: mark, rest: ' '.repeat(mark.length) };
}

/** Writes a block; `close` keeps the next one at it. */
function write(page: Page, text: string, close: boolean): void {
  if (page.gap && page.lines.length > 0) {
    const common = page.frames.filter((frame) => page.last.includes(frame));
    page.lines.push(
      common
        .map(({ rest }) => rest)
        .join('')
        .trimEnd(),
    );
  }
  for (const line of text.split('\n')) page.lines.push((beginning(page.frames) + line).trimEnd());
  page.last = [...page.frames];
  page.gap = !close;
}

function beginning(frames: readonly Frame[]): string {
  return frames
    .map((frame) => {
      const part = frame.first ?? frame.rest;
      frame.first = null;
      return part;
    })
    .join('');
}

/** The words of a line. */
function wordsOf(tokens: readonly Token[], site: string | null): string {
  let text = '';
  const links: { href: string; from: number }[] = [];
  for (const token of tokens) {
    const { type, content } = token;
    if (type.endsWith('break')) text += '\n';
    else if (type === 'task_open') text += (token.meta as { done: boolean } | null)?.done === true ? '[x] ' : '[ ] ';
    else if (type === 'image')
      text += wordsOf(token.children ?? [], site).trim() || nameIn(String(token.attrGet('src') ?? ''));
    else if (type === 'link_open') links.push({ href: String(token.attrGet('href') ?? ''), from: text.length });
    else if (type === 'link_close') {
      const link = links.pop();
      if (link) text = closed(text, { ...link, href: whole(link.href, site) }, token.markup);
    } else text += content;
  }
  return text;
}

/** An address within the site as it leads there from anywhere, but for that of a person. */
const whole = (href: string, site: string | null): string =>
  site !== null && /^\/(?![/\\]|people\/)/.test(href) ? site + href : href;

/** A link whose words end here: an address that was typed is itself, and one that leads nowhere from a mail is left out. */
function closed(text: string, { href, from }: { href: string; from: number }, markup: string): string {
  const words = text.slice(from);
  if (markup === 'linkify' || markup === 'autolink') return text.slice(0, from) + href.replace(/^mailto:/, '');
  return /^(?:https?:|mailto:)/i.test(href) && words !== href ? `${text} (${href.replace(/^mailto:/, '')})` : text;
}
