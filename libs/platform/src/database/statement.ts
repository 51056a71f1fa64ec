import type { CustomTypesConfig } from 'pg';

/** A prepared statement: parsed and planned once on each connection, found again by its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  /** Whether it is a look-up ({@link lookUp}). */
  readonly quick?: true;
  /** Whether its transaction lets go before the disk is waited for ({@link LETS_GO}). */
  readonly letsGo?: true;
}

/**
 * An SQL expression for the last statement of a transaction for whose rows others stand in line: it ends without waiting for the
 * disk, for which `Tx.commit` waits afterwards.
 */
export const LETS_GO = `set_config('synchronous_commit', 'off', true)`;

/** Names a piece of SQL so that PostgreSQL prepares it once. The name must be unique in the product. */
export const statement = (name: string, text: string): Statement =>
  text.includes(LETS_GO) ? { name, text, letsGo: true } : { name, text };

/**
 * The same for a hot read that finds what it wants by keys and takes well under a millisecond: those of one moment share
 * a message to PostgreSQL (`ReadDesk`), so that a slow one would hold up others. Its values are ids, numbers, words, lists.
 */
export function lookUp(name: string, text: string): Statement {
  if (!READS.test(text) || WRITES.test(text) || text.includes(LETS_GO))
    throw new Error(`${name} is no look-up: it does more than read.`);
  return { name, text, quick: true };
}

const READS = /^\s*(?:SELECT|WITH)\b/;
const WRITES = /\b(?:INSERT|UPDATE|DELETE|MERGE|FOR SHARE|FOR KEY SHARE)\b/;

/** Whatever a repository can ask: the pool (`Database`) or an open transaction (`Tx`). */
export interface Queryable {
  /** Runs a prepared statement and returns its rows; timestamps come as ISO 8601 text in UTC with microseconds. */
  run<Row>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
}

const TIMESTAMPTZ = 1184;
const INT8 = 20;
const JSON_TYPES = new Set([114, 3802]);
const BOOL = 16;
const INT4 = 23;
const INT2 = 21;
const TEXT_ARRAY = 1009;
const UUID_ARRAY = 2951;

/** `2026-11-21 22:05:56.12+00` → `2026-11-21T22:05:56.12Z`; the session's time zone is UTC (data-source.ts). */
const isoText = (text: string): string => `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;

const plainArray = (text: string): string[] => {
  const inner = text.slice(1, -1);
  if (inner === '') return [];
  if (!inner.includes('"')) return inner.split(',');
  return [...inner.matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/g)].map((m) => (m[1] ?? m[2] ?? '').replace(/\\(.)/g, '$1'));
};

/** Dates stay text (they are only passed on), counters become numbers: the profile of the thread page asks for it. */
export const STATEMENT_TYPES: CustomTypesConfig = {
  getTypeParser(oid: number): (value: string) => unknown {
    switch (oid) {
      case TIMESTAMPTZ:
        return isoText;
      case INT8:
      case INT4:
      case INT2:
        return Number;
      case BOOL:
        return (value) => value === 't';
      case TEXT_ARRAY:
      case UUID_ARRAY:
        return plainArray;
      default:
        return JSON_TYPES.has(oid) ? (value) => JSON.parse(value) as unknown : (value) => value;
    }
  },
};
