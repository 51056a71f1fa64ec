import { describe, expect, it } from '@jest/globals';
import { checkDomain } from './domain-name.js';

/** Where people in Canada have their mail, and those who hide or change their addresses. */
const PROVIDERS_HERE = `
  sasktel.net mts.net gmx.ca outlook.ca msn.ca teksavvy.com nbnet.nb.ca nbnet.ca northwestel.net tbaytel.net primus.ca
  distributel.net ebox.ca oricom.ca posteo.de zohomail.com tempmail.com skiff.com simplelogin.com sasktel.com mymts.net
  cogeco.ca cogeco.net globetrotter.net telus.net nl.rogers.com rogers.com shaw.ca bell.net live.ca hotmail.ca hey.com pm.me
  proton.me protonmail.ch runbox.com mailbox.org posteo.net disroot.org mail.sasktel.net
`
  .trim()
  .split(/\s+/);

describe('checkDomain', () => {
  it.each([
    ['museum.example', 'museum.example'],
    [' Centre-Des-Sciences.CA ', 'centre-des-sciences.ca'],
    ['musée.example', 'xn--muse-dpa.example'],
    ['people.si.edu', 'people.si.edu'],
    ['museum.on.ca', 'museum.on.ca'],
    ['evil-gmail.com', 'evil-gmail.com'],
    ['example.com', 'example.com'],
  ])('takes %j', (typed, domain) => {
    expect(checkDomain(typed)).toEqual({ domain });
  });

  it.each([
    '',
    ' ',
    'museum',
    '@museum.example',
    'a@museum.example',
    'https://museum.example',
    'museum.example/',
    'museum.example.',
    '.museum.example',
    'museum..example',
    'museum.example:25',
    'mus eum.example',
    'museum%2eexample',
    '127.0.0.1',
    '0x7f.1',
    '[::1]',
    '-museum.example',
    '*.museum.example',
    'a\u0000.example',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(130)}example`,
  ])('refuses %j, which is no domain', (typed) => {
    expect(checkDomain(typed)).toEqual({ problem: expect.stringContaining('Must be a domain') });
  });

  it.each([
    'ca',
    'on.ca',
    'co.uk',
    'github.io',
    'gmail.com',
    'GMAIL.com',
    'googlemail.com',
    'outlook.fr',
    'videotron.ca',
    'sympatico.ca',
    'fastmail.com',
    'tutanota.com',
    'mailinator.com',
    'mail.yahoo.ca',
    'ｇｍａｉｌ.com',
    ...PROVIDERS_HERE,
  ])('refuses %j, under which everybody can have an address', (typed) => {
    expect(checkDomain(typed)).toEqual({ problem: expect.stringMatching(/Must be a domain|Everybody/) });
    expect(checkDomain(typed)).not.toHaveProperty('domain');
  });
});
