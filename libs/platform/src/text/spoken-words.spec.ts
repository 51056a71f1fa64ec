import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { readingOf } from './markdown.js';
import { mentionsIn } from './mentions.js';
import { spokenWordsIn } from './spoken-words.js';

const AMARA = '0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e';

afterEach(() => void jest.restoreAllMocks());

describe('spokenWordsIn', () => {
  it.each<[string, number]>([
    [`[@Amara](/people/${AMARA})\n\n> [P](#post-3):\n> said\n\n@Priya, yes`, 1],
    ['> [P](#post-3):\n> said', 1],
    ['@Priya', 1],
    ['Nobody at all.', 0],
    ['', 0],
  ])('reads %j %d times for mentions and quotes together', (source, times) => {
    const mentions = mentionsIn(source);
    const parse = jest.spyOn(readingOf(source), 'parse');
    const words = spokenWordsIn(source);
    expect(parse).toHaveBeenCalledTimes(times);
    expect(words.mentions).toEqual(mentions);
    expect(words.quotes.numbers).toEqual(source.includes('#post-3') ? [3] : []);
  });
});
