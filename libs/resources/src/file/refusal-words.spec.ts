import { describe, expect, it } from '@jest/globals';
import { refusalWords } from './refusal-words.js';

const PAGE = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('refusalWords', () => {
  it('says in both languages what somebody sees in place of a file', () => {
    const words = refusalWords(PAGE, 'NOT_FOUND');
    expect(words).toContain('There is nothing here, or you may not see it.');
    expect(words).toContain('Il n’y a rien ici, ou vous n’y avez pas accès.');
    expect(refusalWords(PAGE, 'UNAVAILABLE')).toContain('Ce fichier ne peut pas être lu pour l’instant.');
  });

  it('leaves the error to scripts and pictures, and where it has no words', () => {
    for (const accept of [undefined, '*/*', 'application/json', 'image/avif,image/webp,image/*,*/*;q=0.8']) {
      expect(refusalWords(accept, 'NOT_FOUND')).toBeNull();
    }
    expect(refusalWords(PAGE, 'UNAUTHENTICATED')).toBeNull();
    expect(refusalWords(PAGE, undefined)).toBeNull();
  });
});
