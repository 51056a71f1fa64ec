import { expect, it } from '@jest/globals';
import { optionWords } from './option-words.js';

it('shows the two languages by their names, and leaves all other options as they are', () => {
  expect(optionWords('fr', 'en')).toBe('French');
  expect(optionWords('en', 'fr')).toBe('anglais');
  expect(optionWords('no', 'en')).toBe('no');
  expect(optionWords('Either', 'fr')).toBe('Either');
});
