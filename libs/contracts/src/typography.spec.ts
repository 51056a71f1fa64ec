import { expect, it } from '@jest/globals';
import { withNoBreakSpaces, withOrdinal } from './typography.js';

it('keeps French signs with their word, and leaves English alone', () => {
  expect(withNoBreakSpaces('Pour tous : « oui » et non?', 'fr')).toBe('Pour tous\u00a0: «\u00a0oui\u00a0» et non?');
  expect(withNoBreakSpaces('For all : yes', 'en')).toBe('For all : yes');
});

it('keeps the groups of a number together, in titles of either language', () => {
  expect(withNoBreakSpaces('Résiste à 1 000 000 de mains, à 95 % : lequel?')).toBe(
    'Résiste à 1\u00a0000\u00a0000 de mains, à 95\u00a0%\u00a0: lequel?',
  );
  expect(withNoBreakSpaces('Which of 12 materials: after 4 years?')).toBe('Which of 12 materials: after 4 years?');
});

it.each([
  ['1 décembre 2026 à 12 h 00', 'fr', '1er décembre 2026 à 12 h 00'],
  ['mardi 1 décembre', 'fr', 'mardi 1er décembre'],
  ['1 déc. 2026', 'fr-CA', '1er déc. 2026'],
  ['11 décembre', 'fr', '11 décembre'],
  ['mardi 21 décembre', 'fr', 'mardi 21 décembre'],
  ['December 1, 2026', 'en', 'December 1, 2026'],
])('%s in %s is %s', (date, locale, words) => {
  expect(withOrdinal(date, locale)).toBe(words);
});
