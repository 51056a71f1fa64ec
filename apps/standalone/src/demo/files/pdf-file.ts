import Pdfkit from 'pdfkit';
import type { ResourceWords } from '../words.js';
import { blocksOf } from './blocks.js';

/** When a document says that it was made, and by whom. */
export interface Made {
  readonly at: Date;
  readonly author: string;
}

const INK = '#22302b';
const QUIET = '#5b6b64';
const ACCENT = '#1f6f54';

/** Signs that the fonts of every PDF reader lack. */
const plain = (text: string): string => text.replaceAll('☐', '[  ]').replaceAll('₂', '2');

/** A guide of a few pages: title, who made it, and the sections. */
export function pdfFile({ title, language, sections }: ResourceWords, made: Made): Promise<Buffer> {
  const pdf = open(plain(title), language, made, { size: 'LETTER', margin: 64 });
  pdf.font('Helvetica-Bold').fontSize(22).fillColor(INK).text(plain(title));
  pdf.moveDown(0.4).font('Helvetica').fontSize(10).fillColor(QUIET).text(plain(made.author));
  for (const { heading, text } of sections) {
    pdf.moveDown(1.2).font('Helvetica-Bold').fontSize(14).fillColor(ACCENT).text(plain(heading)).moveDown(0.3);
    pdf.font('Helvetica').fontSize(11).fillColor(INK);
    for (const { kind, text: words } of blocksOf(text)) {
      const indented = kind === 'paragraph' ? 0 : 14;
      pdf.text(plain(kind === 'bullet' ? `•  ${words}` : words), 64 + indented, undefined, {
        lineGap: 2,
        paragraphGap: 5,
        width: 484 - indented,
      });
    }
    pdf.x = 64;
  }
  return bytesOf(pdf);
}

/** One page in letters that can be read from across a hall. */
export function posterPage({ title, lines }: { title: string; lines: readonly string[] }, made: Made): Promise<Buffer> {
  const pdf = open(plain(title), 'EN', made, { size: [900, 1200], margin: 80 });
  pdf.rect(0, 0, 900, 1200).fill('#f4f1e8');
  pdf.rect(0, 0, 900, 28).fill(ACCENT);
  pdf.fillColor(INK).font('Helvetica-Bold').fontSize(72).text(plain(title), 80, 110, { width: 740 });
  pdf.moveDown(0.5).rect(80, pdf.y, 120, 10).fill(ACCENT);
  pdf.moveDown(0.8).fillColor(INK).font('Helvetica').fontSize(36);
  for (const line of lines) pdf.text(plain(line), 80, pdf.y, { width: 740, paragraphGap: 20 });
  return bytesOf(pdf);
}

type Pdf = InstanceType<typeof Pdfkit>;

function open(title: string, language: string, { at, author }: Made, page: PDFKit.PDFDocumentOptions): Pdf {
  return new Pdfkit({
    ...page,
    lang: language === 'FR' ? 'fr-CA' : 'en-CA',
    displayTitle: true,
    info: { Title: title, Author: author, CreationDate: at, ModDate: at },
  });
}

async function bytesOf(pdf: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}
