import { describe, expect, it } from '@jest/globals';
import {
  appendBlock,
  applyCommand,
  continueList,
  smallestChange,
  type MarkdownCommand,
  type Selected,
} from './markdown-commands.js';

const words = {
  bold: 'bold',
  italic: 'italic',
  link: 'text',
  code: 'code',
  heading: 'Heading',
  item: 'Item',
  column: 'Column',
};

/** `one [two] three` selects `two`; `|` is a cursor without selection. */
function selection(marked: string): Selected {
  const cursor = marked.indexOf('|');
  if (cursor !== -1) return { text: marked.replace('|', ''), start: cursor, end: cursor };
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  return { text: marked.replace(/[«»]/g, ''), start, end };
}

function show({ text, start, end }: Selected): string {
  if (start === end) return `${text.slice(0, start)}|${text.slice(start)}`;
  return `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`;
}

const run = (command: MarkdownCommand, marked: string) => show(applyCommand(command, selection(marked), words));

describe('marks around a selection', () => {
  it.each([
    ['bold', 'one «two» three', 'one **«two»** three'],
    ['bold', 'one **«two»** three', 'one «two» three'],
    ['bold', 'one «**two**» three', 'one «two» three'],
    ['bold', 'one|', 'one**«bold»**'],
    ['bold', 'one« two »three', 'one **«two»** three'],
    ['italic', '«été»', '_«été»_'],
    ['code', 'run «npm start» now', 'run `«npm start»` now'],
    ['link', 'see «the sheet»', 'see [the sheet](«https://»)'],
    ['link', 'see «https://example.org/a»', 'see [«text»](https://example.org/a)'],
  ] as const)('%s: %s', (command, before, after) => expect(run(command, before)).toBe(after));
});

describe('lines', () => {
  it.each([
    ['bullets', '«one\ntwo»', '«- one\n- two»'],
    ['bullets', '«- one\n- two»', '«one\ntwo»'],
    ['numbers', '«one\n\ntwo»', '«1. one\n\n2. two»'],
    ['numbers', '«- one\n- two»', '«1. one\n2. two»'],
    ['tasks', '«- one\n- two»', '«- [ ] one\n- [ ] two»'],
    ['quote', 'on|e', '> one|'],
    ['quote', '«> one\n> two»', '«one\ntwo»'],
    ['quote', '«- one\n- two»', '«> - one\n> - two»'],
    ['heading', '|', '### «Heading»'],
    ['bullets', 'Text\n|', 'Text\n\n- «Item»'],
    ['bullets', 'Text\non|e', 'Text\n\n- one|'],
  ] as const)('%s: %j', (command, before, after) => expect(run(command, before)).toBe(after));
});

describe('blocks', () => {
  it('fences more than one line of code', () => {
    expect(applyCommand('code', selection('«a\nb»'), words).text).toBe('```\na\nb\n```\n');
  });

  it('puts a table apart from the text and selects its first heading', () => {
    const made = applyCommand('table', selection('Text|'), words);
    expect(made.text).toBe(
      'Text\n\n| Column 1 | Column 2 |\n| -------- | -------- |\n|          |          |\n|          |          |\n',
    );
    expect(made.text.slice(made.start, made.end)).toBe('Column');
  });

  it('appends a quote below what is written', () => {
    expect(show(appendBlock('Hello \n', '> quoted'))).toBe('Hello\n\n> quoted\n\n|');
    expect(show(appendBlock('', '> quoted'))).toBe('> quoted\n\n|');
  });
});

describe('Enter', () => {
  it.each([
    ['- one|', '- one\n- |'],
    ['- [x] one|', '- [x] one\n- [ ] |'],
    ['9. one|', '9. one\n10. |'],
    ['  > one|', '  > one\n  > |'],
    ['- one\n- |', '- one\n|'],
  ])('%j', (before, after) => {
    const next = continueList(selection(before));
    expect(next && show(next)).toBe(after);
  });

  it('is left to the browser elsewhere', () => {
    expect(continueList(selection('plain|'))).toBeNull();
    expect(continueList(selection('- «one»'))).toBeNull();
  });
});

describe('the smallest change', () => {
  it.each([
    ['abc', 'abc', { start: 3, end: 3, insert: '' }],
    ['one two', 'one **two**', { start: 4, end: 7, insert: '**two**' }],
    ['aa', 'aaa', { start: 2, end: 2, insert: 'a' }],
    ['abc', '', { start: 0, end: 3, insert: '' }],
  ])('%j to %j', (from, to, change) => expect(smallestChange(from, to)).toEqual(change));
});
