import Papa from 'papaparse';
import { bare, isAddress } from './roster-cell.js';

/** Rows of cells as they stand in the file; a row's number is its index and 1, as a spreadsheet counts. */
export interface RosterTable {
  rows: readonly (readonly string[])[];
  separator: Separator;
}

/** What stands between two cells. */
export type Separator = ',' | ';' | '\t';

/** A quotation mark that is not closed, or closed in the midst of a cell: everything after it would be guesswork. */
export interface QuoteFault {
  fault: 'quotes';
  row: number;
}

const SEPARATORS: readonly Separator[] = [',', ';', '\t'];
/** Rows by which a separator is chosen. */
const LOOKED_AT = 200;
/** Heads of a column of addresses, folded, in the languages of the people who make rosters. */
const HEADS =
  /^(?:e ?mails?|courriels?|mails?|(?:e ?mail |courriel )?address(?:es)?(?: e ?mail)?|adresses? (?:courriel|e ?mail|electronique|de courriel)|courrier electronique)\b/;

function parse(text: string, separator: Separator, preview = 0): Papa.ParseResult<string[]> {
  return Papa.parse<string[]>(text, { delimiter: separator, newline: '\n', preview, skipEmptyLines: false });
}

/** Whether a cell names a column of addresses. */
export function isHead(cell: string): boolean {
  const folded = bare(cell)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_\-–’']+/g, ' ');
  return HEADS.test(folded) && !folded.includes('@');
}

/** The separator that gives the most whole cells that are addresses, then a head of such a column, then most cells. */
function separatorOf(text: string): Separator {
  let best: { separator: Separator; score: number } = { separator: ',', score: -1 };
  for (const separator of SEPARATORS) {
    const { data } = parse(text, separator, LOOKED_AT);
    const cells = data.flat();
    const heads = (data.find((row) => row.some((cell) => bare(cell) !== '')) ?? []).filter(isHead).length;
    const score = cells.filter(isAddress).length * 1e6 + (heads > 0 ? 1e5 : 0) + Math.min(cells.length, 99_999);
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

/** Takes a text apart into rows and cells, finding the separator by itself; Excel's own `sep=;` is obeyed. */
export function tableOf(text: string): RosterTable | QuoteFault {
  // One kind of line end: where kinds are mixed, two rows would be read as one.
  const lines = text.replace(/\r\n?/g, '\n');
  const said = /^sep=([,;\t])\n/i.exec(lines);
  // An empty first row stands for the one that named the separator, so that rows keep their numbers.
  const body = said ? lines.slice(said[0].length - 1) : lines;
  const separator = SEPARATORS.find((known) => known === said?.[1]) ?? separatorOf(body);
  const { data, errors } = parse(body, separator);
  const quotes = errors.find(({ type }) => type === 'Quotes');
  if (quotes) return { fault: 'quotes', row: (quotes.row ?? 0) + 1 };
  return { rows: data, separator };
}
