import type { MarkdownIt } from 'markdown-it';

const MARK = /^\[([ xX])\] +/;

/**
 * `- [ ] text` and `- [x] text` as check boxes that show a state and cannot be changed. The text stands inside the
 * box's label, so that a screen reader reads both together.
 */
export function taskLists(markdown: MarkdownIt): void {
  markdown.core.ruler.after('inline', 'task-lists', (state) => {
    const { tokens } = state;
    tokens.forEach((token, index) => {
      const item = tokens[index - 2];
      if (token.type !== 'inline' || tokens[index - 1]?.type !== 'paragraph_open' || item?.type !== 'list_item_open')
        return;
      const mark = MARK.exec(token.content);
      const first = token.children?.[0];
      if (!mark || first?.type !== 'text' || !MARK.test(first.content)) return;
      first.content = first.content.replace(MARK, '');
      token.content = token.content.slice(mark[0].length);
      const open = new state.Token('task_open', 'label', 0);
      open.meta = { done: mark[1] !== ' ' };
      token.children = [open, ...(token.children ?? []), new state.Token('task_close', 'label', 0)];
      item.attrJoin('class', 'task');
    });
  });
  markdown.renderer.rules['task_open'] = (tokens, index) => {
    const done = (tokens[index]?.meta as { done: boolean } | null)?.done === true;
    return `<label><input type="checkbox" disabled${done ? ' checked' : ''}> `;
  };
  markdown.renderer.rules['task_close'] = () => '</label>';
}
