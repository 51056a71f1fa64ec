import { inBrackets, picturesAsLinks } from './picture-markdown.js';

/** Longest quote that is put into a reply; a longer selection is cut at a word, since the whole is one click away. */
const LONGEST = 1200;

/** The post that a quotation is taken from. */
export interface Quoted {
  number: number;
  author: { name: string; former?: boolean };
}

/**
 * A piece of someone's post as a Markdown quotation: each line marked, blank lines kept as paragraphs. It begins with
 * whose words they are, as a link to them within the thread, by which the server knows who was quoted.
 */
export function quoteMarkdown(selected: string, from?: Quoted): string {
  const text = picturesAsLinks(selected)
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .trim();
  if (text === '') return '';
  const cut = text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/\s+\S*$/, '')} …`;
  return (whose(from) + cut)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line, index, lines) => line !== '' || lines[index - 1] !== '')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

function whose(from: Quoted | undefined): string {
  if (!from) return '';
  const { number, author } = from;
  // Who is no member any more has no name.
  return `[${author.former ? `#${number}` : inBrackets(author.name)}](#post-${number}):\n\n`;
}
