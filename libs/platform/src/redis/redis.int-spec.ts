import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Writable } from 'node:stream';
import { freePort } from '../../../../test/support/free-port.js';
import { hasRedis, RedisServer } from '../../../../test/support/redis-server.js';
import { describeWith } from '../../../../test/support/requirement.js';
import { until } from '../../../../test/support/until.js';
import { loadConfig } from '../config/index.js';
import { createLogger } from '../logging/index.js';
import { checkRedis, redisKey, RedisLine, RedisUnusable } from './index.js';

describeWith('redis', hasRedis)('Redis', () => {
  let redis: RedisServer;
  let lines: string[];
  const open = (url = redis.url): RedisLine => {
    const log = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    return new RedisLine(loadConfig({ REDIS_URL: url }), createLogger('warn', log));
  };

  beforeEach(async () => {
    lines = [];
    redis = await RedisServer.start();
  });
  afterEach(() => redis.kill());

  it('is looked at before a process starts: away is a warning, a refusal is none', async () => {
    expect(await checkRedis(redis.url)).toBeNull();
    const nowhere = `127.0.0.1:${await freePort()}`;
    expect(await checkRedis(`redis://:secret@${nowhere}`)).toMatch(
      new RegExp(`^The Redis server ${nowhere} of REDIS_URL cannot be reached \\(.*ECONNREFUSED.*\\)\\.`),
    );
    const line = open();
    await until('Redis', () => line.isReady);
    await line.commands?.config('SET', 'requirepass', 'right');
    const guarded = (password: string): string => redis.url.replace('//', `//:${password}@`);
    expect(await checkRedis(guarded('right'))).toBeNull();
    const refusal = await checkRedis(guarded('a-canary')).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RedisUnusable);
    expect(String(refusal)).toMatch(/refuses: WRONGPASS/);
    expect(String(refusal)).not.toContain('a-canary');
    await expect(checkRedis(redis.url)).rejects.toThrow(/refuses: NOAUTH/);
    await line.end();
  });

  it('comes back by itself, fails what is asked meanwhile at once, and is told of once', async () => {
    const line = open();
    await until('Redis', () => line.isReady);
    await redis.kill();
    await until('a line that is down', () => !line.isReady);
    await expect(line.commands?.ping()).rejects.toThrow();
    await redis.up();
    await until('a line that is back', () => line.isReady);
    expect(await line.commands?.ping()).toBe('PONG');
    await line.end();
    expect(lines.map((text) => (JSON.parse(text) as { msg: string }).msg.split(':')[1]?.split(';')[0]?.trim())).toEqual(
      ['not reached', 'back'],
    );
  });

  it('hears nothing of who somebody is', () => {
    const key = redisKey('limit', 'ada@example.org');
    expect(key).toMatch(/^copse:limit:[\w-]{27}$/);
    expect(redisKey('limit', 'bob@example.org')).not.toBe(key);
  });
});
