import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson } from '../support/people.js';
import { freshProduct } from '../support/fresh-product.js';
import type { Product } from '../support/product.js';

const JSON_BODY = { 'content-type': 'application/json' };
/** A page somewhere else that asks in a visitor's browser. */
const STRANGE = 'https://evil.example';

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One address of each kind that something answers at. */
const ANSWERS: readonly (readonly [string, string, Asked])[] = [
  ['the start page', '/', { headers: { accept: 'text/html' } }],
  ['a page of a community', '/c/steam', { headers: { accept: 'text/html' } }],
  ['a page that is not there', '/nowhere', { headers: { accept: 'text/html' } }],
  ['a page with a key in its address', '/unsubscribe/nothing', { headers: { accept: 'text/html' } }],
  ['an address that nobody can read', '/%c0%ae%c0%ae/', { headers: { accept: 'text/html' } }],
  ['a file of the client that is not there', '/assets/nothing.js', {}],
  ['nothing at all', '/nothing.at.all', {}],
  ['the rules for robots', '/robots.txt', {}],
  ['the map for robots', '/sitemap.xml', {}],
  ['a map that is not there', '/sitemap/nothing.xml', {}],
  ['the pulse', '/health/live', {}],
  ['the readiness', '/health/ready', {}],
  ['GraphQL', '/graphql', { method: 'POST', headers: JSON_BODY, body: '{"query":"{ __typename }"}' }],
  ['GraphQL that is asked for nonsense', '/graphql', { method: 'POST', headers: JSON_BODY, body: '{' }],
  ['GraphQL that is asked otherwise', '/graphql', {}],
  ['a shared file', '/files/0190f0b0-0000-7000-8000-000000000000/x.pdf', {}],
  ['the place of uploads', '/uploads', { method: 'POST' }],
  ['the end of mail', '/unsubscribe/nothing', { method: 'POST' }],
  ['live connections', '/socket.io/?EIO=4&transport=polling', {}],
  ['live connections of another kind', '/socket.io/?EIO=9&transport=pigeon', {}],
  ['figures that are closed', '/metrics', {}],
];

describe('the edge of HTTP', () => {
  let product: Product;
  let remove: () => Promise<void>;
  let amara: GraphqlClient;

  beforeAll(async () => {
    ({ product, remove } = await freshProduct());
    amara = await aPerson(product, 'Amara Okafor');
  });
  afterAll(async () => remove());

  const ask = async (path: string, { headers = {}, ...asked }: Asked = {}): Promise<Response> =>
    fetch(product.origin + path, { redirect: 'manual', headers, ...asked });

  /** What comes back for these bytes on one connection, whatever they are, until the server ends it. */
  const raw = async (bytes: string): Promise<string> => {
    const socket = connect(product.port, '127.0.0.1').setEncoding('latin1');
    let answer = '';
    // A connection that is ended while we still speak is an end like any other.
    socket.on('data', (part: string) => (answer += part)).on('error', () => undefined);
    socket.write(Buffer.from(bytes.replaceAll('HOST', `localhost:${product.port}`), 'latin1'));
    await new Promise((closed) => socket.once('close', closed));
    return answer;
  };

  it.each(ANSWERS)('says of %s what it is, and lets no other site have it', async (_kind, path, asked) => {
    const response = await ask(path, { ...asked, headers: { ...asked?.headers, origin: product.origin } });
    const body = await response.text();
    const { headers } = response;
    const type = headers.get('content-type') ?? '';
    // JSON is UTF-8 by its definition, and has no such word.
    if (body !== '')
      expect(type).toMatch(/^(text\/[a-z]+|application\/(xml|json)); charset=utf-8$|^application\/json$/i);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'|sandbox/);
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('referrer-policy')).toMatch(/^(same-origin|no-referrer)$/);
    for (const name of ['x-powered-by', 'server']) expect(headers.get(name)).toBeNull();
    expect(body).not.toMatch(/node_modules|\.js:\d|dist\//);

    const strange = await ask(path, { ...asked, headers: { ...asked?.headers, origin: STRANGE } });
    expect([...strange.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(await strange.text()).not.toContain('evil.example');
  });

  it('keeps a connection longer than the proxies do, which would hand on our end as a 502', async () => {
    const { headers } = await ask('/health/live');
    expect(headers.get('keep-alive')).toBe('timeout=125');
  });

  it('lets no other site ask whether it may', async () => {
    for (const path of ['/', '/graphql', '/files/x/y', '/uploads', '/socket.io/?EIO=4&transport=polling']) {
      const { headers } = await ask(path, {
        method: 'OPTIONS',
        headers: { origin: STRANGE, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-a' },
      });
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  it.each(['TRACE', 'TRACK', 'DEBUG', 'PROPFIND', 'CONNECT', 'NONSENSE'])('does nothing for %s', async (method) => {
    for (const path of ['/', '/graphql', '/files/x/y', '/uploads', '/health/live']) {
      const answer = await raw(
        `${method} ${path} HTTP/1.1\r\nHost: HOST\r\nX-Mine: echo-me\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).not.toMatch(/^HTTP\/1\.1 [23]/);
      expect(answer).not.toContain('echo-me');
    }
  });

  it.each([
    '/.git/config',
    '/.env',
    '/assets/.env',
    '/assets/',
    '/assets/../../../package.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/..%5c..%5cpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/package.json',
    '/schema.graphql',
    '/data/keys/secret-keys',
    '/graphiql',
    '/playground',
    '/socket.io/admin',
    '/metrics',
    '/server-status',
    '/debug/pprof',
  ])('has nothing at %s', async (path) => {
    // A client that does not tidy the path up.
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: HOST\r\nAccept: */*\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 (404|403|400) /);
    expect(answer).not.toMatch(/"dependencies"|type Query|Index of|repositoryformatversion/);
  });

  it('says of nothing but the packed file that it is packed', async () => {
    const script = await ask('/appearance.js', { headers: { 'accept-encoding': 'gzip' } });
    expect([script.status, script.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    expect(await script.text()).toContain('document');
    for (const path of ['/appearance.js', '/favicon.svg']) {
      const answer = await ask(path, { method: 'POST', headers: { 'accept-encoding': 'br' } });
      expect([answer.status, answer.headers.get('content-encoding')]).toEqual([404, null]);
      expect(await answer.text()).not.toBe('');
    }
  });

  it('publishes no source maps', async () => {
    const page = await (await ask('/', { headers: { accept: 'text/html' } })).text();
    const script = /\/assets\/[\w.-]+\.js/.exec(page)?.[0] ?? 'none';
    expect((await ask(script)).status).toBe(200);
    const map = await ask(`${script}.map`);
    expect([map.status, map.headers.get('cache-control')]).toEqual([404, 'private, no-store']);
    expect(await (await ask(script)).text()).not.toContain('sourceMappingURL');
  });

  const HIDDEN = 'GET /health/ready HTTP/1.1\r\nHost: HOST\r\n\r\n';
  it.each([
    ['two ways to say its length', `Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${HIDDEN}`],
    ['two lengths', `Content-Length: 0\r\nContent-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`],
    ['a length with a sign', `Content-Length: +0\r\n\r\n${HIDDEN}`],
    ['a length that is none', `Content-Length: 0x0\r\n\r\n${HIDDEN}`],
    ['pieces of a kind that nobody knows', `Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${HIDDEN}`],
    ['pieces that are not the last coding', `Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${HIDDEN}`],
    ['a blank before the colon', `Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${HIDDEN}`],
    ['a header on two lines', `X-A: b\r\n c: d\r\nContent-Length: 0\r\n\r\n${HIDDEN}`],
    ['lines that end in a line feed alone', `X-A: b\nContent-Length: 0\r\n\r\n${HIDDEN}`],
    ['a header with a zero byte', `X-A: b\0c\r\n\r\n${HIDDEN}`],
    ['a piece of a strange length', `Transfer-Encoding: chunked\r\n\r\n0 x\r\n\r\n${HIDDEN}`],
    ['a piece that ends otherwise', `Transfer-Encoding: chunked\r\n\r\n1\r\nab0\r\n\r\n${HIDDEN}`],
  ])('takes nothing out of a request with %s, which a proxy could read otherwise', async (_kind, rest) => {
    const answer = await raw(`POST /graphql HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\n${rest}`);
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
    expect(answer).not.toContain('"ok"');
  });

  it('reads no more of the headers than anybody sends', async () => {
    const answer = await raw(`GET / HTTP/1.1\r\nHost: HOST\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('believes no name of its own that a request brings', async () => {
    const answer = await new Promise<{ head: string; body: string }>((resolve, reject) => {
      const message = request(
        `${product.origin}/c/steam`,
        {
          headers: {
            host: 'evil.example',
            'x-forwarded-host': 'evil.example',
            'x-forwarded-proto': 'https',
            forwarded: 'host=evil.example',
            accept: 'text/html',
          },
        },
        (response) => {
          text(response).then((body) => resolve({ head: response.rawHeaders.join('\n'), body }), reject);
        },
      );
      message.on('error', reject);
      message.end();
    });
    expect(answer.body).toContain(product.origin);
    expect(answer.head + answer.body).not.toContain('evil.example');
  });

  it('lets nobody keep what somebody who is signed in was shown', async () => {
    const headers = { cookie: amara.cookieHeader ?? '', origin: product.origin };
    for (const [path, asked] of [
      // The start page is the same for all who are signed in: what is theirs they ask for.
      ['/c/steam', { headers: { ...headers, accept: 'text/html' } }],
      ['/graphql', { method: 'POST', headers: { ...headers, ...JSON_BODY }, body: '{"query":"{ me { id } }"}' }],
      ['/graphql', { method: 'POST', headers: { ...headers, ...JSON_BODY }, body: '{"query":"{ nothing }"}' }],
      ['/files/0190f0b0-0000-7000-8000-000000000000/x.pdf', { headers }],
      ['/uploads/0190f0b0-0000-7000-8000-000000000000', { method: 'HEAD', headers }],
    ] as const) {
      const response = await ask(path, asked);
      expect([path, response.headers.get('cache-control')]).toEqual([path, expect.stringContaining('no-store')]);
    }
  });
});
