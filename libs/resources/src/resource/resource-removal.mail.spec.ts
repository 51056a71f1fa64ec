import { describe, expect, it } from '@jest/globals';
import { removedResourceLetter } from './resource-removal.mail.js';

const SITE = 'https://copse.example';
const removed = { name: 'Mia', title: 'Opening hours', reason: 'Advertising.' };

describe.each(['EN', 'FR'] as const)('the letter to whoever shared a resource that was removed: %s', (language) => {
  it('says which and why in a public community', () => {
    const community = { slug: 'steam', visibility: 'PUBLIC', eligibility: 'ANYONE' } as const;
    const { text } = removedResourceLetter(language, SITE, { ...removed, community });
    for (const said of ['Opening hours', 'Advertising.', `${SITE}/c/steam/library`]) expect(text).toContain(said);
  });

  it('says in a private one no more than where it was', () => {
    const community = { slug: 'circle', visibility: 'PRIVATE', eligibility: 'ANYONE' } as const;
    const letter = removedResourceLetter(language, SITE, { ...removed, community });
    expect(JSON.stringify(letter)).not.toMatch(/Opening|Advertising/);
    expect(letter.text).toContain(`${SITE}/c/circle/library`);
  });
});
