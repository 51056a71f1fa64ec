import { describe, expect, it } from '@jest/globals';
import { createElement } from 'react';
import { hasWords } from './has-words.js';

describe('hasWords', () => {
  it.each([[null], [undefined], [false], [true], [''], [[]], [[null, false]], [[null, [undefined, '']]]])(
    'finds none in %j',
    (nodes) => expect(hasWords(nodes)).toBe(false),
  );

  it.each([['text'], [0], [[null, 'text']], [[null, [false, createElement('p')]]]])('finds some in %j', (nodes) =>
    expect(hasWords(nodes)).toBe(true),
  );
});
