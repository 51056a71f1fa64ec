import { describe, expect, it } from '@jest/globals';
import { removalLetter } from './removal.mail.js';

const SITE = 'https://copse.example';
const notice = { name: 'Mia', title: 'Opening hours', reason: 'Advertising.', place: 'd/x#post-2' };

describe.each(['EN', 'FR'] as const)('the letter to the author of a removed post: %s', (language) => {
  it('says which and why in a public community', () => {
    const community = { slug: 'steam', visibility: 'PUBLIC', eligibility: 'ANYONE' } as const;
    const { text } = removalLetter(language, SITE, { ...notice, community });
    for (const said of ['Opening hours', 'Advertising.', `${SITE}/c/steam/d/x#post-2`]) expect(text).toContain(said);
  });

  it('says where alone in a private one, since the reason stands there', () => {
    const community = { slug: 'circle', visibility: 'PRIVATE', eligibility: 'ANYONE' } as const;
    const letter = removalLetter(language, SITE, { ...notice, community });
    expect(JSON.stringify(letter)).not.toMatch(/Opening|Advertising/);
    expect(letter.text).toContain(`${SITE}/c/circle/d/x#post-2`);
  });
});
