import { describe, expect, it } from '@jest/globals';
import { searchTerms, searchText } from './search-text.js';

describe('searchText', () => {
  it.each([
    ['Plain words.', 'Plain words.'],
    ['See [the guide](https://example.org/a "Title") now', 'See [the guide]  now'],
    ['[@Ann](/people/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e) asked', '[@Ann]  asked'],
    ['![a cat](/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/c.webp#800x600)', '![a cat] '],
    ['> what they said\n\nand what I say', ' \n\nand what I say'],
    ['5 > 3', '5 > 3'],
  ])('%j → %j', (markdown, text) => {
    expect(searchText(markdown)).toBe(text);
  });

  it('reads brackets without end in no time', () => {
    const hostile = '](a '.repeat(10_000);
    expect(searchText(hostile)).toHaveLength(hostile.length);
  });

  it('cuts what is too long for a word, between characters', () => {
    expect(searchText(`${'a_'.repeat(250)} ${'b'.repeat(199)}`)).toBe(
      `${'a_'.repeat(100)} ${'a_'.repeat(100)} ${'a_'.repeat(50)} ${'b'.repeat(199)}`,
    );
    expect(searchText('𝒳'.repeat(300))).toBe(`${'𝒳'.repeat(200)} ${'𝒳'.repeat(100)}`);
  });
});

describe('searchTerms', () => {
  const wanted = (words: string) => ({ words, wanted: true });
  const unwanted = (words: string) => ({ words, wanted: false });
  it.each([
    ['fire drills', [wanted('fire'), wanted('drills')]],
    ['"fire drill" museum', [wanted('"fire drill"'), wanted('museum')]],
    ['« feu de joie »', [wanted('"feu de joie"')]],
    ['fire -drill -"small museum"', [wanted('fire'), unwanted('drill'), unwanted('"small museum"')]],
    ['"open end', [wanted('"open end"')]],
    ['five-year-olds', [wanted('five-year-olds')]],
    ['l’école', [wanted('l’école')]],
    ['--x', [unwanted('x')]],
    ['Les musées', [wanted('musées')]],
    ['"les musées"', [wanted('"les musées"')]],
    ['- " "" -"" ! & | ( ) :* \\', []],
  ])('%j', (query, terms) => {
    expect(searchTerms(query)).toEqual(terms);
  });
});
