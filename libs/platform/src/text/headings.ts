import type { MarkdownIt } from 'markdown-it';

/**
 * Puts the headings of a post below those of the page: a page has its title (h1) and each post its author (h2), so
 * the levels that a post uses become h3, h4 … in order, whichever they were.
 */
export function flattenHeadings(markdown: MarkdownIt): void {
  markdown.core.ruler.push('flatten-headings', (state) => {
    const used = [...new Set(state.tokens.filter(({ type }) => type === 'heading_open').map(({ tag }) => tag))].sort();
    for (const token of state.tokens) {
      if (token.type !== 'heading_open' && token.type !== 'heading_close') continue;
      token.tag = `h${Math.min(6, 3 + used.indexOf(token.tag))}`;
    }
  });
}
