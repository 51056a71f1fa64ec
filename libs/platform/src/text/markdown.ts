import MarkdownItFactory, { type MarkdownIt } from 'markdown-it';
import { flattenHeadings } from './headings.js';
import { taskLists } from './task-lists.js';

/** Cells that a table may have at most; empty ones take a character of source and a hundred times the work. */
const CELLS = 20_000;

/**
 * The one reading of Markdown: CommonMark, tables, strike-through, task lists, bare links, and a line break where one
 * is typed. HTML is text. Shared by rendering and excerpts, so that both see the same blocks.
 */
export const markdown = reader();

const withoutTables = reader().disable('table');

/** The reading for a text that may be hostile: where its tables could be huge, it has none. */
export function readingOf(source: string): MarkdownIt {
  const lines = source.split('\n');
  let columns = 0;
  for (const line of lines) {
    if (/^[-|:+*> \t\r]+$/.test(line) && line.includes('-')) columns = Math.max(columns, line.split('|').length);
  }
  return columns > 1 && columns * lines.length > CELLS ? withoutTables : markdown;
}

function reader(): MarkdownIt {
  const made = MarkdownItFactory({ html: false, linkify: true, breaks: true, typographer: false });
  // "readme.md" and "a@b.ca" in running text are words more often than they are links; what begins like one is one.
  made.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  made.use(taskLists).use(flattenHeadings).use(safeRendering);
  return made;
}

function safeRendering({ renderer: { rules }, utils }: MarkdownIt): void {
  // A picture on another host would tell that host who reads what and when: it becomes a link.
  rules.image = (tokens, index) => {
    const token = tokens[index];
    const source = String(token?.attrGet('src') ?? '');
    const text = token?.content || source;
    return `<a href="${utils.escapeHtml(source)}">${utils.escapeHtml(text)}</a>`;
  };
  // Wide tables scroll in a box of their own, which the keyboard can reach.
  rules.table_open = () => '<div class="table-scroll" tabindex="0"><table>\n';
  rules.table_close = () => '</table></div>\n';
  // Alignment as a class: nothing of a post needs inline style.
  for (const cell of ['th_open', 'td_open'] as const) {
    rules[cell] = (tokens, index) => {
      const token = tokens[index];
      const align = /text-align:(left|center|right)/.exec(String(token?.attrGet('style') ?? ''))?.[1];
      return `<${token?.tag}${align === undefined ? '' : ` class="${align}"`}>`;
    };
  }
}
