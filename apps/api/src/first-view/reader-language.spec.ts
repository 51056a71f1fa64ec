import { expect, it } from '@jest/globals';
import { localeOf } from './reader-language.js';

it.each([
  [undefined, undefined, 'en'],
  [undefined, 'fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
  [undefined, 'FR', 'fr'],
  [undefined, 'en-CA,fr;q=0.9', 'en'],
  [undefined, 'frp', 'en'],
  [undefined, '', 'en'],
  ['copse-language=fr', 'en', 'fr'],
  ['a=b; copse-language=en; c=d', 'fr', 'en'],
  ['copse-language=de', 'fr', 'fr'],
  ['copse=fr', 'en', 'en'],
])('with the cookie %s and Accept-Language %s it is %s, as in the client', (cookie, accepted, locale) => {
  const headers = {
    ...(cookie === undefined ? {} : { cookie }),
    ...(accepted === undefined ? {} : { 'accept-language': accepted }),
  };
  expect(localeOf({ headers })).toBe(locale);
});
