import { describe, expect, it } from '@jest/globals';
import { once } from './once.js';

describe('once', () => {
  it('renders the same value once, and an equal one by itself', () => {
    const seen: object[] = [];
    const write = once(({ title }: { title: string }) => {
      seen.push({ title });
      return `<${title}>`;
    });
    const item = { title: 'a' };
    expect([write(item), write(item), write({ title: 'a' }), write({ title: 'b' })]).toEqual([
      '<a>',
      '<a>',
      '<a>',
      '<b>',
    ]);
    expect(seen).toHaveLength(3);
  });
});
