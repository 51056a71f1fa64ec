import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v4, v7 } from 'uuid';
import type { Answer, GraphqlClient } from '../support/graphql-client.js';
import { aPerson } from '../support/people.js';
import { freshProduct } from '../support/fresh-product.js';
import type { Product } from '../support/product.js';

const START = 'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }';

describe('the edge of GraphQL', () => {
  let product: Product;
  let remove: () => Promise<void>;
  let amara: GraphqlClient;

  beforeAll(async () => {
    ({ product, remove } = await freshProduct({ env: { RATE_LIMITS: 'thread=1000/600,new-thread=1000/600' } }));
    amara = await aPerson(product, 'Amara Okafor');
    await amara.data('mutation { joinCommunity(input: {slug: "steam"}) { id } }');
  });
  afterAll(async () => remove());

  const post = async (body: string, headers: Record<string, string> = {}, path = '/graphql') =>
    fetch(product.origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: product.origin, ...headers },
      body,
    });
  const codeOf = async (response: Response): Promise<string | undefined> =>
    ((await response.json()) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
  ])('refuses a request of %s, which a stranger’s page could send unasked', async (type) => {
    const response = await post('{"query":"{ __typename }"}', { 'content-type': type });
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toBe('BAD_USER_INPUT');
  });

  it('is not asked by GET', async () => {
    const response = await fetch(`${product.origin}/graphql?query={__typename}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_USER_INPUT']);
  });

  it('refuses cross-site requests that carry the cookie, and those without an Origin', async () => {
    const cookie = amara.cookieHeader ?? '';
    const body = JSON.stringify({ query: '{ me { id } }' });
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${product.origin}.evil.example` },
      { origin: product.origin.replace('http', 'https') },
    ]) {
      const response = await post(body, { cookie, ...headers });
      expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_USER_INPUT']);
    }
    const bare = await new Promise<number | undefined>((resolve, reject) => {
      const message = request(
        `${product.origin}/graphql`,
        { method: 'POST', headers: { 'content-type': 'application/json', cookie } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      message.on('error', reject);
      message.end(body);
    });
    expect(bare).toBe(400);
    const sameOrigin = await post(body, { cookie });
    expect(sameOrigin.status).toBe(200);
  });

  it('refuses 10 MB with 413 and stays up', async () => {
    const response = await post(JSON.stringify({ query: '{ me { id } }', variables: { x: 'x'.repeat(10_000_000) } }));
    expect(response.status).toBe(413);
    expect(await codeOf(response)).toBe('PAYLOAD_TOO_LARGE');
    expect((await fetch(`${product.origin}/health/live`)).status).toBe(200);
  });

  it('reads up to 2 MiB of whoever is signed in and 512 KiB of others, and names the field that is too long', async () => {
    const long = (length: number) => ({ query: '{ __typename }', variables: { x: 'x'.repeat(length) } });
    const cookie = amara.cookieHeader ?? '';
    for (const [length, headers, status] of [
      [1_000_000, { cookie }, 200],
      [2_200_000, { cookie }, 413],
      [500_000, {}, 200],
      [1_000_000, {}, 413],
    ] as const)
      expect((await post(JSON.stringify(long(length)), { ...headers })).status).toBe(status);
    const { errors } = await amara.ask(START, {
      input: { communitySlug: 'steam', title: 'Long', body: 'x'.repeat(1_000_000) },
    });
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', fields: { body: expect.any(String) } });
  });

  it.each([
    '',
    '{',
    '[]',
    'null',
    '"x"',
    '{"query":7}',
    '{"query":""}',
    '[{"query":"{ __typename }"},{"query":"{ __typename }"}]',
    '{"query":"{ __typename }","variables":7}',
  ])('answers 400 to a body that cannot run: %j', async (body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toBe('BAD_USER_INPUT');
  });

  it('has no subscriptions', async () => {
    const response = await post(JSON.stringify({ query: 'subscription { x }' }));
    expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_USER_INPUT']);
  });

  it('hides the schema: no introspection, no suggestions, no stack traces', async () => {
    for (const query of [
      '{ __schema { types { name } } }',
      '{ __type(name: "Account") { name } }',
      '{ communitis { totalCount } }',
      '{ me { emial } }',
      '{',
    ]) {
      const response = await post(JSON.stringify({ query }));
      const text = await response.text();
      expect(response.status).toBe(400);
      expect(text).toContain('BAD_USER_INPUT');
      expect(text).not.toMatch(/did you mean|stacktrace|node_modules|\.js:\d/i);
    }
  });

  it('limits depth, breadth, aliases, directives and tokens', async () => {
    const deep = `{ thread(id: "${v7()}") { ${'posts { edges { node { thread { '.repeat(8)} id ${'} } } } '.repeat(8)} } }`;
    const queries = [
      deep,
      `{ ${Array.from({ length: 100 }, (_, i) => `a${i}: me { id }`).join(' ')} }`,
      `{ ${Array.from({ length: 100 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
      `{ me { id ${'@skip(if: false) '.repeat(100)} } }`,
      `{ me { ${'id '.repeat(5_000)} } }`,
      `mutation { ${Array.from({ length: 30 }, (_, i) => `m${i}: signIn(input: {email: "a@b.ca", password: "${i}"}) { id }`).join(' ')} }`,
      `{ ${'['.repeat(20_000)}`,
      `{ ${Array.from({ length: 20 }, (_, i) => `a${i}: thread(id: "${v7()}") { posts(first: 50) { edges { node { bodyHtml } } } }`).join(' ')} }`,
      `{ thread(id: "${v7()}") { posts(first: 1) { edges { node { thread { posts(first: 1) { totalCount } } } } } } }`,
      '{ a: previewMarkdown(body: "x") b: previewMarkdown(body: "y") }',
    ];
    for (const query of queries) {
      const response = await post(JSON.stringify({ query }));
      expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_USER_INPUT']);
    }
  });

  it.each([
    ['title', { title: 'a\u0000b' }],
    ['title', { title: '\ud800' }],
    ['title', { title: '' }],
    ['title', { title: '   ' }],
    ['title', { title: 'two\nlines' }],
    ['title', { title: 'x'.repeat(201) }],
    ['title', { title: 7 }],
    ['title', { title: null }],
    ['body', { body: '\u0000' }],
    ['body', { body: 'lone \udc00 surrogate' }],
    ['body', { body: ' \n ' }],
    ['body', { body: 'x'.repeat(40_001) }],
    ['body', { body: ['a'] }],
    ['id', { id: 'nonsense' }],
    ['id', { id: v4() }],
    ['id', { id: v7({ msecs: Date.now() - 48 * 3_600_000 }) }],
    ['communitySlug', { communitySlug: '../etc' }],
    ['communitySlug', { communitySlug: "x' OR 1=1 --" }],
    ['isStaff', { isStaff: true }],
    ['createdAt', { createdAt: '2020-01-01' }],
  ])('names the field %s of a bad input', async (field, wrong) => {
    const answer: Answer = await amara.ask(START, {
      input: { communitySlug: 'steam', title: 'A title', body: 'A body', ...wrong },
    });
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(Object.keys((answer.errors?.[0]?.extensions['fields'] ?? {}) as object)).toContain(field);
    expect(JSON.stringify(answer.errors)).not.toMatch(/QueryFailedError|node_modules|invalid byte/);
  });

  it.each([
    ['thread(id: "x") { id }', 'id'],
    ['post(id: "\\u0000") { id }', 'id'],
    ['community(slug: "\\u0000") { id }', 'slug'],
    ['communities(first: 0) { totalCount }', 'first'],
    ['communities(first: 51) { totalCount }', 'first'],
    ['communities(after: "x") { totalCount }', 'after'],
    ['communities(query: "\\u0000") { totalCount }', 'query'],
    ['community(slug: "steam") { threads(first: -1) { totalCount } }', 'first'],
    ['community(slug: "steam") { threads(after: "AAAA") { totalCount } }', 'after'],
    ['community(slug: "steam") { members(after: "[]") { totalCount } }', 'after'],
    ['community(slug: "steam") { threads(after: "") { totalCount } }', 'after'],
    ['thread(id: 7.5) { id }', 'id'],
    ['communities(first: "many") { totalCount }', 'first'],
  ])('names the argument of %s', async (query, field) => {
    const answer = await amara.ask(`{ ${query} }`);
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(Object.keys((answer.errors?.[0]?.extensions['fields'] ?? {}) as object)).toContain(field);
  });

  it('names the field of a bad input whatever the variable is called, and where there is none', async () => {
    const fields = async (query: string, variables?: Record<string, unknown>): Promise<string[]> => {
      const { errors } = await amara.ask(query, variables);
      expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
      return (errors ?? []).flatMap(({ extensions }) => Object.keys((extensions['fields'] ?? {}) as object));
    };
    const called = 'mutation ($i: StartThreadInput!) { startThread(input: $i) { id } }';
    expect(await fields(called, { i: { communitySlug: 'steam', title: 'T', body: 7 } })).toEqual(['body']);
    expect(await fields(called, { i: { communitySlug: 'steam', title: 'T' } })).toEqual(['body']);
    expect(await fields(called, { i: { communitySlug: 'steam', title: 'T', body: '' } })).toEqual(['body']);
    expect(await fields('mutation { createAccessToken(input: {name: 1}) { id } }')).toEqual(['expiresInDays', 'name']);
    expect(await fields('mutation { reply(input: null) { id } }')).toEqual(['input']);
  });

  it.each<[unknown]>([[1], [0], ['1'], ['true'], ['yes'], [''], [[]], [[true]], [{}], [{ constructor: true }]])(
    'takes nothing but true and false for a yes or no: %j',
    async (value) => {
      for (const query of [
        'query ($value: Boolean) { community(slug: "steam") { resources(deleted: $value) { totalCount } } }',
        'mutation ($value: Boolean) { setMailSettings(input: {digestStopped: $value}) { digestStopped } }',
      ]) {
        const { data, errors } = await amara.ask(query, { value });
        expect([data ?? null, errors?.[0]?.extensions.code]).toEqual([null, 'BAD_USER_INPUT']);
      }
    },
  );

  it('finds text with signs of SQL and LIKE as text', async () => {
    for (const query of ['%', '_', '\\', "' OR '1'='1", "'; DROP TABLE accounts; --"]) {
      const { communities } = await amara.data<{ communities: { totalCount: number } }>(
        'query ($query: String) { communities(query: $query) { totalCount } }',
        { query },
      );
      expect(communities.totalCount).toBe(0);
    }
  });

  it('gives every answer its headers', async () => {
    for (const path of ['/', '/c/steam', '/graphql', '/health/live', '/nowhere.js']) {
      const { headers } = await fetch(product.origin + path, { headers: { accept: 'text/html' } });
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('x-powered-by')).toBeNull();
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("object-src 'none'");
      expect(/script-src[^;]*/.exec(policy)?.[0]).toBe("script-src 'self'");
    }
  });

  it('says when it lives and when it is ready', async () => {
    for (const path of ['/health/live', '/health/ready']) {
      const response = await fetch(product.origin + path);
      expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
    }
  });
});
