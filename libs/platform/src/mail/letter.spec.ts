import { expect, it } from '@jest/globals';
import { quotedLines, writeBilingualLetter, writeLetter } from './letter.js';

it('says the same as text and as HTML, and lets nothing break out of it', () => {
  const letter = writeLetter({
    language: 'FR',
    subject: 'a <b> & "c"',
    before: ['<script>alert(1)</script>'],
    action: { label: 'Go', url: 'https://copse.example.org/verify#token=abc' },
    after: ['End'],
    site: 'https://copse.example.org',
  });
  expect(letter.text).toBe(
    '<script>alert(1)</script>\n\nGo\u00a0:\nhttps://copse.example.org/verify#token=abc\n\nEnd\n\n-- \nCe message vient de Copse, https://copse.example.org\n',
  );
  expect(letter.html).toContain('<html lang="fr">');
  expect(letter.html).toContain('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>');
  expect(letter.html).toContain('<a href="https://copse.example.org/verify#token=abc">Go</a>');
  expect(letter.html).not.toContain('<script>');
});

it('quotes what people wrote line by line, and makes no link of it', () => {
  expect(quotedLines('Hello\r\n\n see https://evil.example \u202e!')).toEqual([
    '> Hello',
    '> see https evil. example !',
  ]);
  expect(quotedLines(' \n')).toEqual([]);
});

it('says the same in two languages, each marked as what it is, with one foot', () => {
  const site = 'https://copse.example.org';
  const action = { label: 'Go', url: `${site}/verify#token=abc` };
  const letter = writeBilingualLetter(
    { language: 'EN', subject: 'Hello', before: ['Good day'], action, site },
    { language: 'FR', subject: 'Bonjour', before: ['Salut'], action, site },
  );
  expect(letter.subject).toBe('Hello / Bonjour');
  expect(letter.text).toMatch(/^Le texte français se trouve plus bas\.\n\nGood day\n\n.*\n\nSalut\n\n/s);
  // What follows a line of "-- " is a signature, which mail programs may fold away.
  expect(letter.text.indexOf('-- \n')).toBeGreaterThan(letter.text.indexOf('Salut'));
  expect(letter.text.match(/^-- $/gm)).toHaveLength(1);
  expect(letter.html).toContain('<html lang="en">');
  expect(letter.html).toContain('<div lang="fr"><p>Salut</p>');
});
