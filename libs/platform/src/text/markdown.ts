import MarkdownItFactory, { type MarkdownIt } from 'markdown-it';
import { flattenHeadings } from './headings.js';
import { mentionedBy } from './mention-link.js';
import { pictureIn } from './picture.js';
import { taskLists } from './task-lists.js';

/** Cells that a text's tables may have at most; empty ones take a character of source and a hundred times the work. */
const CELLS = 3_000;

/** Brackets that may open a link or a picture; each that does not close is looked for through the rest of the text. */
const BRACKETS = 1_000;

/** What a reading leaves as it was typed. */
interface Without {
  readonly tables: boolean;
  readonly links: boolean;
}

/**
 * The one reading of Markdown: CommonMark, tables, strike-through, task lists, bare links, and a line break where one
 * is typed. HTML is text. Shared by rendering and excerpts, so that both see the same blocks.
 */
const ordinary = reader({ tables: false, links: false });

const guarded = {
  tables: reader({ tables: true, links: false }),
  links: reader({ tables: false, links: true }),
  both: reader({ tables: true, links: true }),
};

/** The reading for a text that may be hostile: where it would take much too long to read its tables or links, it has none. */
export function readingOf(source: string): MarkdownIt {
  const [tables, links] = [cellsIn(source) > CELLS, countOf(source, '[') > BRACKETS];
  if (tables) return links ? guarded.both : guarded.tables;
  return links ? guarded.links : ordinary;
}

/** How many cells the text's tables could have, by its widest row of dashes. */
function cellsIn(source: string): number {
  const lines = source.split('\n');
  let columns = 0;
  for (const line of lines) {
    if (!/^[-|:+*> \t\r]+$/.test(line) || !line.includes('-')) continue;
    // The bars at both ends of a row part nothing.
    const row = line.replace(/^[>+* \t]*\|?|\|?[ \t\r]*$/g, '');
    columns = Math.max(columns, countOf(row, '|') + 1);
  }
  return columns > 1 ? columns * lines.length : 0;
}

function countOf(text: string, sign: string): number {
  let count = 0;
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) count += 1;
  return count;
}

function reader(without: Without): MarkdownIt {
  const made = MarkdownItFactory({ html: false, linkify: true, breaks: true, typographer: false });
  // "readme.md" and "a@b.ca" in running text are words more often than they are links; what begins like one is one.
  made.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  if (without.tables) made.disable('table');
  if (without.links) made.disable(['link', 'image']);
  made.use(taskLists).use(flattenHeadings).use(safeRendering);
  return made;
}

function safeRendering({ renderer: { rules }, utils }: MarkdownIt): void {
  // A picture on another host would tell that host who reads what and when: it becomes a link. Our own are shown, with
  // the room that they will take, so that the text does not move when they come.
  rules.image = (tokens, index, options, env, self) => {
    const token = tokens[index];
    const source = String(token?.attrGet('src') ?? '');
    const picture = pictureIn(source);
    if (picture) {
      const alt = utils.escapeHtml(self.renderInlineAsText(token?.children ?? [], options, env));
      const room = picture.size ? ` width="${picture.size.width}" height="${picture.size.height}"` : '';
      return `<img src="${utils.escapeHtml(picture.path)}" alt="${alt}" loading="lazy" decoding="async"${room}>`;
    }
    const text = token?.content || source;
    return `<a href="${utils.escapeHtml(source)}">${utils.escapeHtml(text)}</a>`;
  };
  rules.link_open = (tokens, index, options, _env, self) => {
    if (mentionedBy(tokens, index) !== null) tokens[index]?.attrSet('class', 'mention');
    return self.renderToken(tokens, index, options);
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
