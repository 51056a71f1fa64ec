import { resolve } from 'node:path';
import { z } from 'zod';
import { parseRateLimits } from './rate-limits.js';
import { parseS3Address, type S3Address } from './s3-address.js';
import { parseSecretKeys, type SecretKey } from './secret-keys.js';
import { isTrustedProxy } from './trusted-proxies.js';
import { parseTraceHeaders } from './trace-headers.js';

interface Entry<T> {
  /** Name of the environment variable. */
  readonly name: string;
  /** What a value is, in words that complete "must be …". */
  readonly type: string;
  /** Unit of the value, or null. */
  readonly unit: string | null;
  /** The default as an operator reads it. */
  readonly default: string;
  /** What the value changes. */
  readonly effect: string;
  /** The value may hold a password and is never printed. */
  readonly secret?: true;
  readonly schema: z.ZodType<T>;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const MAILBOX = /^(?:([^<>"\p{Cc}]*?)\s*<)?([^\s<>@"\p{Cc}]+@[^\s<>@"\p{Cc}]+)(>)?$/u;

const entry = <T>(described: Entry<T>): Entry<T> => described;
const wholeNumber = (min: number, max: number, preset: number): z.ZodType<number> =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .default(String(preset))
    .transform(Number)
    .pipe(z.number().min(min).max(max));
const url = (...schemes: string[]): z.ZodType<string | null> =>
  z
    .string()
    .refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol) && new URL(text).hostname !== '')
    .optional()
    .transform((text) => text ?? null);

const isScannerAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, port, pathname } = new URL(text);
  return protocol === 'tcp:'
    ? hostname !== '' && port !== ''
    : protocol === 'unix:' && hostname === '' && pathname !== '/';
};

/** Every setting of Copse. docs/operating.md is generated from this list, so what is not here does not exist. */
export const ENTRIES = {
  port: entry({
    name: 'PORT',
    type: 'a whole number from 1 to 65535',
    unit: 'TCP port',
    default: '3000',
    effect: 'Web client, GraphQL and live connections are served here.',
    schema: wholeNumber(1, 65_535, 3000),
  }),
  host: entry({
    name: 'HOST',
    type: 'an IP address or a host name of this machine',
    unit: null,
    default: 'every address of the machine',
    effect:
      'Address to listen on. `127.0.0.1` keeps the site on this machine. The embedded database listens on 127.0.0.1 whatever stands here.',
    schema: z
      .string()
      .regex(/^[A-Za-z0-9.:%_-]+$/)
      .optional()
      .transform((text) => text ?? null),
  }),
  publicUrl: entry({
    name: 'PUBLIC_URL',
    type: 'an http or https address without path, such as https://communities.example.org',
    unit: null,
    default: '`http://localhost:<PORT>`',
    effect:
      'The address that people type: the base of links in mails, and the only origin whose browsers may change anything. With https, cookies are `Secure` and `__Host-`. Without it the site can be used from this machine only.',
    schema: z
      .string()
      .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
      .transform((text) => new URL(text))
      .refine((parsed) => `${parsed.origin}/` === parsed.href)
      .transform((parsed) => parsed.origin)
      .optional()
      .transform((text) => text ?? null),
  }),
  databaseUrl: entry({
    name: 'DATABASE_URL',
    type: 'a postgres:// address of PostgreSQL 15 or newer',
    unit: null,
    default: 'embedded PostgreSQL under `COPSE_DATA`',
    effect: 'The database. Without it `npm start` brings PostgreSQL 18 of its own.',
    secret: true,
    schema: url('postgres:', 'postgresql:'),
  }),
  databasePool: entry({
    name: 'DATABASE_POOL',
    type: 'a whole number from 2 to 20',
    unit: 'connections',
    default: '20',
    effect: 'At most so many database connections for one process; a request that waits 2 s for one is answered 503.',
    schema: wholeNumber(2, 20, 20),
  }),
  dataDir: entry({
    name: 'COPSE_DATA',
    type: 'a path',
    unit: null,
    default: '`data`',
    effect: 'Folder of the embedded database, of shared files, of kept mail and of the secret key (see *Backup*).',
    schema: z
      .string()
      .default('data')
      .transform((path) => resolve(path)),
  }),
  secretKeys: entry({
    name: 'COPSE_SECRET_KEY',
    type: 'a list of id:key, separated by commas, each id once, each key 32 bytes in base64',
    unit: null,
    default: 'file `<COPSE_DATA>/keys/secret-keys`, made at the first start',
    effect:
      'The master keys of private answers (see *The secret key*). The first seals, the others only open what they sealed before.',
    secret: true,
    schema: z
      .string()
      .optional()
      .transform((text): readonly SecretKey[] | null | undefined =>
        text === undefined ? null : (parseSecretKeys(text.split(',')) ?? undefined),
      )
      .pipe(z.custom<readonly SecretKey[] | null>((keys) => keys !== undefined)),
  }),
  smtpUrl: entry({
    name: 'SMTP_URL',
    type: 'an smtp:// or smtps:// address',
    unit: null,
    default: 'none: mail is kept',
    effect:
      'Server for outgoing mail. Without it mail is kept as files under `<COPSE_DATA>/mail` for 7 days, readable by administrators at `/admin/mailbox`.',
    secret: true,
    schema: url('smtp:', 'smtps:'),
  }),
  mailFrom: entry({
    name: 'MAIL_FROM',
    type: 'an e-mail address, alone or as `Name <address>`',
    unit: null,
    default: '`Copse <noreply@host of PUBLIC_URL>`',
    effect: 'Sender of every message.',
    schema: z
      .string()
      .refine((text) => {
        const [, name, , bracket] = MAILBOX.exec(text) ?? [undefined, undefined, undefined, undefined];
        return MAILBOX.test(text) && (name !== undefined) === (bracket !== undefined);
      })
      .transform((text) => {
        const [, name, address = ''] = MAILBOX.exec(text) ?? [];
        return { name: name || 'Copse', address };
      })
      .optional()
      .transform((mailbox) => mailbox ?? null),
  }),
  redisUrl: entry({
    name: 'REDIS_URL',
    type: 'a redis:// or rediss:// address',
    unit: null,
    default: 'none',
    effect:
      'Redis 6 or newer, for several processes (see *Several processes*): it carries live messages and counts limits between them. One process needs nothing but PostgreSQL.',
    secret: true,
    schema: url('redis:', 'rediss:'),
  }),
  s3Url: entry({
    name: 'S3_URL',
    type: 'an address of the form https://key:secret@host/bucket or https://key:secret@host:port/bucket?region=name, key and secret percent-encoded',
    unit: null,
    default: 'none: files are kept under `<COPSE_DATA>/files`',
    effect:
      'An S3-compatible store for what members share (see *Files*). The bucket must exist and be private. Without `region` it is `us-east-1`.',
    secret: true,
    schema: z
      .string()
      .optional()
      .transform((text): S3Address | null | undefined => (text === undefined ? null : parseS3Address(text)))
      .pipe(z.custom<S3Address | null>((address) => address !== undefined)),
  }),
  uploadMaxMib: entry({
    name: 'UPLOAD_MAX_MIB',
    type: 'a whole number from 1 to 2000',
    unit: 'MiB',
    default: '100',
    effect: 'The largest file that may be shared or attached. Larger ones are refused before a byte is sent.',
    schema: wholeNumber(1, 2000, 100),
  }),
  communityQuotaMib: entry({
    name: 'COMMUNITY_QUOTA_MIB',
    type: 'a whole number from 1 to 10000000',
    unit: 'MiB',
    default: '2048',
    effect: 'What the files of one community may take together, each counted in full, uploads under way included.',
    schema: wholeNumber(1, 10_000_000, 2048),
  }),
  scannerUrl: entry({
    name: 'SCANNER_URL',
    type: 'an address of the form tcp://host:port or unix:///path',
    unit: null,
    default: 'none: files are not scanned',
    effect:
      'A ClamAV daemon (clamd). Each upload is scanned before it can be shared; while the daemon does not answer, uploads wait.',
    schema: z
      .string()
      .refine(isScannerAddress)
      .optional()
      .transform((text) => text ?? null),
  }),
  trustProxy: entry({
    name: 'TRUST_PROXY',
    type: 'a list of addresses, networks (10.0.0.0/8) or loopback, linklocal, uniquelocal, separated by commas',
    unit: null,
    default: 'none',
    effect: 'The proxies whose `X-Forwarded-*` headers are believed. From all others these headers are ignored.',
    schema: z
      .string()
      .default('')
      .transform((text) =>
        text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
      )
      .pipe(z.array(z.string().refine(isTrustedProxy))),
  }),
  rateLimits: entry({
    name: 'RATE_LIMITS',
    type: 'a list of name=count/seconds, separated by commas',
    unit: 'events per seconds',
    default: 'the table below',
    effect:
      'Overrides single limits, for example `reply=120/600,sockets-account=40`; those not named keep their default.',
    schema: z
      .string()
      .default('')
      .transform((text, context) => {
        const { limits, problems } = parseRateLimits(text);
        for (const message of problems) context.addIssue({ code: 'custom', message });
        return limits;
      }),
  }),
  directory: entry({
    name: 'DIRECTORY',
    type: 'bundled, none or the path of a file',
    unit: null,
    default: '`bundled`',
    effect:
      'Associations and communities to begin with, read at the first start only; what staff change later is never overwritten.',
    schema: z
      .string()
      .default('bundled')
      .transform((text) => (text === 'bundled' || text === 'none' ? text : resolve(text))),
  }),
  logLevel: entry({
    name: 'LOG_LEVEL',
    type: `one of ${LOG_LEVELS.join(', ')}`,
    unit: null,
    default: '`warn`',
    effect: 'The least serious entry that is logged, one JSON object a line on standard error.',
    schema: z.enum(LOG_LEVELS).default('warn'),
  }),
  drainSeconds: entry({
    name: 'DRAIN_SECONDS',
    type: 'a whole number from 0 to 5',
    unit: 'seconds',
    default: '3 with `REDIS_URL`, else 0',
    effect:
      'How long an ending process still takes requests after `/health/ready` has turned, so that whoever balances the load notices first. One process alone has nobody to hand over to.',
    schema: z
      .string()
      .regex(/^[0-5]$/)
      .transform(Number)
      .optional()
      .transform((seconds) => seconds ?? null),
  }),
  metricsPort: entry({
    name: 'METRICS_PORT',
    type: 'a whole number from 1 to 65535',
    unit: 'TCP port',
    default: 'none',
    effect:
      'Opens a second, small server for monitoring (see *Monitoring*): `/metrics`, `/health/live` and `/health/ready`, in the worker too. It asks nobody who they are.',
    schema: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(z.number().min(1).max(65_535))
      .optional()
      .transform((port) => port ?? null),
  }),
  metricsHost: entry({
    name: 'METRICS_HOST',
    type: 'an IP address or a host name of this machine',
    unit: null,
    default: '`127.0.0.1`',
    effect: 'Address that `METRICS_PORT` listens on. Only those who may read the figures should reach it.',
    schema: z
      .string()
      .regex(/^[A-Za-z0-9.:%_-]+$/)
      .default('127.0.0.1'),
  }),
  metricsToken: entry({
    name: 'METRICS_TOKEN',
    type: 'at least 32 letters, figures or other characters without spaces',
    unit: null,
    default: 'none',
    effect:
      'Opens `/metrics` on the main port for whoever sends `Authorization: Bearer <it>`; for all others it is not there.',
    secret: true,
    schema: z
      .string()
      .regex(/^[!-~]{32,512}$/)
      .optional()
      .transform((token) => token ?? null),
  }),
  traceEndpoint: entry({
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    type: 'an http:// or https:// address',
    unit: null,
    default: 'none: nothing is traced',
    effect:
      'Receiver of OpenTelemetry traces by OTLP over HTTP, which get there at `<it>/v1/traces`: requests, GraphQL operations, statements of the database and jobs, by their names, without what anybody sent.',
    schema: url('http:', 'https:'),
  }),
  traceHeaders: entry({
    name: 'OTEL_EXPORTER_OTLP_HEADERS',
    type: 'a list of name=value, separated by commas, values percent-encoded',
    unit: null,
    default: 'none',
    effect: 'What the receiver of traces wants to be told, such as its key.',
    secret: true,
    schema: z
      .string()
      .default('')
      .transform((text): Readonly<Record<string, string>> | undefined => parseTraceHeaders(text))
      .pipe(z.custom<Readonly<Record<string, string>>>((headers) => headers !== undefined)),
  }),
  traceShare: entry({
    name: 'OTEL_TRACES_SAMPLER_ARG',
    type: 'a number from 0 to 1',
    unit: 'share',
    default: '1',
    effect: 'How many of the requests and jobs are traced.',
    schema: z
      .string()
      .regex(/^(?:[01]|0?\.\d{1,6}|1\.0{1,6})$/)
      .default('1')
      .transform(Number),
  }),
  mode: entry({
    name: 'NODE_ENV',
    type: 'one of production, development, test',
    unit: null,
    default: '`production`',
    effect:
      '`development` opens GraphQL introspection and is set by `npm run dev`; `npm start` always sets `production`.',
    schema: z.enum(['production', 'development', 'test']).default('production'),
  }),
} as const;
