/** Text and selection of a field, before and after a command. */
export interface Selected {
  text: string;
  start: number;
  end: number;
}

/** What the toolbar can do to a text. */
export type MarkdownCommand =
  | 'bold'
  | 'italic'
  | 'link'
  | 'bullets'
  | 'numbers'
  | 'quote'
  | 'code'
  | 'heading'
  | 'table'
  | 'tasks';

/** Words that a command puts where nothing is selected, in the language of the person who writes. */
export interface CommandWords {
  bold: string;
  italic: string;
  link: string;
  code: string;
  heading: string;
  item: string;
  column: string;
}

/** Applies a toolbar button to the selection; pressing it again on its own result takes it back where that is clear. */
export function applyCommand(command: MarkdownCommand, selected: Selected, words: CommandWords): Selected {
  switch (command) {
    case 'bold':
      return wrap(selected, '**', words.bold);
    case 'italic':
      return wrap(selected, '_', words.italic);
    case 'link':
      return link(selected, words.link);
    case 'code':
      return code(selected, words.code);
    case 'bullets':
      return prefixLines(selected, () => '- ', /^[-*+] (?!\[[ x]\] )/, words.item);
    case 'numbers':
      return prefixLines(selected, (index) => `${index + 1}. `, /^\d+[.)] /, words.item);
    case 'tasks':
      return prefixLines(selected, () => '- [ ] ', /^[-*+] \[[ x]\] /, words.item);
    case 'quote':
      return prefixLines(selected, () => '> ', /^> ?/, '');
    case 'heading':
      return prefixLines(selected, () => '### ', /^#{1,6} /, words.heading);
    case 'table':
      return insertBlock(selected, table(words.column), 2, words.column.length + 2);
  }
}

/** Puts a block at the end of a text, apart from what stands before it, with the cursor in a fresh paragraph below. */
export function appendBlock(text: string, block: string): Selected {
  const before = text.trimEnd();
  const joined = `${before}${before ? '\n\n' : ''}${block}\n\n`;
  return { text: joined, start: joined.length, end: joined.length };
}

/** Puts an `@` where the cursor is, apart from the word before it. */
export function insertSign({ text, start, end }: Selected): Selected {
  const sign = start === 0 || /[\s(]/.test(text[start - 1] ?? '') ? '@' : ' @';
  const caret = start + sign.length;
  return { text: text.slice(0, start) + sign + text.slice(end), start: caret, end: caret };
}

/** Goes on with the list or quote of the line in which Enter is pressed; null where Enter means just a new line. */
export function continueList({ text, start, end }: Selected): Selected | null {
  if (start !== end) return null;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const line = text.slice(lineStart, start);
  const marker = /^(\s*)(?:([-*+]) (\[[ x]\] )?|(\d+)([.)]) |(> ?))/.exec(line);
  if (!marker) return null;
  if (marker[0].length === line.length) {
    return { text: text.slice(0, lineStart) + text.slice(start), start: lineStart, end: lineStart };
  }
  const [, indent = '', bullet, task, number, dot = '.', quote] = marker;
  const next = bullet ? `${bullet} ${task ? '[ ] ' : ''}` : number ? `${Number(number) + 1}${dot} ` : (quote ?? '');
  const inserted = `\n${indent}${next}`;
  const at = start + inserted.length;
  return { text: text.slice(0, start) + inserted + text.slice(start), start: at, end: at };
}

/** The smallest replacement that turns one text into the other, so that a browser's undo keeps steps of the same size. */
export function smallestChange(from: string, to: string): { start: number; end: number; insert: string } {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start++;
  let tail = 0;
  while (
    tail < from.length - start &&
    tail < to.length - start &&
    from[from.length - 1 - tail] === to[to.length - 1 - tail]
  ) {
    tail++;
  }
  return { start, end: from.length - tail, insert: to.slice(start, to.length - tail) };
}

function wrap({ text, start, end }: Selected, mark: string, placeholder: string): Selected {
  const chosen = text.slice(start, end);
  const inner = chosen.trim();
  const size = mark.length;
  if (inner && text.slice(start - size, start) === mark && text.slice(end, end + size) === mark) {
    const rest = text.slice(0, start - size) + chosen + text.slice(end + size);
    return { text: rest, start: start - size, end: end - size };
  }
  if (inner.length > 2 * size && inner.startsWith(mark) && inner.endsWith(mark)) {
    const bare = inner.slice(size, -size);
    return replace(text, start, end, bare, 0, bare.length);
  }
  // Markdown does not see emphasis with a space inside its marks, so spaces at the edges stay outside.
  const lead = chosen.length - chosen.trimStart().length;
  const from = inner ? start + lead : start;
  const word = inner || placeholder;
  return replace(text, from, inner ? from + inner.length : end, mark + word + mark, size, size + word.length);
}

function link({ text, start, end }: Selected, placeholder: string): Selected {
  const chosen = text.slice(start, end).trim();
  if (/^https?:\/\/\S+$/i.test(chosen)) {
    return replace(text, start, end, `[${placeholder}](${chosen})`, 1, 1 + placeholder.length);
  }
  const words = chosen || placeholder;
  const url = 'https://';
  const at = words.length + 3;
  return replace(text, start, end, `[${words}](${url})`, at, at + url.length);
}

function code(selected: Selected, placeholder: string): Selected {
  const { text, start, end } = selected;
  const chosen = text.slice(start, end);
  if (!chosen.includes('\n')) return wrap(selected, '`', placeholder);
  const fence = chosen.includes('```') ? '````' : '```';
  return insertBlock(selected, `${fence}\n${chosen.replace(/\n+$/, '')}\n${fence}`, fence.length, fence.length);
}

function prefixLines(
  { text, start, end }: Selected,
  prefix: (index: number) => string,
  present: RegExp,
  placeholder: string,
): Selected {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const lastTaken = end > start && text[end - 1] === '\n' ? end - 1 : end;
  const nextBreak = text.indexOf('\n', lastTaken);
  const to = nextBreak === -1 ? text.length : nextBreak;
  const lines = text.slice(from, to).split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  if (filled.length === 0) {
    const mark = prefix(0);
    const lead = from > 0 && text[from - 2] !== undefined && text[from - 2] !== '\n' ? '\n' : '';
    const caret = lead.length + mark.length;
    return replace(text, from, to, lead + mark + placeholder, caret, caret + placeholder.length);
  }
  const takeBack = filled.every((line) => present.test(line));
  let index = 0;
  const changed = lines.map((line) => {
    if (line.trim() === '' && lines.length > 1) return line;
    if (takeBack) return line.replace(present, '');
    return (
      prefix(index++) + line.replace(/^(?:[-*+] \[[ x]\] |[-*+] |\d+[.)] )/, (old) => (isList(prefix(0)) ? '' : old))
    );
  });
  const block = changed.join('\n');
  // A list or quote directly under a paragraph would run into it.
  const before =
    !takeBack && from > 0 && isList(prefix(0)) && !/(?:^|\n)\s*$/.test(text.slice(0, from - 1)) ? '\n' : '';
  const inserted = before + block;
  const caret = start === end ? inserted.length : before.length;
  return replace(text, from, to, inserted, caret, inserted.length);
}

function isList(mark: string): boolean {
  return /^(?:- |\d)/.test(mark);
}

function insertBlock({ text, start, end }: Selected, block: string, from: number, to: number): Selected {
  const before = text.slice(0, start);
  const lead = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const after = text.slice(end);
  const tail = after === '' || after.startsWith('\n') ? '\n' : '\n\n';
  return replace(text, start, end, lead + block + tail, lead.length + from, lead.length + to);
}

function table(column: string): string {
  const cell = ' '.repeat(column.length + 2);
  const rule = '-'.repeat(column.length + 2);
  return [
    `| ${column} 1 | ${column} 2 |`,
    `| ${rule} | ${rule} |`,
    `| ${cell} | ${cell} |`,
    `| ${cell} | ${cell} |`,
  ].join('\n');
}

function replace(text: string, from: number, to: number, by: string, start: number, end: number): Selected {
  return { text: text.slice(0, from) + by + text.slice(to), start: from + start, end: from + end };
}
