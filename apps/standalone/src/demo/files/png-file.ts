import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import type { ResourceWords } from '../words.js';
import { posterPage, type Made } from './pdf-file.js';

/** Pixels a point of the page. */
const SCALE = 1.5;

/** A poster as a picture: drawn as a page, so that it needs no fonts of this machine. */
export async function pngFile({ title, poster }: ResourceWords, made: Made): Promise<Buffer> {
  const page = await posterPage(poster ?? { title, lines: [] }, made);
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(page);
    const { data, width, height } = await document.getPage(0).render({ render: 'bitmap', scale: SCALE });
    document.destroy();
    return await sharp(data, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .png({ palette: true, effort: 3 })
      .toBuffer();
  } finally {
    library.destroy();
  }
}
