import { describe, expect, it } from '@jest/globals';
import { Turnstile } from './turnstile.js';

const started = (limits: Record<string, number>): Turnstile => {
  const turnstile = new Turnstile(new Map(Object.entries(limits)), 1);
  expect(turnstile.closed()).toEqual(Object.keys(limits));
  return turnstile;
};
const looks = (turnstile: Turnstile, workerId: string): string[] => {
  const closed = turnstile.closed();
  turnstile.looks(workerId);
  return closed;
};

describe('Turnstile', () => {
  it('is closed to those who would be one too many, also while others only look', async () => {
    const turnstile = started({ mail: 2 });
    expect(looks(turnstile, 'a')).toEqual([]);
    expect(looks(turnstile, 'b')).toEqual([]);
    expect(looks(turnstile, 'c')).toEqual(['mail']);
    turnstile.found('b');
    expect(looks(turnstile, 'd')).toEqual([]);
    let end: () => void = () => undefined;
    const running = turnstile.pass('mail', () => new Promise((done) => (end = done)));
    turnstile.found('a');
    turnstile.found('c');
    expect(looks(turnstile, 'e')).toEqual(['mail']);
    turnstile.found('d');
    turnstile.found('e');
    expect(looks(turnstile, 'f')).toEqual([]);
    turnstile.found('f');
    end();
    await running;
    expect([looks(turnstile, 'g'), looks(turnstile, 'h')]).toEqual([[], []]);
  });

  it('opens again after a job that failed, and limits each kind by itself', async () => {
    const turnstile = started({ mail: 1, maps: 1 });
    let fail: (error: Error) => void = () => undefined;
    const running = turnstile.pass('mail', () => new Promise((_done, failed) => (fail = failed)));
    expect(looks(turnstile, 'a')).toEqual(['mail']);
    expect(looks(turnstile, 'b')).toEqual(['mail', 'maps']);
    turnstile.found('a');
    turnstile.found('b');
    fail(new Error('x'));
    await expect(running).rejects.toThrow('x');
    expect(looks(turnstile, 'c')).toEqual([]);
  });
});
