import writeExcelFile from 'write-excel-file/node';
import type { ResourceWords } from '../words.js';
import { asMadeAt } from './office-archive.js';
import type { Made } from './pdf-file.js';

const HEADING = { fontWeight: 'bold', backgroundColor: '#dfece6', wrap: true } as const;

/** A workbook with one table, whose first row stays in sight. */
export async function xlsxFile({ columns, rows }: ResourceWords, { at }: Made): Promise<Buffer> {
  const widths = columns.map((name, index) =>
    Math.min(48, Math.max(10, name.length / 2, ...rows.map((row) => String(row[index] ?? '').length + 2))),
  );
  const data = [columns.map((value) => ({ value, ...HEADING })), ...rows.map((row) => [...row])];
  const book = writeExcelFile(data, { columns: widths.map((width) => ({ width })), stickyRowsCount: 1 });
  return asMadeAt(await book.toBuffer(), at);
}

/** The same table as values between commas (RFC 4180), with the mark by which spreadsheets know UTF-8. */
export function csvFile({ columns, rows }: ResourceWords): Buffer {
  const lines = [columns, ...rows].map((row) => row.map(quoted).join(','));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`);
}

function quoted(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
