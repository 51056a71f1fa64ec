import { describe, expect, it } from '@jest/globals';
import { FILE_TYPES } from '#contracts';
import { answerOf } from './file-answer.js';
import type { FileFacts } from './file-facts.js';
import { filePath, previewPath } from './file-path.js';

const file: FileFacts = {
  id: 'f',
  communityId: 'c',
  ownerId: 'o',
  use: 'VERSION',
  state: 'SHOWN',
  name: 'Plan.pdf',
  mediaType: 'application/pdf',
  size: 12,
  sha256: 'abc',
  charged: 12,
  storedFileId: 's',
  width: null,
  height: null,
  preview: {
    state: 'READY',
    pages: 2,
    small: { objectKey: 'k.webp', width: 320, height: 200, bytes: 7 },
    large: null,
  },
};
const header = (told: Partial<FileFacts>, name: string): string | undefined =>
  answerOf({ ...file, ...told }, null, true)?.headers[name];
const disposition = (told: Partial<FileFacts>) => header(told, 'content-disposition');

describe('how a file is served', () => {
  it('saves everything but what is merely played, and pictures that we made ourselves', () => {
    const shown = Object.entries(FILE_TYPES)
      .filter(([, { mediaType }]) => disposition({ mediaType })?.startsWith('inline'))
      .map(([extension]) => extension);
    expect(shown.toSorted()).toEqual(['flac', 'm4a', 'mov', 'mp3', 'mp4', 'oga', 'ogg', 'wav', 'webm']);

    const picture = { mediaType: 'image/webp', width: 30, height: 20 };
    expect(disposition({ ...picture, use: 'ATTACHMENT' })).toMatch(/^inline/);
    expect(disposition({ ...picture, use: 'ATTACHMENT', width: null })).toMatch(/^attachment/);
    expect(disposition({ ...picture, use: 'VERSION' })).toMatch(/^attachment/);
    expect(disposition({ mediaType: 'text/html', use: 'ATTACHMENT', width: 1 })).toMatch(/^attachment/);
  });

  it('carries every name, and no name ends the header', () => {
    expect(disposition({})).toBe('attachment; filename=Plan.pdf');
    expect(disposition({ name: 'Été à Montréal.pdf' })).toContain(
      "filename*=UTF-8''%C3%89t%C3%A9%20%C3%A0%20Montr%C3%A9al.pdf",
    );
    for (const name of [
      'a"b\\c.pdf',
      'x; filename=y.html',
      '展示.pdf',
      "l'atelier (2).pdf",
      '%2e%2e%2fx.pdf',
      'a\u200eb.pdf',
    ])
      expect(disposition({ name })).toMatch(/^attachment; [\x20-\x7e]+$/);
  });

  it('may be kept by others only where everybody may read it, and is asked about even then', () => {
    expect(header({}, 'cache-control')).toBe('public, no-cache, no-transform');
    expect(header({ state: 'HELD' }, 'cache-control')).toBe('private, no-store, no-transform');
    expect(header({ state: 'WITHHELD' }, 'cache-control')).toBe('private, no-store, no-transform');
    expect(answerOf(file, null, false)?.headers['cache-control']).toBe('private, no-store, no-transform');
    expect(answerOf(file, 'small', false)?.headers['cache-control']).toBe('private, no-store, no-transform');
  });

  it('is a picture of it where there is one', () => {
    expect(answerOf(file, 'small', true)).toMatchObject({
      key: 'k.webp',
      size: 7,
      headers: { 'content-type': 'image/webp', 'content-disposition': 'inline' },
    });
    expect(answerOf(file, 'large', true)).toBeNull();
  });
});

describe('addresses', () => {
  it('hold any name without ending where Markdown would end them', () => {
    expect(filePath('f', 'Été (2).pdf')).toBe('/files/f/%C3%89t%C3%A9%20%282%29.pdf');
    expect(filePath('f', `a/b?c#d'e*!.pdf`)).toBe('/files/f/a%2Fb%3Fc%23d%27e%2A%21.pdf');
    expect(filePath('f', '\ud800.pdf')).toBe('/files/f/%EF%BF%BD.pdf');
    expect(previewPath('f', 'large')).toBe('/files/f/preview/large.webp');
  });
});
