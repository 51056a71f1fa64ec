import { describe, expect, it } from '@jest/globals';
import { withPage } from '../../lib/page-search.js';
import { isFiltered, librarySearch, listVariables } from './library-search.js';

describe('the address of a library', () => {
  it('keeps what can be meant', () => {
    const all = { kind: 'video', tag: 'accessibility', language: 'bilingual', sort: 'title', deleted: true };
    expect(librarySearch(all)).toEqual(all);
    expect(librarySearch({ tag: 2024 })).toEqual({ tag: '2024' });
  });

  it('drops what cannot', () => {
    const none = { kind: 'VIDEO', tag: ' ', language: 'de', sort: 'newest', deleted: 'yes', other: 1 };
    expect(librarySearch(none)).toEqual({});
    expect(librarySearch({ tag: 'x'.repeat(101), kind: ['video'], deleted: false })).toEqual({});
  });

  it('names a further page beside the filters, which know nothing of it', () => {
    const read = withPage(librarySearch);
    expect(read({ sort: 'title', after: 'WzFd' })).toEqual({ sort: 'title', after: 'WzFd' });
    expect(read({ after: '../x' })).toEqual({});
    expect(librarySearch({ sort: 'title', after: 'WzFd' })).toEqual({ sort: 'title' });
  });

  it('says what is asked of the server', () => {
    expect(listVariables({})).toEqual({
      kind: null,
      tag: null,
      resourceLanguage: null,
      sort: 'NEWEST',
      deleted: false,
    });
    expect(listVariables({ kind: 'image', tag: 'a', language: 'fr', sort: 'downloads', deleted: true })).toEqual({
      kind: 'IMAGE',
      tag: 'a',
      resourceLanguage: 'FR',
      sort: 'DOWNLOADS',
      deleted: true,
    });
  });

  it('tells filters from the order', () => {
    expect(isFiltered({ sort: 'title' })).toBe(false);
    expect([{ kind: 'link' as const }, { tag: 'a' }, { language: 'en' as const }].map(isFiltered)).toEqual([
      true,
      true,
      true,
    ]);
  });
});
