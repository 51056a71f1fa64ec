import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { CaseName, Round } from './case.js';
import { median } from './statistics.js';

/** A case of bench-results.json; null figures where it could not run. */
export interface CaseResult {
  readonly name: CaseName;
  readonly ours: number | null;
  readonly limit: number | null;
  readonly unit: string;
  /** Ours as a share of the limit; for live delivery the multiple of the bare broadcast's time. */
  readonly ratio: number | null;
  readonly rounds: readonly Round[];
}

interface Target {
  readonly unit: string;
  /** Null: none is set. */
  readonly target: number | null;
  /** Whether a larger or a smaller ratio is the better one. */
  readonly better: 'larger' | 'smaller';
}

const RATE = { unit: 'requests/s', better: 'larger' } as const;
const STREAM = { unit: 'MiB/s', better: 'larger' } as const;
const DELIVERY = { unit: 'ms (p99)', better: 'smaller', target: 3 } as const;
const MEMORY = { unit: 'MB', better: 'smaller' } as const;
const START = { unit: 'ms', better: 'smaller' } as const;
const BELLS = { unit: 'ms (last bell)', better: 'smaller', target: null } as const;
/** The targets of docs/performance.md. */
export const TARGETS: Readonly<Record<CaseName, Target>> = {
  'thread.anonymous': { ...RATE, target: 0.45 },
  'thread.member': { ...RATE, target: 0.35 },
  'threads.list': { ...RATE, target: 0.35 },
  'reply.16': { ...RATE, unit: 'replies/s', target: 0.2 },
  'reply.one': { ...RATE, unit: 'replies/s', target: 0.12 },
  'resources.list': { ...RATE, target: 0.35 },
  inbox: { ...RATE, target: 0.35 },
  'upload.200MiB': { ...STREAM, target: 0.8 },
  'download.200MiB': { ...STREAM, target: 0.8 },
  // The limit of this one is the target itself, 64 MiB; the smaller the share of it, the better.
  'upload.20x200MiB.memory': { unit: 'MiB more', better: 'smaller', target: 1 },
  // Two pictures of each file, by the worker; no target is set for it.
  thumbnails: { unit: 'files/min', better: 'larger', target: null },
  'live.100': DELIVERY,
  'live.500': DELIVERY,
  'live.2000': DELIVERY,
  // Beside a bare broadcast to as many, which looks nobody up and counts nothing; no target is set for it.
  'notify.10': BELLS,
  'notify.2000': BELLS,
  // The author waits for the answer as long as with ten watchers, or nearly so.
  'notify.2000.answer': { unit: 'ms (median)', better: 'smaller', target: 1.2 },
  // The limit of this one is the target itself, two seconds, of people of whom a fifth has a page open.
  'notify.10000': { ...BELLS, target: 1 },
  'notify.10000.answer': { unit: 'ms (median)', better: 'smaller', target: 1.2 },
  // Replies elsewhere while all are told, beside the same while ten are.
  'notify.10000.others': { unit: 'ms (mean)', better: 'smaller', target: 1.5 },
  'heap.2000': { unit: 'kB a socket', better: 'smaller', target: 1.5 },
  'unread.30x5000': { ...RATE, target: 0.15 },
  // Beside the product itself where little is there; what is large must cost what is small costs.
  'thread.deep': { ...RATE, target: 0.95 },
  'unread.30x50000': { ...RATE, target: 0.9 },
  'thread.1000000': { ...RATE, target: 0.9 },
  // Beside a bare nodemailer that sends as many finished messages; no target is set for it.
  'digest.10000': { unit: 'mails/s', better: 'larger', target: null },
  // The limit of these is the target itself, 100 and 20 ms; the smaller the share of it, the better.
  'search.common': { unit: 'ms (p95)', better: 'smaller', target: 1 },
  'search.rare': { unit: 'ms (p95)', better: 'smaller', target: 1 },
  // The limits of these are the targets themselves: 150 MB, 250 MB after load, 3 s and 1 s. One process for everything has
  // no target of its own and stands beside that of the api.
  'memory.api': { ...MEMORY, target: 1 },
  'memory.api.loaded': { ...MEMORY, target: 1 },
  'memory.standalone': { ...MEMORY, target: null },
  'memory.standalone.loaded': { ...MEMORY, target: null },
  'start.second': { ...START, target: 1 },
  'start.api': { ...START, target: 1 },
  // The limits of these are the targets themselves: two seconds, and 0.05 of layout shift.
  'visit.lcp': { unit: 'ms', better: 'smaller', target: 1 },
  'visit.cls': { unit: 'thousandths', better: 'smaller', target: 1 },
  // Beside one such node.
  'nodes.two': { ...RATE, target: 1.8 },
};

const root = join(import.meta.dirname, '../../..');

/** Medians of the rounds; without rounds the case could not run. */
export function resultOf(name: CaseName, rounds: readonly Round[]): CaseResult {
  const { unit } = TARGETS[name];
  if (rounds.length === 0) return { name, ours: null, limit: null, unit, ratio: null, rounds };
  const ours = median(rounds.map((round) => round.ours));
  const limit = median(rounds.map((round) => round.limit));
  return { name, ours: rounded(ours), limit: rounded(limit), unit, ratio: rounded(ours / limit), rounds };
}

const isMet = (ratio: number, target: number, better: Target['better']): boolean =>
  better === 'larger' ? ratio >= target : ratio <= target;

/** The figures as a table for people. */
export function table(results: readonly CaseResult[]): string {
  const rows = results.map(({ name, ours, limit, unit, ratio, rounds }) => {
    const { target, better } = TARGETS[name];
    const spread = rounds.map((round) => round.ours / round.limit);
    const met = ratio === null ? 'not run' : target === null ? '' : isMet(ratio, target, better) ? 'met' : 'missed';
    return [
      name,
      figure(ours),
      figure(limit),
      unit,
      ratio === null ? '–' : ratio.toFixed(3),
      spread.length === 0 ? '–' : `${Math.min(...spread).toFixed(2)}–${Math.max(...spread).toFixed(2)}`,
      target === null ? '–' : `${better === 'larger' ? '≥' : '≤'} ${target}`,
      met,
    ];
  });
  const all = [['case', 'ours', 'limit', 'unit', 'ratio', 'of rounds', 'target', ''], ...rows];
  const widths = all[0]?.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What the figures were taken on. */
export function machine(): Record<string, unknown> {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
  };
}

/** What was measured with what; the database's version when there was a database. */
export function versions(postgresql: string | null): Record<string, string | null> {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
    dependencies: Record<string, string>;
  };
  const named = ['@nestjs/core', '@apollo/server', 'graphql-jit', 'pg', 'socket.io', 'graphile-worker'];
  return {
    copse: manifest.version,
    commit: commit(),
    node: process.versions.node,
    postgresql,
    ...Object.fromEntries(named.map((name) => [name, manifest.dependencies[name] ?? 'none'])),
  };
}

/** What the database says of itself: figures of writes count only when they reached the disk. */
export async function databaseFacts(database: Client): Promise<{ version: string; settings: Record<string, string> }> {
  const names = ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers'];
  const { rows } = await database.query<{ name: string; setting: string }>(
    'SELECT name, current_setting(name) AS setting FROM pg_settings WHERE name = ANY($1)',
    [names],
  );
  const { server_version: version = 'unknown', ...settings } = Object.fromEntries(
    rows.map(({ name, setting }) => [name, setting]),
  );
  return { version, settings };
}

const rounded = (value: number): number => Number(value.toPrecision(4));

const figure = (value: number | null): string =>
  value === null ? '–' : value >= 100 ? value.toFixed(0) : value.toFixed(1);

function commit(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}
