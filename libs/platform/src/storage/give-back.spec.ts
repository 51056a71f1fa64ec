import { describe, expect, it } from '@jest/globals';
import { giveBack } from './give-back.js';

describe('giveBack', () => {
  it('gives back the memory of bytes that lie alone in it, once', () => {
    const bytes = Buffer.alloc(100_000, 1);
    giveBack(bytes);
    expect([bytes.length, bytes.buffer.byteLength]).toEqual([0, 0]);
    giveBack(bytes);
  });

  it('leaves alone what others lie beside, and what is no memory of this thread alone', () => {
    const whole = Buffer.alloc(100_000, 1);
    giveBack(whole.subarray(1));
    giveBack(Buffer.from('a few bytes lie in a common place'));
    expect(whole.length).toBe(100_000);
    const shared = new Uint8Array(new SharedArrayBuffer(8)).fill(2);
    giveBack(shared);
    expect(shared).toHaveLength(8);
    giveBack(new Uint8Array());
  });
});
