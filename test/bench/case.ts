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
  'notify.10000',
  'notify.10000.answer',
  'notify.10000.others',
  'heap.2000',
  'unread.30x5000',
  'thread.deep',
  'unread.30x50000',
  'digest.10000',
  'thread.1000000',
  'search.common',
  'search.rare',
  'memory.api',
  'memory.api.loaded',
  'memory.standalone',
  'memory.standalone.loaded',
  'start.second',
  'start.api',
  'visit.lcp',
  'visit.cls',
  'nodes.two',
] as const;
export type CaseName = (typeof CASE_NAMES)[number];

/** What every case is given. */
export interface Bench {
  readonly settings: Settings;
  readonly around: Surroundings;
  readonly dataset: Dataset;
  readonly database: Client;
  readonly load: Load;
  /** Has something ended with the run, should its case not come to that. */
  readonly atEnd: (step: () => Promise<void>) => void;
}

/** One measurement of each side. */
export interface Round {
  readonly ours: number;
  readonly limit: number;
}
