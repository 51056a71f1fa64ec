import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import express from 'express';
import { bodyDeadline } from './body-deadline.js';

let server: Server;
beforeAll(async () => {
  const web = express().use(bodyDeadline('/uploads', 100));
  web.post('/unread', (_req, res) => void res.end('early'));
  web.use((req, res) => {
    let body = '';
    req.on('data', (chunk: Buffer) => (body += chunk.toString())).on('end', () => res.end(`took ${body}`));
  });
  server = web.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => new Promise((closed) => server.close(closed)));

const begin = (path: string, headers = 'Content-Length: 2'): { socket: Socket; said: () => string } => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let said = '';
  socket.on('data', (chunk: Buffer) => (said += chunk.toString())).on('error', () => undefined);
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n`);
  return { socket, said: () => said };
};
/** Sends the rest of a body after the deadline; answers what was said in the end. */
const lateOn = async (path: string): Promise<string> => {
  const { socket, said } = begin(path);
  socket.write('a');
  await new Promise((later) => setTimeout(later, 300));
  socket.end('b');
  if (!socket.closed) await once(socket, 'close');
  return said();
};

it.each(['/graphql', '/uploadsx', '/'])('cuts off a body that trickles to %s', async (path) => {
  const { socket, said } = begin(path);
  const trickle = setInterval(() => socket.write('a'), 1_000);
  socket.write('a');
  await once(socket, 'close');
  clearInterval(trickle);
  expect(said()).toBe('');
});

it('cuts off one that nobody reads, and one in pieces', async () => {
  const unread = begin('/unread');
  await once(unread.socket, 'close');
  expect(unread.said()).toContain('early');
  const pieces = begin('/graphql', 'Transfer-Encoding: chunked');
  pieces.socket.write('1\r\na\r\n');
  await once(pieces.socket, 'close');
  expect(pieces.said()).toBe('');
});

it('leaves uploads alone, and whoever sends in time', async () => {
  for (const path of ['/uploads', '/uploads/x']) expect(await lateOn(path)).toContain('took ab');
  const { socket, said } = begin('/graphql');
  socket.write('ab');
  await once(socket, 'data');
  await new Promise((later) => setTimeout(later, 200));
  expect([said().includes('took ab'), socket.destroyed]).toEqual([true, false]);
  socket.destroy();
});
