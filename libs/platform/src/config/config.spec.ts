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
      S3_URL: 'https://files.example.org/bucket',
      UPLOAD_MAX_MIB: '0',
      COMMUNITY_QUOTA_MIB: '2 GiB',
      SCANNER_URL: 'tcp://scanner',
      TRUST_PROXY: 'loopback,10.0.0.0/40',
      RATE_LIMITS: 'replies=1/2,reply=0/5,sockets-account=x,thread=5',
      LOG_LEVEL: 'loud',
      MAIL_FROM: 'Copse <nobody',
      NODE_ENV: 'prod',
      DRAIN_SECONDS: '6',
      METRICS_PORT: '70000',
      METRICS_TOKEN: 'short',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318',
      OTEL_EXPORTER_OTLP_HEADERS: 'key: Hidden',
      OTEL_TRACES_SAMPLER_ARG: '5%',
    });
    expect(problems).toEqual([
      'PORT must be a whole number from 1 to 65535, not "http".',
      'PUBLIC_URL must be an http or https address without path, such as https://communities.example.org, not "https://example.org/forum".',
      'TRUST_PROXY must be a list of addresses, networks (10.0.0.0/8) or loopback, linklocal, uniquelocal, separated by commas, not "loopback,10.0.0.0/40".',
      'DATABASE_URL must be a postgres:// address of PostgreSQL 15 or newer.',
      'DATABASE_POOL must be a whole number from 2 to 20, not "21".',
      'REDIS_URL must be a redis:// or rediss:// address.',
      'SMTP_URL must be an smtp:// or smtps:// address.',
      'MAIL_FROM must be an e-mail address, alone or as `Name <address>`, not "Copse <nobody".',
      expect.stringMatching(/^S3_URL must be an address of the form https:\/\/key:secret@host\/bucket or .*encoded\.$/),
      'UPLOAD_MAX_MIB must be a whole number from 1 to 2000, not "0".',
      'COMMUNITY_QUOTA_MIB must be a whole number from 1 to 10000000, not "2 GiB".',
      'SCANNER_URL must be an address of the form tcp://host:port or unix:///path, not "tcp://scanner".',
      expect.stringMatching(/^RATE_LIMITS: "replies" is no limit \(known: sign-in-account, /),
      'RATE_LIMITS: "reply=0/5" is not of the form name=count/seconds.',
      'RATE_LIMITS: "sockets-account=x" is not of the form name=count/seconds.',
      'RATE_LIMITS: "thread" is written thread=10/600.',
      'DRAIN_SECONDS must be a whole number from 0 to 5, not "6".',
      'NODE_ENV must be one of production, development, test, not "prod".',
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not "loud".',
      'METRICS_PORT must be a whole number from 1 to 65535, not "70000".',
      'METRICS_TOKEN must be at least 32 letters, figures or other characters without spaces.',
      'OTEL_EXPORTER_OTLP_ENDPOINT must be an http:// or https:// address, not "localhost:4318".',
      'OTEL_EXPORTER_OTLP_HEADERS must be a list of name=value, separated by commas, values percent-encoded.',
      'OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1, not "5%".',
    ]);
  });

  it('leaves whoever balances the load the time to notice where there are other processes', () => {
    expect(loadConfig({}).drainSeconds).toBe(0);
    expect(loadConfig({ REDIS_URL: 'redis://localhost' }).drainSeconds).toBe(3);
    expect(loadConfig({ REDIS_URL: 'redis://localhost', DRAIN_SECONDS: '0' }).drainSeconds).toBe(0);
    expect(loadConfig({ DRAIN_SECONDS: '5' }).drainSeconds).toBe(5);
  });

  it("reads the headers of traces as OpenTelemetry's own settings are written", () => {
    const headers = (text: string) => loadConfig({ OTEL_EXPORTER_OTLP_HEADERS: text }).traceHeaders;
    expect(headers('')).toEqual({});
    expect(headers('X-Key=a%20b%2C=, authorization=Bearer%20c')).toEqual({
      'x-key': 'a b,=',
      authorization: 'Bearer c',
    });
    for (const text of ['key', '=value', 'a b=c', 'key=%0d%0aforged', 'key=%zz'])
      expect(() => headers(text)).toThrow(ConfigError);
  });

  it('never prints a value that may hold a password', () => {
    const problems = problemsOf({
      DATABASE_URL: 'mysql://a:Hidden@b/c',
      SMTP_URL: 'x:Hidden@y',
      S3_URL: 'https://key:Hidden@host',
    });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain('Hidden');
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
      s3Url: null,
      uploadMaxMib: 100,
      communityQuotaMib: 2048,
      scannerUrl: null,
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
    [
      'https://key:secret@s3.example.org/copse-files',
      {
        endpoint: 'https://s3.example.org',
        bucket: 'copse-files',
        region: 'us-east-1',
        accessKeyId: 'key',
        secretAccessKey: 'secret',
      },
    ],
    [
      'http://k%2Fey:s%3A%2Bcret@127.0.0.1:9000/files/?region=ca-east-1',
      {
        endpoint: 'http://127.0.0.1:9000',
        bucket: 'files',
        region: 'ca-east-1',
        accessKeyId: 'k/ey',
        secretAccessKey: 's:+cret',
      },
    ],
  ])('reads the bucket %s', (text, address) => {
    expect(loadConfig({ S3_URL: text }).s3Url).toEqual(address);
  });

  it.each([
    's3://key:secret@host/bucket',
    'https://host/bucket',
    'https://key@host/bucket',
    'https://key:secret@host',
    'https://key:secret@host/bucket/folder',
    'https://key:secret@host/Bucket',
    'https://key:secret@host/bucket?regoin=x',
    'https://key:secret@host/bucket?region=a/b',
    'https://key:secret@host/bucket#x',
    'https://key:%E9@host/bucket',
  ])('refuses the bucket %s', (text) => {
    expect(problemsOf({ S3_URL: text })).toHaveLength(1);
  });

  it.each(['tcp://scanner:3310', 'tcp://[::1]:3310', 'unix:///run/clamav/clamd.ctl'])(
    'takes the scanner %s',
    (text) => {
      expect(loadConfig({ SCANNER_URL: text }).scannerUrl).toBe(text);
    },
  );

  it.each(['scanner:3310', 'http://scanner:3310', 'unix://host/path', 'unix:///', 'tcp://:3310'])(
    'refuses the scanner %s',
    (text) => {
      expect(problemsOf({ SCANNER_URL: text })).toHaveLength(1);
    },
  );

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
