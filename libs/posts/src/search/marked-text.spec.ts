import { describe, expect, it } from '@jest/globals';
import { foldText } from '#platform/text';
import { markedExcerpt, markedText, MOST_PARTS, wordsIn, type TextPart } from './marked-text.js';

const among =
  (...words: string[]) =>
  (word: string): boolean =>
    words.includes(foldText(word));
const textOf = (parts: readonly TextPart[]): string => parts.map(({ text }) => text).join('');
const markedIn = (parts: readonly TextPart[]): string[] =>
  parts.flatMap(({ text, matched }) => (matched ? [text] : []));

describe('wordsIn', () => {
  it('gives each word once, as it is folded', () => {
    expect(wordsIn(['L’École, the école!', '2026'], foldText)).toEqual(['l', 'ecole', 'the', '2026']);
  });
});

describe('markedText', () => {
  it('marks words and nothing inside of them', () => {
    expect(markedText('Musées et musée, museum.', among('musees', 'musee'))).toEqual([
      { text: 'Musées', matched: true },
      { text: ' et ', matched: false },
      { text: 'musée', matched: true },
      { text: ', museum.', matched: false },
    ]);
  });

  it('holds the whole text in few pieces, however many words match', () => {
    const text = 'fire and '.repeat(200);
    const parts = markedText(text, among('fire', 'and'));
    expect(textOf(parts)).toBe(text);
    expect(parts.length).toBeLessThanOrEqual(MOST_PARTS);
    expect(markedText('', among())).toEqual([]);
  });
});

describe('markedExcerpt', () => {
  const long = `${'lorem ipsum '.repeat(100)}whistle far from the drill ${'dolor sit '.repeat(100)}drill ${'amet '.repeat(100)}`;

  it('shows where most of the words stand', () => {
    const parts = markedExcerpt(long, among('whistle', 'drill'));
    expect(markedIn(parts)).toEqual(['whistle', 'drill']);
    expect(textOf(parts)).toMatch(/^… (?:ipsum|lorem) .*(?:dolor|sit)…$/);
    expect(textOf(parts).length).toBeLessThan(260);
  });

  it('shows the beginning where none of them does, and a short text as a whole', () => {
    expect(textOf(markedExcerpt(long, among()))).toMatch(/^lorem ipsum .*…$/);
    expect(markedExcerpt('short', among())).toEqual([{ text: 'short', matched: false }]);
  });

  it('shows the end where they stand there, and cuts no character in two', () => {
    const text = `${'x'.repeat(1_000)} whistle`;
    expect(textOf(markedExcerpt(text, among('whistle')))).toMatch(/^… x+ whistle$|^… whistle$/);
    for (let at = 0; at < 4; at += 1) {
      const parts = markedExcerpt(`${'y'.repeat(at)}${'😀'.repeat(400)} whistle`, among('whistle'));
      expect(textOf(parts).isWellFormed()).toBe(true);
    }
  });
});
