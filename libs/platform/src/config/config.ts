import { z } from 'zod';
import { ENTRIES } from './entries.js';

/** Whoever balances the load asks every second or two (docker/Caddyfile). */
const DRAIN_AMONG_OTHERS_S = 3;

type Entries = typeof ENTRIES;
type Values = { readonly [K in keyof Entries]: z.output<Entries[K]['schema']> };

/** The whole configuration, checked once at start. Everything that a process may be told from outside is here. */
export interface Config extends Omit<Values, 'publicUrl' | 'mailFrom' | 'drainSeconds'> {
  /** Origin for links: PUBLIC_URL, else http://localhost:PORT. No slash at the end. */
  readonly publicUrl: string;
  /** Origins whose browsers may change something: that of PUBLIC_URL, else the loopback names with our port. */
  readonly origins: readonly string[];
  /** How long an ending process still takes requests, seconds: DRAIN_SECONDS, else some where there are other processes. */
  readonly drainSeconds: number;
  /** Whether this is the demonstration: no variable says so, its own start does. */
  readonly demonstration: boolean;
  /** Sender of every message. */
  readonly mailFrom: { readonly name: string; readonly address: string };
}

/** Whether this process is the only one on its database: without Redis it lets no other one in. */
export const isAlone = ({ redisUrl }: Pick<Config, 'redisUrl'>): boolean => redisUrl === null;

/** What is wrong with the environment, one sentence a line; the process prints it and ends with status 1. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

/**
 * Reads the settings from the environment, so that a mistake is told at start and not at the first request.
 * An empty variable counts as unset. Throws {@link ConfigError} with every problem at once.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(ENTRIES)) {
    const raw = env[entry.name]?.trim() || undefined;
    const result = z.safeParse<z.ZodType<unknown>>(entry.schema, raw);
    if (result.success) values[key] = result.data;
    else problems.push(...sentences(entry, raw, result.error));
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return derive(values as Values);
}

function derive(values: Values): Config {
  const loopback = ['localhost', '127.0.0.1', '[::1]'].map((host) => new URL(`http://${host}:${values.port}`).origin);
  const publicUrl = values.publicUrl ?? `http://localhost:${values.port}`;
  return Object.freeze({
    ...values,
    publicUrl,
    demonstration: false,
    origins: values.publicUrl === null ? loopback : [values.publicUrl],
    drainSeconds: values.drainSeconds ?? (values.redisUrl === null ? 0 : DRAIN_AMONG_OTHERS_S),
    mailFrom: values.mailFrom ?? { name: 'Copse', address: `noreply@${new URL(publicUrl).hostname}` },
  });
}

function sentences(entry: Entries[keyof Entries], raw: string | undefined, error: z.ZodError): string[] {
  const particular = error.issues.filter((issue) => issue.code === 'custom' && issue.message !== 'Invalid input');
  if (particular.length > 0) return particular.map((issue) => `${entry.name}: ${issue.message}.`);
  const shown = 'secret' in entry || raw === undefined ? '' : `, not ${JSON.stringify(raw)}`;
  return [`${entry.name} must be ${entry.type}${shown}.`];
}
