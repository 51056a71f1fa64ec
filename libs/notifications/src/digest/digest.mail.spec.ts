import { describe, expect, it } from '@jest/globals';
import type { DigestContent } from './digest-content.js';
import { digestLetter } from './digest.mail.js';

const SITE = 'https://copse.example.org';
const community: DigestContent['items'][number]['community'] = {
  id: 'c',
  slug: 'exhibits',
  visibility: 'PUBLIC',
  eligibility: 'ANYONE',
  names: { EN: 'Accessible Exhibits', FR: 'Expositions accessibles' },
};
const content: DigestContent = {
  items: [
    {
      thread: {
        threadId: 't',
        communityId: 'c',
        title: 'Tactile models',
        number: 2,
        lastNumber: 2,
        count: 1,
        rank: 'OTHER',
        lastActivityAt: '2026-12-01T11:00:00Z',
      },
      community,
      words: { author: 'Priya', excerpt: 'Which materials?' },
    },
  ],
  moreThreads: 0,
  resources: [
    { id: 'r', title: 'Guide', lang: 'EN', community },
    { id: 's', title: 'Guide / Guide', lang: null, community },
    { id: 'p', title: null, lang: 'EN', community: { ...community, visibility: 'PRIVATE' } },
  ],
  moreResources: 0,
};
const digest = (language: 'EN' | 'FR', at: string, timeZone: string) =>
  digestLetter(language, SITE, { content, reader: { token: 'a-token', timeZone }, at });

describe('a digest', () => {
  it.each([
    ['FR', '2026-12-01T12:00:00Z', 'America/Toronto', '1er décembre'],
    ['FR', '2026-12-01T02:00:00Z', 'America/Toronto', '30 novembre'],
    ['FR', '2026-12-11T12:00:00Z', 'America/Toronto', '11 décembre'],
    ['FR', '2026-12-21T12:00:00Z', 'Nowhere/Known', '21 décembre'],
    ['EN', '2026-12-01T12:00:00Z', 'America/Toronto', 'December 1'],
  ] as const)('says in %s on %s in %s: %s', (language, at, timeZone, day) => {
    const { subject, text } = digest(language, at, timeZone);
    expect(subject.split(', ').at(-1)).toBe(day);
    expect(text.split('\n')[0]).toBe(language === 'FR' ? `Votre résumé du ${day}` : `Your digest of ${day}`);
  });

  it('says in which language people wrote where it knows, and that it does not where it does not', () => {
    const { html } = digest('FR', '2026-12-01T12:00:00Z', 'UTC');
    const titles = [...html.matchAll(/<h3 ([^>]*)>(?:<[^>]*>)*([^<]*)/g)].map(([, attributes = '', title]) => [
      title,
      / lang="([^"]*)"/.exec(` ${attributes}`)?.[1],
    ]);
    expect(titles).toEqual([
      ['Tactile models', ''],
      ['Guide', 'en'],
      ['Guide / Guide', ''],
      ['Une nouvelle ressource', undefined],
    ]);
    expect(html).toContain('<html lang="fr">');
  });
});
