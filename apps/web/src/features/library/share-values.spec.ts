import { describe, expect, it } from '@jest/globals';
import { addressOf, commonFaults, inputOf, tagsOf, titleOfFile } from './share-values.js';
import type { CommonValues } from './share-values.js';

const common: CommonValues = {
  language: 'FR',
  licence: 'CC_BY_4_0',
  terms: 'old',
  authors: ' ',
  tags: 'a, b',
};

describe('what is said of resources', () => {
  it('reads tags however they were separated, each once', () => {
    expect(tagsOf(' Accès  libre, #prêt;accès libre\nA,,')).toEqual(['Accès libre', 'prêt', 'A']);
    expect(tagsOf('e\u0301te')).toEqual(['éte']);
    expect(tagsOf(' ')).toEqual([]);
  });

  it('finds what cannot be sent', () => {
    expect(commonFaults(common)).toEqual([]);
    expect(commonFaults({ ...common, licence: 'OWN_TERMS', terms: ' ' })).toEqual([
      { field: 'terms', fault: 'missing' },
    ]);
    expect(commonFaults({ ...common, licence: 'OWN_TERMS', terms: 'x'.repeat(2_001) })).toEqual([
      { field: 'terms', fault: 'long' },
    ]);
    expect(commonFaults({ ...common, terms: 'x'.repeat(9_000) })).toEqual([]);
    expect(
      commonFaults({ ...common, authors: 'x'.repeat(301), tags: `${'y'.repeat(41)},${[...'abcdefghij'].join()}` }),
    ).toEqual([
      { field: 'authors', fault: 'long' },
      { field: 'tags', fault: 'long' },
      { field: 'tags', fault: 'many' },
    ]);
  });

  it('makes a title of a name', () => {
    expect(titleOfFile('constat_d’état  2026.v2.pdf')).toBe('constat d’état 2026.v2');
    expect(titleOfFile('.pdf')).toBe('.pdf');
    expect(titleOfFile('_.pdf')).toBe('_.pdf');
    expect(titleOfFile(`${'x'.repeat(300)}.pdf`)).toHaveLength(200);
  });

  it('takes addresses as people type them, and none that lead nowhere', () => {
    expect(addressOf(' museums.ca/guide ')).toBe('https://museums.ca/guide');
    expect(addressOf('http://museums.ca')).toBe('http://museums.ca/');
    for (const wrong of [
      '',
      'a b.ca',
      'localhost',
      'javascript:alert(1)',
      'ftp://a.ca',
      'mailto:a@b.ca',
      `a.ca/${'x'.repeat(2_000)}`,
    ])
      expect(addressOf(wrong)).toBeNull();
  });

  it('sends what was said, and leaves the rest to the server', () => {
    expect(inputOf('circle', { title: ' ', description: ' ', kind: null, language: null }, common)).toEqual({
      communitySlug: 'circle',
      title: null,
      description: null,
      kind: null,
      language: 'FR',
      tags: ['a', 'b'],
      licence: 'CC_BY_4_0',
      terms: null,
      authors: null,
    });
    const own = { ...common, licence: 'OWN_TERMS' as const, authors: 'Ana' };
    const said = inputOf('circle', { title: 'T', description: 'D', kind: 'IMAGE', language: 'EN' }, own);
    expect(said).toMatchObject({
      title: 'T',
      description: 'D',
      kind: 'IMAGE',
      language: 'EN',
      terms: 'old',
      authors: 'Ana',
    });
  });
});
