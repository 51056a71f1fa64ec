import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { hasRedis, RedisServer } from '../../../../test/support/redis-server.js';
import { describeWith } from '../../../../test/support/requirement.js';
import { until } from '../../../../test/support/until.js';
import { loadConfig } from '../config/index.js';
import { createLogger } from '../logging/index.js';
import { RedisLine } from '../redis/index.js';
import { LiveStream, type Listener } from './live-stream.js';

/** What one process has of it. */
interface Process {
  readonly line: RedisLine;
  readonly stream: LiveStream;
}

describeWith('redis', hasRedis)('the stream between processes', () => {
  let redis: RedisServer;
  const begun: RedisLine[] = [];

  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterEach(async () => {
    await begun[0]?.commands?.del('copse:live');
    for (const line of begun.splice(0)) await line.end();
  });
  afterAll(async () => {
    await redis?.kill();
  });

  const process = async (listener: Partial<Listener> = {}): Promise<Process> => {
    const line = new RedisLine(loadConfig({ REDIS_URL: redis.url }), createLogger('silent'));
    begun.push(line);
    await until('Redis', () => line.isReady);
    return { line, stream: new LiveStream(line, { hear: () => undefined, miss: () => undefined, ...listener }) };
  };
  const kept = async ({ line }: Process): Promise<number> => Number(await line.commands?.xlen('copse:live'));

  it('takes no more room in Redis where messages are long', async () => {
    const speaks = await process();
    const long = { text: 'x'.repeat(500_000) };
    for (let said = 0; said < 60; said += 1) await speaks.stream.say(long);
    // 30 million characters were said.
    expect(await kept(speaks)).toBeLessThan(2_300);
    expect(Number(await speaks.line.commands?.memory('USAGE', 'copse:live', 'SAMPLES', 0))).toBeLessThan(24_000_000);
  });

  it('carries a long message whole, and loses no short one by it', async () => {
    const heard: unknown[] = [];
    let missed = 0;
    const hears = await process({ hear: (message: unknown) => void heard.push(message), miss: () => (missed += 1) });
    const speaks = await process();
    hears.stream.listen();
    await until('a greeting', async () => (await kept(speaks)) > 0);
    // At its start it may have had to wait for Redis.
    missed = 0;
    await speaks.stream.say('first');
    await until('the first', () => heard.includes('first'));
    const before = await kept(speaks);
    // Signs of several bytes, and such as JSON writes in two, are cut anywhere.
    const long = '"é👣\n'.repeat(20_000);
    const said = [1, 2, 3].flatMap((number) => [`short ${number}`, `${number} ${long}`]);
    await Promise.all(said.map((message) => speaks.stream.say(message)));
    await until('the last', () => heard.length > said.length);
    expect(heard.slice(1)).toEqual(said);
    expect(missed).toBe(0);
    // All that was said is still there.
    expect(await kept(speaks)).toBeGreaterThan(before + 60);
  });

  it('notices a long message of which a piece is missing, and hears nothing of it', async () => {
    const heard: unknown[] = [];
    let missed = 0;
    const hears = await process({ hear: (message: unknown) => void heard.push(message), miss: () => (missed += 1) });
    hears.stream.listen();
    await until('a greeting', async () => (await kept(hears)) > 0);
    missed = 0;
    const say = (said: object): Promise<unknown> =>
      hears.line.commands?.xadd('copse:live', '*', 'said', JSON.stringify({ by: 'b', ...said })) ?? Promise.reject();
    await say({ number: 1, piece: { at: 0, of: 3, text: '"a' } });
    await say({ number: 3, piece: { at: 2, of: 3, text: 'c"' } });
    await say({ number: 4, message: 'whole' });
    await until('the whole one', () => heard.length > 0);
    expect([heard, missed]).toEqual([['whole'], 1]);
  });
});
