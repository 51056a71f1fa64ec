import { picturesAsLinks } from './picture-markdown.js';

/** Longest quote that is put into a reply; a longer selection is cut at a word, since the whole is one click away. */
const LONGEST = 1200;

/** A piece of someone's post as a Markdown quotation: each line marked, blank lines kept as paragraphs. */
export function quoteMarkdown(selected: string): string {
  const text = picturesAsLinks(selected)
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .trim();
  if (text === '') return '';
  const cut = text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/\s+\S*$/, '')} …`;
  return cut
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line, index, lines) => line !== '' || lines[index - 1] !== '')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}
