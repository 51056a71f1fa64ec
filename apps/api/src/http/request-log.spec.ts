import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { expect, it } from '@jest/globals';
import express from 'express';
import { createLogger } from '#platform/logging';
import { plainPath, requestLog } from './request-log.js';

const TOKEN = 'Zm9yLXRoZS1ob2xkZXItb2YtdGhlLWxpbmstYWxvbmU';
const ID = '01920000-0000-7000-8000-00000000000a';

it.each([
  ['/', '/'],
  ['/graphql', '/graphql'],
  ['/graphql?query=secret', '/graphql'],
  ['/c/exhibits/library', '/c/exhibits/library'],
  [`/d/${ID}`, `/d/${ID}`],
  [`/d/${ID}/who-leaves-the-museum#post-3`, `/d/${ID}/…`],
  [`/files/${ID}/Budget.xlsx?download`, `/files/${ID}/…`],
  [`/unsubscribe/${TOKEN}`, '/unsubscribe/…'],
  [`/unsubscribe/${TOKEN}/?x=1`, '/unsubscribe/…'],
  ['/unsubscribe/short', '/unsubscribe/…'],
  [`/UNSUBSCRIBE/${TOKEN}`, '/UNSUBSCRIBE/…'],
  [`/%75nsubscribe/${TOKEN}`, '/%75nsubscribe/…'],
  [`/%zz/${TOKEN}`, '/%zz/…'],
  [`//unsubscribe/${TOKEN}`, '//unsubscribe/…'],
  [`/${TOKEN}`, '/…'],
  [`/fr/unsubscribe/${TOKEN.slice(0, 20)}${TOKEN.slice(20)}`, '/fr/unsubscribe/…'],
  ['/assets/the-long-name-of-a-built-file-4f3a9c21.js', '/assets/the-long-name-of-a-built-file-4f3a9c21.js'],
])('%s stands in the log as %s', (url, expected) => {
  expect(plainPath(url)).toBe(expected);
});

it('writes no token, header, query or network address, whatever is asked for', async () => {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const app = express();
  app.use(requestLog(createLogger('info', sink)));
  // A part of the site that is mounted sees a shorter address while it answers.
  app.use('/unsubscribe', (_req, res) => void res.cookie('session', TOKEN).status(200).send('done'));
  app.use((_req, res) => void res.status(404).send('nothing'));
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const method of ['POST', 'GET'])
    for (const path of [`/unsubscribe/${TOKEN}`, `/Unsubscribe/${TOKEN}/`, `/elsewhere/${TOKEN}?token=${TOKEN}`])
      await fetch(`${origin}${path}`, { method, headers: { cookie: `session=${TOKEN}`, referer: origin + path } });
  await new Promise((resolve) => server.close(resolve));
  expect(lines).toHaveLength(6);
  expect(lines.join('')).toContain('"url":"/unsubscribe/…"');
  expect(lines.join('')).not.toMatch(new RegExp(`${TOKEN}|127\\.0\\.0\\.1`));
});
