import { createServer, Agent, request, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Leaving } from './leaving.js';

/** More than all buffers on the way hold, so that the rest lies in the process. */
const LONG = 30_000_000;

let server: Server;
let port: number;
let leaving: Leaving;
let finish: (() => void) | undefined;
let asked: () => void;
const agent = new Agent({ keepAlive: true });

beforeEach(async () => {
  server = createServer((req, res) => {
    if (req.url === '/long') res.end(Buffer.alloc(LONG, 'a'));
    else if (req.url === '/later') finish = () => res.end('late');
    else res.end('done');
    asked();
  });
  asked = () => undefined;
  leaving = new Leaving(server);
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  agent.destroy();
  server.closeAllConnections();
});

const ask = (path: string): Promise<{ text: string; headers: IncomingMessage['headers'] }> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, agent }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => resolve({ text, headers: answer.headers })).on('error', reject);
    });
    sent.on('error', reject).end();
  });
const untilAsked = (): Promise<void> => new Promise((resolve) => (asked = resolve));

describe('a server that is left', () => {
  it('lets in everybody whom the machine has let in for it', async () => {
    const crowd = Array.from({ length: 60 }, () => connect(port, '127.0.0.1'));
    // They have a connection as soon as the machine has made it; the server takes it up when it looks.
    await Promise.all(crowd.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    const answers = crowd.map(
      (socket) =>
        new Promise<string>((resolve, reject) => {
          let text = '';
          socket.setEncoding('utf8').on('data', (part: string) => (text += part));
          socket.once('error', reject).once('close', () => resolve(text));
          socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
        }),
    );
    leaving.begin();
    await leaving.shut();
    await leaving.ended();
    for (const text of await Promise.all(answers)) expect(text).toContain('done');
  });

  it('answers what is still on its way over a connection that came before', async () => {
    const entered = new Promise((resolve) => server.once('connection', resolve));
    const late: Socket = connect(port, '127.0.0.1');
    let text = '';
    late.setEncoding('utf8').on('data', (part: string) => (text += part));
    const closed = new Promise((resolve) => late.once('close', resolve));
    await entered;
    leaving.begin();
    await leaving.shut();
    const ended = leaving.ended();
    // After the first look at who is there.
    setTimeout(() => late.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'), 60);
    await Promise.all([ended, closed]);
    expect(text).toContain('done');
  });

  it('sends to its end what a slow reader has not taken yet', async () => {
    const reader: Socket = connect(port, '127.0.0.1');
    let taken = 0;
    const closed = new Promise((resolve) => reader.once('close', resolve));
    const arrived = untilAsked();
    reader.pause().write('GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await arrived;
    leaving.begin();
    await leaving.shut();
    const ended = leaving.ended();
    reader.on('data', (part: Buffer) => (taken += part.length)).resume();
    await Promise.all([ended, closed]);
    expect(taken).toBeGreaterThan(LONG);
  });

  it('ends each connection with its answer, and those that wait for none at once', async () => {
    expect((await ask('/')).headers.connection).toBe('keep-alive');
    const arrived = untilAsked();
    const late = ask('/later');
    await arrived;
    leaving.begin();
    expect((await ask('/')).headers.connection).toBe('close');
    await leaving.shut();
    let over = false;
    const ended = leaving.ended().then(() => (over = true));
    await expect(ask('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(over).toBe(false);
    finish?.();
    expect(await late).toMatchObject({ text: 'late', headers: { connection: 'close' } });
    await ended;
  });
});
