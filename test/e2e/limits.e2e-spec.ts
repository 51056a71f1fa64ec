import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPerson, PASSWORD } from '../support/people.js';
import { freshProduct } from '../support/fresh-product.js';
import type { Product } from '../support/product.js';

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { id } }';
const SIGN_UP = 'mutation ($input: SignUpInput!) { signUp(input: $input) }';

describe('limits', () => {
  let product: Product;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ product, remove } = await freshProduct({
      env: { RATE_LIMITS: 'sign-in-account=3/600,sign-up=4/3600,new-thread=2/600,new-reply=2/600' },
    }));
  });
  afterAll(async () => remove());

  it('refuse with the time to wait, in the answer and in HTTP', async () => {
    const amara = await aPerson(product, 'Amara Okafor');
    await amara.data('mutation { joinCommunity(input: {slug: "steam"}) { id } }');
    let threadId = '';
    for (const title of ['One', 'Two']) {
      ({
        startThread: { id: threadId },
      } = await amara.data<{ startThread: { id: string } }>(
        'mutation ($t: String!) { startThread(input: {communitySlug: "steam", title: $t, body: "x"}) { id } }',
        { t: title },
      ));
    }
    const third = await amara.ask(
      'mutation { startThread(input: {communitySlug: "steam", title: "Three", body: "x"}) { id } }',
    );
    expect(third.status).toBe(429);
    expect(third.errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
    const wait = third.errors?.[0]?.extensions['retryAfter'] as number;
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(600);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    const { thread } = await amara.data<{ thread: { id: string } }>('query ($id: ID!) { thread(id: $id) { id } }', {
      id: threadId,
    });
    for (const body of ['a', 'b'])
      await amara.data('mutation ($id: ID!, $body: String!) { reply(input: {threadId: $id, body: $body}) { id } }', {
        id: thread.id,
        body,
      });
    expect(
      await amara.refusal('mutation ($id: ID!) { reply(input: {threadId: $id, body: "c"}) { id } }', { id: thread.id }),
    ).toBe('RATE_LIMITED');
  });

  it('count attempts to sign in alike for a known and an unknown account', async () => {
    for (const email of ['amara.okafor@example.org', 'nobody@example.org']) {
      const codes: (string | undefined)[] = [];
      for (let attempt = 0; attempt < 5; attempt += 1)
        codes.push(await product.client().refusal(SIGN_IN, { input: { email, password: 'wrong horse battery' } }));
      expect(codes.filter((code) => code === 'RATE_LIMITED').length).toBeGreaterThan(0);
      expect(new Set(codes.filter((code) => code !== 'RATE_LIMITED')).size).toBe(1);
      expect(
        await product.client().refusal(SIGN_IN, { input: { email: email.toUpperCase(), password: PASSWORD } }),
      ).toBe('RATE_LIMITED');
    }
  });

  it('bound new accounts from one address', async () => {
    const codes: (string | undefined)[] = [];
    for (let i = 0; i < 6; i += 1)
      codes.push(
        await product
          .client()
          .refusal(SIGN_UP, { input: { email: `p${i}@example.org`, password: PASSWORD, name: 'P', language: 'EN' } }),
      );
    expect(codes.at(-1)).toBe('RATE_LIMITED');
  });
});
