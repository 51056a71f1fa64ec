import { describe, expect, it } from '@jest/globals';
import { foldText } from './fold-text.js';

describe('foldText', () => {
  it.each([
    ['Défense des intérêts', 'defense des interets'],
    ['De\u0301fense', 'defense'],
    ['CŒUR de l’été', "coeur de l'ete"],
    ['100 % _\\', '100 % _\\'],
    ['Musées  Québec', 'musees quebec'],
    ['İstanbul', 'istanbul'],
    ['Straße', 'strasse'],
    ['', ''],
  ])('folds %j to %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
    expect(foldText(folded)).toBe(folded);
  });
});
