import { LIMITS } from '#contracts';
import type { Encoding } from '../../../lib/text-encoding.js';
import { bare, isAddress, readCell } from './roster-cell.js';
import type { CellFault } from './roster-cell.js';
import { isHead, tableOf } from './roster-table.js';
import type { QuoteFault, RosterTable, Separator } from './roster-table.js';
import { decodeRoster } from './roster-text.js';
import type { TextFault } from './roster-text.js';

/** What becomes of one row of the file. `twice` names the row where the same address stands first. */
export type RowFate =
  | { fate: 'heading' }
  | { fate: 'empty' }
  | { fate: 'good'; address: string }
  | { fate: 'twice'; address: string; first: number }
  | { fate: 'bad'; why: CellFault };

/** One row of the file: its number as a spreadsheet counts it, the cell that was read, its fate. */
export type RosterRow = RowFate & { row: number; cell: string };

/** A file that was read: the fate of every row, in its order. */
export interface ReadRoster {
  encoding: Encoding;
  separator: Separator;
  /** The columns to choose from, by their heads or else by number (from 0). */
  columns: readonly { index: number; head: string | null }[];
  /** The column that was read. */
  column: number;
  rows: readonly RosterRow[];
  /** The good addresses, each once, in the order of the file. */
  addresses: readonly string[];
}

/** Why a file as a whole cannot be used. */
export type FileFault = { fault: TextFault | 'nothing' } | QuoteFault | { fault: 'too-many'; rows: number };

/** Rows of a table that are not wholly blank. */
const filled = (row: readonly string[]): boolean => row.some((cell) => bare(cell) !== '');

/** More rows than this is not a roster; a few blank, bad or repeated ones beside a full roster are. */
const MOST_ROWS = 4 * LIMITS.rosterEmails;

/**
 * Reads the bytes of a CSV file and says what becomes of every row, before anything is sent. The column of addresses
 * is the one given, else the one whose head says so, else the one with the most addresses.
 */
export function readRoster(bytes: Uint8Array, chosen?: number): ReadRoster | FileFault {
  const text = decodeRoster(bytes);
  if ('fault' in text) return text;
  const table = tableOf(text.text);
  if ('fault' in table) return table;
  const first = table.rows.findIndex(filled);
  if (first < 0) return { fault: 'nothing' };
  if (table.rows.length > MOST_ROWS) return { fault: 'too-many', rows: table.rows.length };
  const head = table.rows[first] ?? [];
  const column = chosen ?? columnOf(table.rows, head);
  const headed = isHeading(head, column);
  const rows = fatesOf(table.rows, column, headed ? first : -1);
  return {
    encoding: text.encoding,
    separator: table.separator,
    columns: columnsOf(table, headed ? head : []),
    column,
    rows,
    addresses: rows.flatMap((row) => (row.fate === 'good' ? row.address : [])),
  };
}

function columnsOf({ rows }: RosterTable, head: readonly string[]): ReadRoster['columns'] {
  const most = rows.reduce((width, row) => Math.max(width, row.length), 0);
  return Array.from({ length: Math.min(most, 50) }, (_, index) => ({ index, head: bare(head[index] ?? '') || null }));
}

function columnOf(rows: RosterTable['rows'], head: readonly string[]): number {
  const counts: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      counts[index] = (counts[index] ?? 0) + (isAddress(cell) ? 1 : 0);
    });
  }
  const most = (among: readonly number[]): number =>
    among.reduce((best, index) => ((counts[index] ?? 0) > (counts[best] ?? 0) ? index : best), among[0] ?? 0);
  const named = head.flatMap((cell, index) => (isHead(cell) ? index : []));
  // “Address” may head postal addresses: a named column without a single one of ours counts only when no other has any.
  const byName = named.length > 0 ? most(named) : null;
  const byContent = most([...counts.keys()]);
  return byName !== null && (counts[byName] || !counts[byContent]) ? byName : byContent;
}

/** The first row is a heading when its cell names the column, or when nothing in the row could be an address. */
function isHeading(head: readonly string[], column: number): boolean {
  const cell = head[column] ?? '';
  if (isHead(cell)) return true;
  const reading = readCell(cell);
  return 'fault' in reading && reading.fault === 'no-at' && !head.some((other) => other.includes('@'));
}

function fatesOf(rows: RosterTable['rows'], column: number, heading: number): RosterRow[] {
  const seen = new Map<string, number>();
  // The line end of the last row is no row of its own.
  const all = rows.at(-1)?.join('') === '' ? rows.slice(0, -1) : rows;
  return all.map((cells, index): RosterRow => {
    const row = index + 1;
    const cell = bare(cells[column] ?? '');
    if (index === heading) return { row, cell, fate: 'heading' };
    if (!filled(cells)) return { row, cell, fate: 'empty' };
    const reading = readCell(cell);
    if ('fault' in reading) return { row, cell, fate: 'bad', why: reading.fault };
    const key = reading.address.toLowerCase();
    const first = seen.get(key);
    if (first !== undefined) return { row, cell, fate: 'twice', address: reading.address, first };
    seen.set(key, row);
    return { row, cell, fate: 'good', address: reading.address };
  });
}
