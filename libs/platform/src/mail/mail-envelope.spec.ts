import { describe, expect, it } from '@jest/globals';
import { headersOf, headerText, senderOf } from './mail-envelope.js';

const own = { name: 'Copse', address: 'noreply@copse.example.org' };

describe('senderOf', () => {
  it('is us alone where nobody speaks', () => {
    expect(senderOf({}, own)).toEqual(own);
  });

  it.each([
    ['', 'Copse'],
    ['Priya Raman', 'Priya Raman via Copse'],
    [' \u202e\u0000 ', 'Copse'],
    ['<@>', 'Copse'],
    ['security@copse.example.org', 'security copse. example. org via Copse'],
    ['=?utf-8?Q?Copse?=', '= ?utf-8?Q?Copse?= via Copse'],
    ['x'.repeat(300), `${'x'.repeat(100)} via Copse`],
  ])('makes %j come from %j', (fromName, name) => {
    expect(senderOf({ fromName }, own)).toEqual({ name, address: own.address });
  });
});

it('folds no encoded word and no part of a character', () => {
  const { headers } = headersOf({ listId: { id: 'c', name: 'É\u{1f47b}'.repeat(50) } }, 'copse.example.org');
  const { value = '' } = headers['List-Id'] ?? {};
  const words = value.split(' ').slice(0, -1);
  expect(words.length).toBeGreaterThan(3);
  for (const word of words) {
    expect(word.length).toBeLessThanOrEqual(75);
    expect(Buffer.from(word.slice(10, -2), 'base64').toString()).not.toContain('\ufffd');
  }
  expect(value).toMatch(/ <c\.copse\.example\.org>$/);
});

it('keeps a subject on one line and to its length', () => {
  expect(headerText('a\r\nb =?utf-8?Q?c?=\u2066d')).toBe('a b = ?utf-8?Q?c?= d');
  expect([...headerText('\u{1f47b}'.repeat(5_000))]).toHaveLength(400);
});
