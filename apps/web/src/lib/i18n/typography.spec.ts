import { expect, it } from '@jest/globals';
import { withNoBreakSpaces } from './typography.js';

it('keeps French signs with their word, and leaves English alone', () => {
  expect(withNoBreakSpaces('Pour tous : « oui » et non?', 'fr')).toBe('Pour tous\u00a0: «\u00a0oui\u00a0» et non?');
  expect(withNoBreakSpaces('For all : yes', 'en')).toBe('For all : yes');
});
