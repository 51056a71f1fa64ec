import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { formerAddresses } from './former-addresses.js';

let server: Server;
let origin: string;
let answer: (slug: string) => Promise<string | null>;
let asked: string[];

beforeAll(async () => {
  const app = express().use(
    formerAddresses((slug) => {
      asked.push(slug);
      return answer(slug);
    }),
  );
  app.use((_req, res) => void res.status(200).send('page'));
  await new Promise<void>((resolve) => {
    server = app.listen(0, '127.0.0.1', () => resolve());
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  asked = [];
  answer = async (slug) => (slug === 'steam' ? 'art-and-science' : null);
});

const get = (path: string, init: RequestInit = {}) =>
  fetch(origin + path, { headers: { accept: 'text/html' }, redirect: 'manual', ...init });

describe('a former address', () => {
  it.each([
    ['/c/steam', '/c/art-and-science'],
    ['/c/steam/', '/c/art-and-science/'],
    ['/c/steam/d/7/a-title?after=x&q=%C3%A9', '/c/art-and-science/d/7/a-title?after=x&q=%C3%A9'],
    ['/c/steam?next=https://evil.example', '/c/art-and-science?next=https://evil.example'],
    ['/c/steam//evil.example', '/c/art-and-science//evil.example'],
    ['/C/Steam/members', '/c/art-and-science/members'],
  ])('leads %s to %s', async (from, to) => {
    for (const method of ['GET', 'HEAD']) {
      const { status, headers } = await get(from, { method });
      expect([status, headers.get('location'), headers.get('cache-control')]).toEqual([301, to, 'no-cache']);
    }
  });

  it('says nothing more in its headers than the address, whatever was asked', async () => {
    const { status, headers } = await get('/c/steam/%0d%0aset-cookie:%20a=b');
    expect([status, headers.get('set-cookie')]).toEqual([301, null]);
    expect(headers.get('location')).toBe('/c/art-and-science/%0d%0aset-cookie:%20a=b');
  });

  it('asks once for a page of a community, and for nothing else', async () => {
    await get('/c/neon/members');
    expect(asked).toEqual(['neon']);
    asked = [];
    for (const path of ['/', '/c', '/c/', '/c/a b', '/c/../steam', '/c/-', `/c/${'x'.repeat(81)}`, '/communities'])
      expect((await get(path)).status).toBe(200);
    await get('/c/steam', { method: 'POST' });
    await get('/c/steam', { headers: { accept: 'application/json' } });
    expect(asked).toEqual([]);
  });

  it('serves the page while nobody can tell', async () => {
    answer = () => Promise.reject(new Error('The database is away.'));
    expect(await (await get('/c/steam')).text()).toBe('page');
  });
});
