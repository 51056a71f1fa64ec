import { resolve } from 'node:path';
import { z } from 'zod';
import { parseSecretKeys, type SecretKey } from '../secret-keys.js';
import { entry, url, wholeNumber } from './entry.js';

/** Where the site keeps what it knows, and the keys of what is sealed. */
export const STORE_ENTRIES = {
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
} as const;
