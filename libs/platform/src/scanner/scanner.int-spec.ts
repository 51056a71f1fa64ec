import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { EICAR, SCANNED_BYTES, SmallClamd } from '../../../../test/support/small-clamd.js';
import { loadConfig } from '../config/index.js';
import { createLogger } from '../logging/index.js';
import { Scanner } from './scanner.service.js';

describe('the virus scanner', () => {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });
  const clamd = async (answer?: (socket: Socket) => void, where: string | number = 0): Promise<SmallClamd> => {
    const started = await new SmallClamd(answer).listen(where);
    ends.push(() => started.close());
    return started;
  };
  const lines: string[] = [];
  const scanner = (url?: string): Scanner =>
    new Scanner(loadConfig({ SCANNER_URL: url }), createLogger('error', { write: (line) => void lines.push(line) }));
  const scan = (url: string, content: Buffer | string): Promise<string> =>
    scanner(url).scan(Readable.from([Buffer.from(content)]));
  const unavailable = { code: 'UNAVAILABLE', details: { retryAfter: 60 } };

  it('is there only where one is configured', async () => {
    expect(scanner().configured).toBe(false);
    expect(scanner('tcp://127.0.0.1:3310').configured).toBe(true);
    await expect(scanner().scan(Readable.from(['x']))).rejects.toMatchObject(unavailable);
  });

  it('sends every byte and believes a clean answer', async () => {
    const daemon = await clamd();
    const content = randomBytes(900_000);
    const stream = Readable.from([content.subarray(0, 10), content.subarray(10, 300_001), content.subarray(300_001)]);
    expect(await scanner(`tcp://127.0.0.1:${daemon.port}`).scan(stream)).toBe('clean');
    expect(daemon.received[0]?.equals(content)).toBe(true);
  });

  it('hears of an infected file, wherever in it', async () => {
    const daemon = await clamd();
    const url = `tcp://127.0.0.1:${daemon.port}`;
    expect(await scan(url, EICAR)).toBe('infected');
    expect(await scan(url, Buffer.concat([randomBytes(70_000), Buffer.from(EICAR), randomBytes(70_000)]))).toBe(
      'infected',
    );
    expect(await scan(url, 'harmless')).toBe('clean');
  });

  it('speaks through a socket in the file system', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'copse clamd-'));
    ends.push(() => rm(folder, { recursive: true, force: true }));
    await clamd(undefined, join(folder, 'clamd.ctl'));
    expect(await scan(`unix://${encodeURI(folder)}/clamd.ctl`, EICAR)).toBe('infected');
  });

  it('gives no verdict beyond the limit of the daemon, which hangs up in the middle', async () => {
    const daemon = await clamd();
    await expect(scan(`tcp://127.0.0.1:${daemon.port}`, Buffer.alloc(8 * SCANNED_BYTES))).rejects.toMatchObject(
      unavailable,
    );
    expect(daemon.received).toEqual([]);
  });

  it.each([
    ['hangs up at once', (socket: Socket) => void socket.destroy()],
    ['says nothing and goes', (socket: Socket) => void socket.end()],
    ['breaks off', (socket: Socket) => void socket.end('stream: O')],
    ['has an error', (socket: Socket) => void socket.end('stream: ERROR\0')],
    ['says something else', (socket: Socket) => void socket.end('HTTP/1.1 200 OK\r\n\r\n\0')],
    ['says clean of something else', (socket: Socket) => void socket.end('other: OK\0')],
    ['never stops', (socket: Socket) => void socket.end('x'.repeat(100_000))],
  ])('gives no verdict when the daemon %s', async (_, answer) => {
    const daemon = await clamd(answer);
    await expect(scan(`tcp://127.0.0.1:${daemon.port}`, 'content')).rejects.toMatchObject(unavailable);
  });

  it('gives no verdict when the daemon says nothing', async () => {
    const daemon = await clamd(() => undefined);
    const logger = createLogger('silent');
    const impatient = new Scanner(loadConfig({ SCANNER_URL: `tcp://127.0.0.1:${daemon.port}` }), logger, 200);
    await expect(impatient.scan(Readable.from(['x']))).rejects.toMatchObject(unavailable);
    // One that takes nothing either: what does not fit between us stays with us.
    await expect(impatient.scan(Readable.from([Buffer.alloc(30 * SCANNED_BYTES)]))).rejects.toMatchObject(unavailable);
  });

  it('gives no verdict when nobody listens', async () => {
    const daemon = await clamd();
    const { port } = daemon;
    await ends.pop()?.();
    await expect(scan(`tcp://127.0.0.1:${port}`, 'content')).rejects.toMatchObject(unavailable);
    await expect(scan('unix:///nowhere/clamd.ctl', 'content')).rejects.toMatchObject(unavailable);
  });

  it('gives no verdict of bytes that break off, and lets both ends go', async () => {
    const daemon = await clamd();
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('the first half');
        throw new Error('the disk is gone');
      })(),
    );
    await expect(scanner(`tcp://127.0.0.1:${daemon.port}`).scan(broken)).rejects.toMatchObject(unavailable);
    expect(broken.destroyed).toBe(true);
    expect(daemon.received).toEqual([]);
  });

  it('writes down that it failed, without a byte of the file', async () => {
    lines.length = 0;
    const daemon = await clamd((socket) => void socket.end('stream: ERROR\0'));
    await expect(scan(`tcp://127.0.0.1:${daemon.port}`, 'a private word')).rejects.toMatchObject(unavailable);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('no verdict');
    expect(lines[0]).not.toContain('private');
  });
});
