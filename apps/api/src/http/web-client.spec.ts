import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { webClient } from './web-client.js';

let folder: string;
let server: Server;
let origin: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copse-web-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<title>Copse</title>');
  await writeFile(join(folder, 'assets', 'main-1a2b.js'), '');
  await writeFile(join(folder, 'favicon.svg'), '<svg/>');
  const client = webClient(folder, ['/admin/mailbox']);
  if (!client) throw new Error('The client was not found.');
  const app = express().use(client);
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

  it('is not there where nothing was built', () => {
    expect(webClient(join(folder, 'assets'))).toBeNull();
  });
});
