import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { wordsIn, type Words } from './words.js';

const LOCALES = join(import.meta.dirname, '../../../web/src/locales');
/** What is said to those alone who have no scripts; and what the client puts together of parts. */
const OWN = new Set<keyof Words>(['needsScripts', 'inReplyTo', 'lastPost', 'removed', 'sharedBy']);

it.each(['en', 'fr'] as const)('says what the client says, in %s', (locale) => {
  const catalogue = ['', 'communities', 'library']
    .map((part) => readFileSync(join(LOCALES, part, `${locale}.po`), 'utf8'))
    .join('\n')
    .replaceAll('"\n"', '');
  const said = new Set([...catalogue.matchAll(/^msgstr "(.*)"$/gm)].map(([, text]) => text?.replaceAll('\\"', '"')));
  const words = wordsIn(locale);
  const plain = Object.entries(words).flatMap(([name, value]) => {
    if (OWN.has(name as keyof Words)) return [];
    return typeof value === 'string' ? [value] : typeof value === 'object' ? Object.values(value as object) : [];
  }) as string[];
  expect(plain.length).toBeGreaterThan(50);
  expect(plain.filter((text) => !said.has(text))).toEqual([]);
});
