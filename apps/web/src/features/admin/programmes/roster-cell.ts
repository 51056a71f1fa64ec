import { EMAIL_ADDRESS, LIMITS } from '#contracts';

/**
 * Why a cell holds no address: nothing in it (though its row has other cells), a formula, more than one address, no @,
 * letters that no address has, too long, or not the form of an address.
 */
export type CellFault = 'missing' | 'formula' | 'several' | 'no-at' | 'letters' | 'too-long' | 'form';

/** What a cell holds: an address, or why not. */
export type CellReading = { address: string } | { fault: CellFault };

/** Blanks that spreadsheets leave around a value, with those that cannot be seen. */
const AROUND = /^[\s\u200b-\u200d\u2060\ufeff]+|[\s\u200b-\u200d\u2060\ufeff]+$/g;
/** A spreadsheet would run these. An address may begin so by its standard; nobody's does. */
const FORMULA = /^[=+\-@]/;
const OUTSIDE_ASCII = /[^\u0020-\u007e]/;

/** The value of a cell without the blanks around it. */
export const bare = (cell: string): string => cell.replace(AROUND, '');

/** Reads one cell of the column of addresses. */
export function readCell(cell: string): CellReading {
  const value = bare(cell);
  if (value === '') return { fault: 'missing' };
  if (FORMULA.test(value)) return { fault: 'formula' };
  const parts = value.split('@').length - 1;
  if (parts === 0) return { fault: 'no-at' };
  if (parts > 1) return { fault: 'several' };
  if (OUTSIDE_ASCII.test(value)) return { fault: 'letters' };
  if (value.length > LIMITS.email) return { fault: 'too-long' };
  return EMAIL_ADDRESS.test(value) ? { address: value } : { fault: 'form' };
}

/** Whether a cell holds an address. */
export const isAddress = (cell: string): boolean => 'address' in readCell(cell);
