import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ConfigError, loadConfig } from './config.js';
import { RATE_LIMITS } from './rate-limits.js';
import { configurationReference } from './reference.js';

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe('loadConfig', () => {
  it('names every wrong variable at once, one sentence each', () => {
    const problems = problemsOf({
      PORT: 'http',
      DATABASE_POOL: '21',
      PUBLIC_URL: 'https://example.org/forum',
      DATABASE_URL: 'mysql://root:secret@localhost/x',
      SMTP_URL: 'mail.example.org',
      REDIS_URL: 'localhost:6379',
      TRUST_PROXY: 'loopback,10.0.0.0/40',
      RATE_LIMITS: 'replies=1/2,reply=0/5,sockets-account=x,thread=5',
      LOG_LEVEL: 'loud',
      MAIL_FROM: 'Copse <nobody',
      NODE_ENV: 'prod',
    });
    expect(problems).toEqual([
      'PORT must be a whole number from 1 to 65535, not "http".',
      'PUBLIC_URL must be an http or https address without path, such as https://communities.example.org, not "https://example.org/forum".',
      'DATABASE_URL must be a postgres:// address of PostgreSQL 15 or newer.',
      'DATABASE_POOL must be a whole number from 2 to 20, not "21".',
      'SMTP_URL must be an smtp:// or smtps:// address.',
      'MAIL_FROM must be an e-mail address, alone or as `Name <address>`, not "Copse <nobody".',
      'REDIS_URL must be a redis:// or rediss:// address.',
      'TRUST_PROXY must be a list of addresses, networks (10.0.0.0/8) or loopback, linklocal, uniquelocal, separated by commas, not "loopback,10.0.0.0/40".',
      expect.stringMatching(/^RATE_LIMITS: "replies" is no limit \(known: sign-in-account, /),
      'RATE_LIMITS: "reply=0/5" is not of the form name=count/seconds.',
      'RATE_LIMITS: "sockets-account=x" is not of the form name=count/seconds.',
      'RATE_LIMITS: "thread" is written thread=10/600.',
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not "loud".',
      'NODE_ENV must be one of production, development, test, not "prod".',
    ]);
  });

  it('never prints a value that may hold a password', () => {
    expect(problemsOf({ DATABASE_URL: 'mysql://a:secret@b/c', SMTP_URL: 'x:secret@y' }).join()).not.toContain('secret');
  });

  it('needs nothing, and takes an empty variable for an absent one', () => {
    const config = loadConfig({ PORT: '', PUBLIC_URL: ' ', TRUST_PROXY: '', RATE_LIMITS: '' });
    expect(config).toMatchObject({
      port: 3000,
      host: null,
      publicUrl: 'http://localhost:3000',
      origins: ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'],
      databaseUrl: null,
      dataDir: resolve('data'),
      trustProxy: [],
      directory: 'bundled',
      logLevel: 'warn',
      mode: 'production',
      mailFrom: { name: 'Copse', address: 'noreply@localhost' },
    });
    expect(config.rateLimits).toEqual(RATE_LIMITS);
  });

  it('accepts one public origin alone when it is named, and leaves out a default port', () => {
    expect(loadConfig({ PUBLIC_URL: 'https://copse.example.org:443/' })).toMatchObject({
      publicUrl: 'https://copse.example.org',
      origins: ['https://copse.example.org'],
      mailFrom: { address: 'noreply@copse.example.org' },
    });
    expect(loadConfig({ PORT: '80' }).origins[0]).toBe('http://localhost');
  });

  it('overrides single limits and keeps the rest', () => {
    expect(loadConfig({ RATE_LIMITS: 'reply=5/60, sockets-account=3' }).rateLimits).toEqual({
      ...RATE_LIMITS,
      reply: { count: 5, seconds: 60 },
      'sockets-account': { count: 3, seconds: null },
    });
    expect(loadConfig({ RATE_LIMITS: 'sockets-account=3/60' }).rateLimits['sockets-account']).toEqual({
      count: 3,
      seconds: null,
    });
  });

  it.each([
    ['Copse of museums <hello@example.org>', { name: 'Copse of museums', address: 'hello@example.org' }],
    ['hello@example.org', { name: 'Copse', address: 'hello@example.org' }],
  ])('reads the sender %s', (text, mailbox) => {
    expect(loadConfig({ MAIL_FROM: text }).mailFrom).toEqual(mailbox);
  });

  it.each(['a@b>', '<a@b', 'a@b@c', 'Name <a@b> x', 'a@b\r\nBcc: c@d'])('refuses the sender %j', (text) => {
    expect(problemsOf({ MAIL_FROM: text })).toHaveLength(1);
  });
});

it('docs/operating.md holds the table of this list (npm run gen)', async () => {
  const page = await readFile(resolve('docs/operating.md'), 'utf8');
  expect(page).toContain(configurationReference());
});
