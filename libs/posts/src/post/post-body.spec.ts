import { describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { LIMITS } from '#contracts';
import { postBody } from './post-body.js';

const people = (count: number): string =>
  Array.from({ length: count }, (_, n) => `[@Person ${n}](/people/${v7()})`).join(' ');

describe('postBody', () => {
  it.each([
    ['words', 'Hello'],
    ['as many people as may be', people(LIMITS.mentions)],
    ['one person often', `[@A](/people/${v7()}) `.repeat(300)],
    ['many people in code', `\`\`\`\n${people(LIMITS.mentions + 1)}\n\`\`\``],
    ['many links', '[a](https://a.example) '.repeat(500)],
  ])('takes %s', (_name, body) => {
    expect(postBody().safeParse(body).success).toBe(true);
  });

  it.each([
    ['one person more', people(LIMITS.mentions + 1), /50 people/],
    ['hundreds of people', people(600), /50 people/],
    ['nothing', ' \n ', /./],
    ['too much', 'x'.repeat(LIMITS.postBody + 1), /40,?000/],
  ])('refuses %s', (_name, body, message) => {
    const { error } = postBody().safeParse(body);
    expect(error?.issues.map((issue) => issue.message)).toEqual([expect.stringMatching(message)]);
  });
});
