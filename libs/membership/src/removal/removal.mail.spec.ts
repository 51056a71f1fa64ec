import { describe, expect, it } from '@jest/globals';
import { removedLetter } from './removal.mail.js';

const SITE = 'https://copse.example';
const names = { EN: 'The Ring', FR: 'La Ronde' };

describe.each(['EN', 'FR'] as const)('the letter to somebody who was removed: %s', (language) => {
  it.each([
    ['PUBLIC', true],
    ['PRIVATE', false],
  ] as const)('from a %s community: the reason stands there: %s', (visibility, told) => {
    const { text } = removedLetter(language, { names, visibility, eligibility: 'ANYONE' }, 'Advertising.', SITE);
    expect(text).toContain(names[language]);
    expect(text.includes('Advertising')).toBe(told);
  });
});
