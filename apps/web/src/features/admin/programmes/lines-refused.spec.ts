import { expect, it } from '@jest/globals';
import { linesRefused } from './lines-refused.js';

it('names the addresses that the server refused', () => {
  const fields = { 'emails.1': 'bad', 'input.emails.2': 'bad', 'emails.9': 'bad', emails: 'bad', programme: 'bad' };
  expect(linesRefused({ code: 'BAD_USER_INPUT', fields }, ['a@b.ca', 'c@b.ca', 'd@b.ca'])).toEqual([
    'c@b.ca',
    'd@b.ca',
  ]);
  expect(linesRefused(null, ['a@b.ca'])).toEqual([]);
});
