import { describe, expect, it } from '@jest/globals';
import { insertSign } from '../composer/markdown-commands.js';
import { countMentions, insertMention, mentionAt, nameBegins } from './mention-at.js';

/** A text with `|` where the cursor is. */
function cursorIn(marked: string) {
  const start = marked.indexOf('|');
  return { text: marked.replace('|', ''), start, end: start };
}

const amara = { id: '019a0000-0000-7000-8000-000000000001', name: 'Amara Diallo' };
const link = `[@Amara Diallo](/people/${amara.id})`;

describe('a mention that is being typed', () => {
  it.each([
    ['@|', ''],
    ['@am|', 'am'],
    ['Thanks @Étie|', 'Étie'],
    ['Thanks (@jean-fr|', 'jean-fr'],
    ['A line\n@Amara Di| and more', 'Amara Di'],
    ['@Amara |', 'Amara '],
    ['`code` @am|', 'am'],
    ['```\ncode\n```\n@am|', 'am'],
  ])('is seen in %j', (marked, text) => {
    expect(mentionAt(cursorIn(marked))).toEqual({ start: marked.indexOf('@'), text });
  });

  it.each([
    'amara@exam|',
    'a@@b|',
    'see /@am|',
    '@ am|',
    '@one two three four|',
    '@am  a|',
    '@am\nara|',
    '[@Am|ara](/people/x)',
    '\\@am|',
    '`@am|`',
    '```\n@am|\n```',
    '~~~\n@am|',
    'am|',
    '|@am',
    `@${'a'.repeat(200)}|`,
  ])('is not seen in %j', (marked) => {
    expect(mentionAt(cursorIn(marked))).toBeNull();
  });

  it('is none while something is selected', () => {
    expect(mentionAt({ text: '@amara', start: 1, end: 3 })).toBeNull();
  });
});

describe('putting it in', () => {
  it('makes a link to the person, with the cursor behind it', () => {
    const typed = cursorIn('Thanks @am|all');
    const at = mentionAt(typed);
    if (!at) throw new Error('no mention');
    const next = insertMention(typed, at, amara);
    expect(next.text).toBe(`Thanks ${link} all`);
    expect(next.text.slice(0, next.start)).toBe(`Thanks ${link} `);
  });

  it.each([
    ['@am|\nmore', `${link}|\nmore`],
    ['@am| more', `${link} |more`],
    ['@am|, all', `${link}|, all`],
  ])('adds no space to what follows in %j', (marked, expected) => {
    const { text, start } = insertMention(cursorIn(marked), { start: 0, text: 'am' }, amara);
    expect(`${text.slice(0, start)}|${text.slice(start)}`).toBe(expected);
  });

  it('marks the signs of Markdown in a name as letters', () => {
    const next = insertMention(cursorIn('@x|'), { start: 0, text: 'x' }, { ...amara, name: 'X_y [Z]' });
    expect(next.text).toBe(`[@X\\_y \\[Z\\]](/people/${amara.id}) `);
  });

  it('begins by a button too', () => {
    expect(insertSign(cursorIn('Thanks|'))).toEqual({ text: 'Thanks @', start: 8, end: 8 });
    expect(insertSign(cursorIn('|'))).toEqual({ text: '@', start: 1, end: 1 });
    expect(mentionAt(insertSign(cursorIn('Thanks| all')))).toEqual({ start: 7, text: '' });
  });
});

it('counts different people, not words and not links', () => {
  const other = '019a0000-0000-7000-8000-000000000002';
  expect(countMentions(`${link} and ${link}, [@B \\] C](/people/${other})`)).toBe(2);
  expect(countMentions(`@Amara [Amara](/people/${amara.id}) [@x](https://example.org)`)).toBe(0);
});

it('finds names by the beginnings of their words', () => {
  expect(nameBegins('Étienne Lavoie', 'eti')).toBe(true);
  expect(nameBegins('Étienne Lavoie', 'LAV ét')).toBe(true);
  expect(nameBegins('Étienne Lavoie', 'eti x')).toBe(false);
  expect(nameBegins('Étienne Lavoie', '')).toBe(true);
});
