import { expect, it } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { bodyOf } from './request-body.js';

const request = (): PassThrough & IncomingMessage => new PassThrough() as unknown as PassThrough & IncomingMessage;

async function readTo(pieces: AsyncIterable<Buffer>, seen: string[] = []): Promise<string> {
  for await (const piece of pieces) seen.push(piece.toString());
  return seen.join('');
}

it('hands on what comes, and ends with it, as its stream does', async () => {
  const req = request();
  const body = bodyOf(req);
  const streamed = body.stream.getReader().read();
  const read = readTo(body.pieces);
  for (const text of ['one ', 'two ', 'three']) {
    req.write(text);
    await turn();
  }
  req.end();
  expect(await read).toBe('one two three');
  expect(await streamed).toEqual({ done: true, value: undefined });
});

it('takes no more from the network than may wait', async () => {
  const req = request();
  const body = bodyOf(req);
  const sent = Array.from({ length: 64 }, () => req.write(Buffer.alloc(64 * 1024)));
  await turn();
  expect(sent.includes(false)).toBe(true);
  const pieces = body.pieces[Symbol.asyncIterator]();
  await pieces.next();
  await turn();
  expect(req.isPaused()).toBe(true);
  req.end();
  for (let more = true; more;) more = !(await pieces.next()).done;
});

it('fails where the sender goes away, after what came, and so does its stream', async () => {
  for (const goes of [(req: PassThrough) => req.destroy(), (req: PassThrough) => req.destroy(new Error('cut'))]) {
    const req = request();
    const body = bodyOf(req);
    const streamed = body.stream.getReader().read();
    const failed = expect(streamed).rejects.toThrow(/went away|cut/);
    const seen: string[] = [];
    const read = readTo(body.pieces, seen);
    req.write('came');
    await turn();
    goes(req);
    await expect(read).rejects.toThrow(/went away|cut/);
    await failed;
    expect(seen).toEqual(['came']);
  }
});

it('ends where it is to stop, whatever still comes, and leaves the request alone once released', async () => {
  const req = request();
  const body = bodyOf(req);
  const pieces = body.pieces[Symbol.asyncIterator]();
  req.write('one');
  expect((await pieces.next()).value?.toString()).toBe('one');
  req.write('two');
  await turn();
  body.stop();
  req.write('three');
  await turn();
  expect([(await pieces.next()).value?.toString(), (await pieces.next()).done]).toEqual(['two', true]);
  expect(await body.stream.getReader().read()).toEqual({ done: true, value: undefined });
  body.release();
  expect(['data', 'end', 'error', 'close'].map((name) => req.listenerCount(name))).toEqual([0, 0, 0, 0]);
  req.destroy(new Error('nobody listens')).on('error', () => undefined);
});

it('fails at once of a request whose sender went away before anybody listened', async () => {
  const req = request();
  req.write('never read');
  req.destroy();
  await turn();
  const body = bodyOf(req);
  await expect(body.stream.getReader().read()).rejects.toThrow('went away');
  await expect(readTo(body.pieces)).rejects.toThrow('went away');
});

it('stops twice, and after it was cancelled, without complaint', async () => {
  const body = bodyOf(request());
  await body.stream.cancel();
  body.stop();
  body.stop();
  expect(await readTo(body.pieces)).toBe('');
});
