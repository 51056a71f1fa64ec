import { afterEach, describe, expect, it } from '@jest/globals';
import { fetched } from './reached.js';

const { fetch } = globalThis;
afterEach(() => {
  globalThis.fetch = fetch;
});
const MISSING = new TypeError('Failed to fetch dynamically imported module: /assets/inbox.js');
const missing = (): Promise<never> => Promise.reject(MISSING);

describe('a part of the client that does not come', () => {
  it('is one that is not there any more where the site answers: the router loads the document anew', async () => {
    globalThis.fetch = () => Promise.resolve(new Response('ok'));
    await expect(fetched(missing)).rejects.toBe(MISSING);
  });

  it.each([
    ['there is no line', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['the site cannot answer', () => Promise.resolve(new Response('', { status: 502 }))],
  ])('is told in another way where %s', async (_, answer: () => Promise<Response>) => {
    globalThis.fetch = answer;
    await expect(fetched(missing)).rejects.toMatchObject({ message: 'Not reached', cause: MISSING });
  });
});
