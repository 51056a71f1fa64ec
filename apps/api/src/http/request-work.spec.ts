import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { workNow } from '#platform/logging';
import { requestWork } from './request-work.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
let server: Server;
afterEach(() => new Promise((closed) => server.close(closed)));

/** The id that a request with this header gets, told after its body was read. */
async function idOf(trustProxy: string[], given?: string): Promise<string> {
  const app = express();
  app.use(requestWork(trustProxy), express.json());
  app.use((_req, res) => void res.send(workNow()?.id));
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close', ...(given && { 'x-request-id': given }) },
    body: '{"some":"body"}',
  });
  return answer.text();
}

describe('the id of a request', () => {
  it('is what a proxy that is believed says', async () => {
    expect(await idOf(['loopback'], 'edge-7:4f')).toBe('edge-7:4f');
  });

  it.each([
    ['nobody is believed', [], 'edge-7'],
    ['somebody else is believed', ['192.0.2.0/24'], 'edge-7'],
    ['it would be no name', ['loopback'], 'a "quoted" one'],
    ['it is endless', ['loopback'], 'x'.repeat(129)],
    ['there is none', ['loopback'], undefined],
  ])('is ours where %s', async (_why, trustProxy, given) => {
    expect(await idOf(trustProxy, given)).toMatch(UUID);
  });
});
