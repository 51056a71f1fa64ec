import { expect, it } from '@jest/globals';
import { loadOrder } from './load-order.js';

it('puts each table behind all that it refers to, and knows a circle', () => {
  const references = [
    { from: 'posts', to: 'threads' },
    { from: 'threads', to: 'accounts' },
    { from: 'posts', to: 'accounts' },
    { from: 'sessions', to: 'accounts' },
  ];
  // What stays behind (sessions) is waited for by nobody.
  expect(loadOrder(['posts', 'threads', 'accounts'], references)).toEqual(['accounts', 'threads', 'posts']);
  expect(() =>
    loadOrder(
      ['a', 'b'],
      [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
    ),
  ).toThrow(/circle: a, b/);
});
