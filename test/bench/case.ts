import type { Client } from 'pg';
import type { Dataset } from './dataset.js';
import type { Load, Surroundings } from './processes.js';
import type { Settings } from './settings.js';

/** The names of bench-results.json. */
export const CASE_NAMES = [
  'thread.anonymous',
  'thread.member',
  'threads.list',
  'reply.16',
  'reply.one',
  'resources.list',
  'inbox',
  'upload.200MiB',
  'download.200MiB',
  'upload.20x200MiB.memory',
  'thumbnails',
  'live.100',
  'live.500',
  'live.2000',
  'notify.10',
  'notify.2000',
  'notify.2000.answer',
  'unread.30x5000',
  'thread.deep',
  'unread.30x50000',
  'digest.10000',
  'thread.1000000',
  'search.common',
  'search.rare',
] as const;
export type CaseName = (typeof CASE_NAMES)[number];

/** What every case is given. */
export interface Bench {
  readonly settings: Settings;
  readonly around: Surroundings;
  readonly dataset: Dataset;
  readonly database: Client;
  readonly load: Load;
}

/** One measurement of each side. */
export interface Round {
  readonly ours: number;
  readonly limit: number;
}
