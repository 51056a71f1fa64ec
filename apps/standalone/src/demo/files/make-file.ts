import type { ResourceWords } from '../words.js';
import { docxFile } from './docx-file.js';
import { mp3File } from './mp3-file.js';
import { pdfFile, type Made } from './pdf-file.js';
import { pngFile } from './png-file.js';
import { pptxFile } from './pptx-file.js';
import { csvFile, xlsxFile } from './table-file.js';

type Maker = (words: ResourceWords, made: Made) => Buffer | Promise<Buffer>;

const MAKERS: Readonly<Record<Exclude<ResourceWords['format'], 'link'>, Maker>> = {
  pdf: pdfFile,
  docx: docxFile,
  pptx: pptxFile,
  xlsx: xlsxFile,
  csv: csvFile,
  png: pngFile,
  mp3: mp3File,
};

/** Makes the file of a resource, a real one of its kind; null for a link. The same words and moment give the same bytes. */
export async function makeFile(words: ResourceWords, made: Made): Promise<Buffer | null> {
  return words.format === 'link' ? null : MAKERS[words.format](words, made);
}
