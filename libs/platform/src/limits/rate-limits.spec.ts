import { expect, it } from '@jest/globals';
import { loadConfig } from '../config/index.js';
import { BadInput } from '../errors/index.js';
import { createLogger, SecurityLog } from '../logging/index.js';
import { RateLimits } from './rate-limits.service.js';

const limits = () => new RateLimits(loadConfig({ RATE_LIMITS: 'reply=2/600' }));

it('lets so many through and names the time to wait', async () => {
  const counting = limits();
  await counting.take('reply', 'ada');
  await counting.take('reply', 'ada');
  expect(await counting.peek('reply', 'ada')).toBeGreaterThan(590);
  await expect(counting.take('reply', 'ada')).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    details: { retryAfter: 600 },
  });
  await counting.take('reply', 'bob');
  await counting.take('thread', 'ada');
});

it('counts acts that are done as one together, and none of them when there is no room for all', async () => {
  const counting = new RateLimits(loadConfig({ RATE_LIMITS: 'invite=10/600' }));
  await counting.take('invite', 'ada', 6);
  await expect(counting.take('invite', 'ada', 5)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await counting.take('invite', 'ada', 4);
  await expect(counting.take('invite', 'ada')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
});

it('gives back what deserved no counting', async () => {
  const counting = limits();
  for (let i = 0; i < 10; i += 1) {
    await counting.take('reply', 'ada');
    await counting.giveBack('reply', 'ada');
  }
  expect(await counting.peek('reply', 'ada')).toBe(0);
});

it('counts two keys apart that differ in anything', async () => {
  const counting = limits();
  for (const key of ['a', 'A', ' a', 'a:', '__proto__', 'constructor']) {
    expect(await counting.tryTake('reply', key)).toBe(0);
    expect(await counting.tryTake('reply', key)).toBe(0);
    expect(await counting.tryTake('reply', key)).toBeGreaterThan(0);
  }
});

it('counts a work once it says so, once however often it begins anew, and not when the database is lost', async () => {
  const counting = limits();
  expect(await counting.spend('reply', 'ada', async () => 'done before')).toBe('done before');
  const refused = new BadInput({ body: 'x' });
  await expect(counting.spend('reply', 'ada', () => Promise.reject(refused))).rejects.toBe(refused);
  await expect(
    counting.spend('reply', 'ada', async (count) => {
      await count();
      throw new Error('Connection terminated unexpectedly');
    }),
  ).rejects.toThrow('terminated');
  const twice = await counting.spend('reply', 'ada', async (count) => {
    await count();
    await count();
    return 'once';
  });
  expect(twice).toBe('once');
  await expect(
    counting.spend('reply', 'ada', async (count) => {
      await count();
      throw refused;
    }),
  ).rejects.toBe(refused);
  await expect(counting.spend('reply', 'ada', (count) => count())).rejects.toMatchObject({ code: 'RATE_LIMITED' });
});

it.each([
  ['a statement that ran out of its time', Object.assign(new Error('canceling statement'), { code: '57014' })],
  ['one that nobody answered', new Error('Query read timeout')],
  ['a text that took all memory', Object.assign(new Error('out of memory'), { code: '53200' })],
  ['a mistake of ours', new TypeError('oops')],
])('leaves %s counted, which may be the doing of who sent it', async (_what, failure) => {
  const counting = limits();
  const work = (): Promise<void> =>
    counting.spend('reply', 'ada', async (count) => {
      await count();
      throw failure;
    });
  for (let time = 0; time < 2; time += 1) await expect(work()).rejects.toBe(failure);
  await expect(work()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
});

it.each([
  ['the connection', Object.assign(new Error('terminating connection'), { code: '57P01' })],
  ['a place in the pool', new Error('timeout exceeded when trying to connect')],
  ['a disk', Object.assign(new Error('no space left'), { code: '53100' })],
  ['a lock that another one has', Object.assign(new Error('canceling statement'), { code: '55P03' })],
  ['an order with another one', Object.assign(new Error('deadlock detected'), { code: '40P01' })],
])('gives back what failed for want of %s, which is not the doing of who sent it', async (_what, failure) => {
  const counting = limits();
  const work = counting.spend('reply', 'ada', async (count) => {
    await count();
    throw new Error('QueryFailedError', { cause: failure });
  });
  await expect(work).rejects.toThrow('QueryFailedError');
  await counting.take('reply', 'ada', 2);
});

it('tells the log once for each time that a limit is used up, and of nobody whose it is', async () => {
  const lines: string[] = [];
  const log = new SecurityLog(createLogger('warn', { write: (line: string) => void lines.push(line) }));
  const counting = new RateLimits(loadConfig({ RATE_LIMITS: 'reply=2/600' }), undefined, log);
  for (let act = 0; act < 6; act += 1) await counting.tryTake('reply', 'ada@example.org');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'limited', limit: 'reply' });
  expect(lines.join('')).not.toContain('ada');
  await counting.tryTake('reply', 'bob');
  expect(lines).toHaveLength(1);
});
