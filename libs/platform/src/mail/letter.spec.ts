import { describe, expect, it } from '@jest/globals';
import { plainName, writeLetter } from './letter.js';

describe('plainName', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['J.R. O’Neill', 'J. R. O’Neill'],
    ['https://evil.example/win', 'https evil. example win'],
    ['www.evil.example', 'www. evil. example'],
    ['a@evil.example', 'a evil. example'],
    ['Ada\r\nBcc: eve@evil.example', 'Ada Bcc eve evil. example'],
    ['\u202egnp.exe', 'gnp. exe'],
    ['evil。example', 'evil. example'],
  ])('shows %j as %j', (name, shown) => {
    expect(plainName(name)).toBe(shown);
  });
});

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
    '<script>alert(1)</script>\n\nGo:\nhttps://copse.example.org/verify#token=abc\n\nEnd\n\n-- \nCe message vient de Copse, https://copse.example.org\n',
  );
  expect(letter.html).toContain('<html lang="fr">');
  expect(letter.html).toContain('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>');
  expect(letter.html).toContain('<a href="https://copse.example.org/verify#token=abc">Go</a>');
  expect(letter.html).not.toContain('<script>');
});
