import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import compression from 'compression';
import express from 'express';
import { webClient } from './web-client.js';

/** Long enough for the packing of whatever else is sent to touch it, were it not packed already. */
const SCRIPT = 'export const answer = 42;\n'.repeat(200);

let folder: string;
let server: Server;
let origin: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copse-web-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<title>Copse</title>');
  await writeFile(join(folder, 'assets', 'main-1a2b.js'), '');
  await writeFile(join(folder, 'assets', 'app-3c4d.js'), SCRIPT);
  await writeFile(join(folder, 'assets', 'app-3c4d.js.br'), brotliCompressSync(SCRIPT));
  await writeFile(join(folder, 'assets', 'app-3c4d.js.gz'), gzipSync(SCRIPT));
  await writeFile(join(folder, 'favicon.svg'), '<svg/>');
  const client = webClient(folder, { closed: ['/admin/mailbox'] });
  if (!client) throw new Error('The client was not found.');
  const app = express().use(compression(), client);
  app.use((_req, res) => void res.status(418).end());
  await new Promise<void>((resolve) => {
    server = app.listen(0, '127.0.0.1', () => resolve());
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const get = (path: string, init: RequestInit = {}) =>
  fetch(origin + path, { headers: { accept: 'text/html' }, ...init });

describe('the web client', () => {
  it.each([
    '/',
    '/communities',
    '/communities?q=x',
    '/c/steam',
    '/c/steam/',
    '/c/steam/d/7/a-title',
    '/c/steam/d/7',
    '/settings/',
    '/people/7',
    '/C/Steam',
  ])('answers %s with the page', async (path) => {
    const answer = await get(path);
    expect([answer.status, await answer.text()]).toEqual([200, '<title>Copse</title>']);
  });

  it('keeps a page whose address is a key out of search engines and of what other pages are told', async () => {
    const headers = async (path: string): Promise<(string | null)[]> => {
      const answer = await get(path);
      return [answer.headers.get('x-robots-tag'), answer.headers.get('referrer-policy')];
    };
    expect(await headers('/unsubscribe/a-key')).toEqual(['noindex, nofollow', 'no-referrer']);
    expect(await headers('/Unsubscribe/a-key/')).toEqual(['noindex, nofollow', 'no-referrer']);
    expect(await headers('/communities')).toEqual([null, null]);
  });

  it.each([
    '/nowhere',
    '/c',
    '/c/',
    '/c/steam/nothing',
    '/c/steam/d',
    '/c/steam/d/7/a/b',
    '/settings/x',
    '/people',
    '/wp-login.php',
    '/.env',
    '//',
  ])('answers %s with the page and 404', async (path) => {
    const answer = await get(path, { headers: { accept: 'text/html', range: 'bytes=0-3' } });
    expect([answer.status, await answer.text()]).toEqual([404, '<title>Copse</title>']);
  });

  it('does not know a page that is closed on this site', async () => {
    expect((await get('/admin/mailbox')).status).toBe(404);
    expect((await get('/admin/mailbox/')).status).toBe(404);
  });

  it('leaves to the API what is the API’s', async () => {
    for (const path of ['/graphql', '/health/live', '/socket.io/', '/files/7/x'])
      expect((await get(path)).status).toBe(418);
    expect((await get('/', { method: 'POST' })).status).toBe(418);
    expect((await get('/nowhere', { headers: { accept: 'application/json' } })).status).toBe(418);
  });

  it('serves its files, and nothing for those that are not there', async () => {
    expect((await get('/assets/main-1a2b.js')).headers.get('cache-control')).toContain('immutable');
    expect((await get('/assets/main-0000.js')).status).toBe(404);
    expect((await get('/favicon.svg')).status).toBe(200);
  });

  it('sends a file as the build has packed it, to whoever can unpack that', async () => {
    for (const [accepts, encoding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip, deflate', 'gzip'],
      ['br;q=0, gzip;q=0.5', 'gzip'],
    ] as const) {
      const answer = await get('/assets/app-3c4d.js', { headers: { 'accept-encoding': accepts } });
      expect(answer.headers.get('content-encoding')).toBe(encoding);
      expect(answer.headers.get('content-type')).toMatch(/^(text|application)\/javascript; charset=utf-8$/i);
      expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(await answer.text()).toBe(SCRIPT);
      const packed = encoding === 'br' ? brotliCompressSync(SCRIPT) : gzipSync(SCRIPT);
      expect(answer.headers.get('content-length')).toBe(String(packed.length));
    }
    const plain = await get('/assets/app-3c4d.js', { headers: { 'accept-encoding': 'identity' } });
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, SCRIPT]);
    const empty = await get('/assets/main-1a2b.js', { headers: { 'accept-encoding': 'br' } });
    expect([empty.status, empty.headers.get('content-encoding')]).toEqual([200, null]);
  });

  it('keeps for a packed file what HTTP promises of a file', async () => {
    const ask = (init: RequestInit, headers: Record<string, string> = {}) =>
      // Of itself `fetch` would ask for what no cache may answer.
      get('/assets/app-3c4d.js', {
        ...init,
        headers: { 'accept-encoding': 'br', 'cache-control': 'max-age=0', ...headers },
      });
    const head = await ask({ method: 'HEAD' });
    expect([head.status, head.headers.get('content-encoding'), await head.text()]).toEqual([200, 'br', '']);
    const etag = head.headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    expect((await ask({}, { 'if-none-match': etag })).status).toBe(304);
    // The same file otherwise packed is another answer, with a tag of its own.
    expect((await ask({}, { 'if-none-match': etag, 'accept-encoding': 'gzip' })).status).toBe(200);
    const length = Number(head.headers.get('content-length'));
    expect((await ask({ method: 'HEAD' }, { range: 'bytes=0-3' })).headers.get('content-range')).toBe(
      `bytes 0-3/${length}`,
    );
    expect((await ask({ method: 'POST' })).status).toBe(405);
    for (const path of [
      '/assets/app-3c4d.css',
      '/assets/../index.html.br',
      '/assets/%2e%2e/package.json',
      '/assets/',
    ]) {
      expect((await get(path, { headers: { 'accept-encoding': 'br' } })).status).not.toBe(200);
    }
    expect((await get('/assets/%E0%A4%A')).status).toBe(400);
  });

  it('ends one request, and no more, where the first view fails', async () => {
    const client = webClient(folder, { firstView: () => Promise.reject(new Error('broken')) });
    if (!client) throw new Error('The client was not found.');
    const app = express().use(client);
    const answer: express.ErrorRequestHandler = (error: Error, _req, res, _next) =>
      void res.status(500).send(error.message);
    const broken = app.use(answer).listen(0, '127.0.0.1');
    await new Promise((listening) => broken.once('listening', listening));
    const page = await fetch(`http://127.0.0.1:${(broken.address() as AddressInfo).port}/communities`, {
      headers: { accept: 'text/html' },
      signal: AbortSignal.timeout(20_000),
    });
    expect([page.status, await page.text()]).toEqual([500, 'broken']);
    await new Promise((closed) => broken.close(closed));
  });

  it('keeps the status that the first view has said, and sends the whole page', async () => {
    const firstView: express.RequestHandler = (_req, res, next) => {
      res.status(503);
      next();
    };
    const client = webClient(folder, { firstView });
    if (!client) throw new Error('The client was not found.');
    const busy = express().use(client).listen(0, '127.0.0.1');
    await new Promise((listening) => busy.once('listening', listening));
    const origin = `http://127.0.0.1:${(busy.address() as AddressInfo).port}`;
    const { headers } = await get('/communities');
    const tag = { 'if-none-match': headers.get('etag') ?? '', 'cache-control': 'max-age=0' };
    const page = await fetch(`${origin}/communities`, { headers: { accept: 'text/html', ...tag } });
    expect([page.status, await page.text()]).toEqual([503, '<title>Copse</title>']);
    expect((await fetch(`${origin}/nothing`, { headers: { accept: 'text/html' } })).status).toBe(404);
    await new Promise((closed) => busy.close(closed));
  });

  it('says of a demonstration that it is one, on every page, with the same status', async () => {
    const marked = join(folder, 'marked');
    await mkdir(marked);
    await writeFile(join(marked, 'index.html'), '<head><title>Copse</title></head>');
    const client = webClient(marked, { demonstration: true });
    if (!client) throw new Error('The client was not found.');
    const demonstration = express().use(client).listen(0, '127.0.0.1');
    await new Promise((listening) => demonstration.once('listening', listening));
    const page = async (path: string): Promise<[number, string | null, string]> => {
      const answer = await fetch(`http://127.0.0.1:${(demonstration.address() as AddressInfo).port}${path}`, {
        headers: { accept: 'text/html' },
      });
      return [answer.status, answer.headers.get('cache-control'), await answer.text()];
    };
    const text = '<head><title>Copse</title><meta name="copse-demonstration" content="yes"></head>';
    expect(await page('/communities')).toEqual([200, 'no-cache', text]);
    expect(await page('/nothing')).toEqual([404, 'no-cache', text]);
    expect(await page('/index.html')).toEqual([200, 'no-cache', text]);
    await new Promise((closed) => demonstration.close(closed));
  });

  it('is not there where nothing was built', () => {
    expect(webClient(join(folder, 'assets'))).toBeNull();
  });
});
