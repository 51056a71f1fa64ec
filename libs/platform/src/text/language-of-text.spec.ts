import { describe, expect, it } from '@jest/globals';
import { languageOfText } from './language-of-text.js';

describe('languageOfText', () => {
  it.each([
    ['We tried it in March and the labels are still on.', 'EN'],
    ['Nous l’avons essayé en mars, et les étiquettes sont toujours là.', 'FR'],
    ['The exhibit “La forêt des rêves” is on the second floor.', 'EN'],
    ['Merci!', null],
    ['12 × 40', null],
    ['', null],
    ['the le', null],
  ] as const)('%j → %j', (text, language) => {
    expect(languageOfText(text)).toBe(language);
  });

  it('reads the beginning of a long text alone', () => {
    expect(languageOfText(`the museum and ${'x '.repeat(2_000)}${'le musée et la salle '.repeat(100)}`)).toBe('EN');
  });
});
