import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { S3Body } from './s3-body.js';

describe('S3Body', () => {
  it('gives what was announced', async () => {
    const body = new PassThrough();
    const read = buffer(new S3Body(body, 6));
    body.write('abc');
    body.end('def');
    expect((await read).toString()).toBe('abcdef');
    const empty = new PassThrough();
    empty.end();
    expect(await buffer(new S3Body(empty, 0))).toHaveLength(0);
  });

  it.each([
    ['ends early', (body: PassThrough) => body.end('abc')],
    ['is cut', (body: PassThrough) => body.destroy()],
    ['breaks', (body: PassThrough) => body.destroy(new Error('reset'))],
    ['is longer', (body: PassThrough) => body.end('abcdefg')],
  ])('fails when it %s', async (_, happen) => {
    const body = new PassThrough();
    const read = buffer(new S3Body(body, 6));
    happen(body);
    await expect(read).rejects.toThrow();
  });

  it('fails when nothing more comes while somebody wants to read', async () => {
    const body = new PassThrough();
    const read = buffer(new S3Body(body, 6, 20));
    body.write('abc');
    await expect(read).rejects.toThrow('stopped in the middle');
    expect(body.destroyed).toBe(true);
  });

  it('has patience with a slow reader', async () => {
    const body = new PassThrough();
    const slow = new S3Body(body, 300_000, 20);
    body.end(Buffer.alloc(300_000));
    slow.read(0);
    await once(slow, 'readable');
    // Far longer than a store may take, and nobody reads.
    await new Promise((done) => setTimeout(done, 100));
    expect((await buffer(slow)).length).toBe(300_000);
  });

  it('lets go of the answer when its reader goes', async () => {
    const body = new PassThrough();
    const gone = new S3Body(body, 6);
    gone.destroy();
    await once(gone, 'close');
    expect(body.destroyed).toBe(true);
  });
});
