import Papa from 'papaparse';
import type { TextPart } from './text-parts.js';

/** How many rows of a table are shown. */
export const SHOWN_ROWS = 200;
/** More columns than this are not read on a page either. */
const SHOWN_COLUMNS = 60;

/** The beginning of a table. */
export interface TablePart {
  head: readonly string[];
  rows: readonly (readonly string[])[];
  /** The file has more rows or columns than these. */
  cut: boolean;
}

/** Takes the beginning of a CSV or TSV file apart; its first row is taken as the heading. Excel's `sep=;` is obeyed. */
export function tablePart({ text, cut }: TextPart): TablePart {
  const said = /^sep=([,;\t|])\n/i.exec(text);
  const { data } = Papa.parse<string[]>(said ? text.slice(said[0].length) : text, {
    delimiter: said?.[1] ?? '',
    delimitersToGuess: [',', ';', '\t', '|'],
    newline: '\n',
    // The heading, and one more to know that the table goes on.
    preview: SHOWN_ROWS + 2,
    skipEmptyLines: 'greedy',
  });
  const width = Math.min(
    SHOWN_COLUMNS,
    data.reduce((most, row) => Math.max(most, row.length), 0),
  );
  const wide = data.some((row) => row.length > SHOWN_COLUMNS);
  const filled = data.map((row) => Array.from({ length: width }, (_, index) => row[index] ?? ''));
  const [head = [], ...rows] = filled;
  return { head, rows: rows.slice(0, SHOWN_ROWS), cut: cut || wide || rows.length > SHOWN_ROWS };
}
