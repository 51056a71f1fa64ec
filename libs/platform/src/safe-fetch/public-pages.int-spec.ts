import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isPublicAddress } from './public-address.js';
import { PublicPages, type PublicPagesOptions } from './public-pages.service.js';

/** Where the public internet is in this test: one address of this machine, at one port. */
const PUBLIC = '127.0.0.1';

describe('titles of public pages', () => {
  let server: Server;
  let port: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let asked: IncomingMessage[];
  let names: Record<string, string[]>;
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request);
      answer(request, response);
    });
    server.listen(0);
    await once(server, 'listening');
    port = String((server.address() as AddressInfo).port);
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  beforeEach(() => {
    asked = [];
    names = { 'public.example.org': [PUBLIC], 'private.example.org': ['127.0.0.2'] };
    answer = page('<title>A page</title>');
  });

  const page =
    (html: string | Buffer, headers: Record<string, string> = {}, status = 200) =>
    (_: IncomingMessage, response: ServerResponse): void =>
      void response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(html);
  const pages = (options: Partial<PublicPagesOptions> = {}): PublicPages =>
    new PublicPages({
      resolve: (hostname) => Promise.resolve(names[hostname] ?? []),
      mayAsk: (address) => address === PUBLIC || isPublicAddress(address),
      ports: new Set(['', port]),
      ...options,
    });
  const at = (path = '/', name = 'public.example.org'): string => `http://${name}:${port}${path}`;

  it('asks for a page and for nothing more, and says who asks and nothing of whom', async () => {
    expect(await pages().titleOf(at('/a?b#c'))).toBe('A page');
    expect(asked.map(({ method, url }) => [method, url])).toEqual([['GET', '/a?b']]);
    const { host, connection, ...headers } = asked[0]?.headers ?? {};
    expect([host, connection]).toEqual([`public.example.org:${port}`, expect.any(String)]);
    expect(headers).toEqual({
      'user-agent': 'Copse (titles of linked pages)',
      accept: 'text/html',
      'accept-encoding': 'identity',
    });
  });

  it.each([
    'http://localhost',
    'http://127.0.0.1',
    'http://127.1',
    'http://0x7f000001',
    'http://2130706433',
    'http://[::ffff:127.0.0.1]',
    'http://[::1]',
    'http://name:word@public.example.org',
    'http://private.example.org',
    'http://unknown.example.org',
  ])('asks nobody at %s', async (origin) => {
    expect(await pages().titleOf(`${origin}:${port}/`)).toBeNull();
    expect(asked).toEqual([]);
  });

  it('asks nobody at another port', async () => {
    expect(await pages({ ports: new Set(['', '80', '443']) }).titleOf(at())).toBeNull();
    expect(asked).toEqual([]);
  });

  it.each([
    [['127.0.0.2', PUBLIC]],
    [[PUBLIC, '127.0.0.2']],
    [[PUBLIC, '::1']],
    [['::ffff:127.0.0.1']],
    [['no address']],
    [[]],
  ])('asks nobody under a name that leads to %j', async (addresses) => {
    names['public.example.org'] = addresses;
    expect(await pages().titleOf(at())).toBeNull();
    expect(asked).toEqual([]);
  });

  it('connects to the address that was looked at, whatever the name leads to afterwards', async () => {
    let times = 0;
    const resolve = (): Promise<string[]> => Promise.resolve([(times += 1) === 1 ? PUBLIC : '127.0.0.2']);
    expect(await pages({ resolve }).titleOf(at())).toBe('A page');
    expect(times).toBe(1);
    expect(asked[0]?.socket.localAddress).toMatch(/(?:^|:)127\.0\.0\.1$/);
  });

  it('looks again at what was connected', async () => {
    let times = 0;
    // A resolver that lies between the two looks.
    expect(await pages({ mayAsk: () => (times += 1) === 1 }).titleOf(at())).toBeNull();
    expect(times).toBe(2);
    expect(asked).toEqual([]);
  });

  it('goes along with three redirects and no more', async () => {
    const steps = (count: number) => (request: IncomingMessage, response: ServerResponse) => {
      const step = Number(request.url?.slice(1));
      if (step < count) page('', { location: `/${step + 1}` }, [301, 302, 303, 307, 308][step])(request, response);
      else page('<title>There</title>')(request, response);
    };
    answer = steps(3);
    expect(await pages().titleOf(at('/0'))).toBe('There');
    asked = [];
    answer = steps(4);
    expect(await pages().titleOf(at('/0'))).toBeNull();
    expect(asked).toHaveLength(4);
  });

  it.each([
    'http://127.0.0.1:PORT/',
    'http://2130706433:PORT/',
    'http://[::1]:PORT/',
    'http://localhost:PORT/',
    '//private.example.org:PORT/',
    'http://name@public.example.org:PORT/',
    'http://public.example.org:22/',
    'file:///etc/passwd',
    'data:text/html,<title>x</title>',
    'ftp://public.example.org/',
    'http://[/',
  ])('does not go along to %s', async (location) => {
    answer = page('', { location: location.replace('PORT', port) }, 302);
    expect(await pages().titleOf(at())).toBeNull();
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['another type', page('<title>x</title>', { 'content-type': 'application/xhtml+xml' })],
    ['a picture', page('<title>x</title>', { 'content-type': 'image/png' })],
    ['no type', (_: IncomingMessage, response: ServerResponse): void => void response.end('<title>x</title>')],
    ['a refusal', page('<title>x</title>', {}, 404)],
    ['a fault', page('<title>x</title>', {}, 500)],
    ['packed bytes', page(gzipSync('<title>x</title>'), { 'content-encoding': 'gzip' })],
    ['no title', page('<p>x</p>')],
    ['a connection that is cut', (request: IncomingMessage): void => void request.socket.destroy()],
    [
      'a page that breaks off',
      (request: IncomingMessage, response: ServerResponse): void => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '1000' }).write('<title>x</title>');
        setImmediate(() => request.socket.destroy());
      },
    ],
    [
      'a beginning beyond all measure',
      (_: IncomingMessage, response: ServerResponse): void =>
        void response
          .writeHead(200, { 'content-type': 'text/html', 'x-long': 'x'.repeat(100_000) })
          .end('<title>x</title>'),
    ],
  ])('has none of %s', async (_, told) => {
    answer = told;
    expect(await pages().titleOf(at())).toBeNull();
  });

  it('reads the first 256 KiB of a page without end, and lets it go', async () => {
    let closed = Promise.resolve<unknown>(undefined);
    answer = (_, response) => {
      closed = once(response, 'close');
      response.writeHead(200, { 'content-type': 'text/html' }).write('<title>The beginning</title>');
      const more = (): void => {
        while (!response.destroyed && response.write('<p>'.repeat(10_000)));
      };
      response.on('drain', more);
      more();
    };
    expect(await pages().titleOf(at())).toBe('The beginning');
    await closed;
  });

  it('does not read a title behind the first 256 KiB', async () => {
    answer = page(`${'<!-- -->'.repeat(40_000)}<title>x</title>`);
    expect(await pages().titleOf(at())).toBeNull();
  });

  it.each([
    ['says nothing', (): void => undefined],
    [
      'says a little now and then',
      (_: IncomingMessage, response: ServerResponse): void => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const drip = setInterval(() => response.write('<p>'), 20);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ])('does not wait for a page that %s', async (_, told) => {
    answer = told;
    expect(await pages({ milliseconds: 300 }).titleOf(at())).toBeNull();
    expect(asked).toHaveLength(1);
  });

  it('does not wait for a name server that says nothing', async () => {
    const resolve = (): Promise<string[]> => new Promise(() => undefined);
    expect(await pages({ milliseconds: 300, resolve }).titleOf(at())).toBeNull();
  });

  it('asks nobody of this machine as production does it', async () => {
    expect(await new PublicPages().titleOf(`http://127.0.0.1:${port}/`)).toBeNull();
    expect(await new PublicPages({ ports: new Set([port]) }).titleOf(`http://localhost:${port}/`)).toBeNull();
    expect(asked).toEqual([]);
  });
});
