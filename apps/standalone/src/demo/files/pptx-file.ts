import { createRequire } from 'node:module';
import type PptxGenJS from 'pptxgenjs';
import type { ResourceWords } from '../words.js';
import { asMadeAt } from './office-archive.js';
import type { Made } from './pdf-file.js';

// Its ES module lacks the mark by which Node would know it as one.
const Pptx = createRequire(import.meta.url)('pptxgenjs') as typeof PptxGenJS.default;

const INK = '22302B';
const ACCENT = '1F6F54';

/** A set of slides, the first of which is the title. */
export async function pptxFile({ title, language, slides }: ResourceWords, { at, author }: Made): Promise<Buffer> {
  const show = new Pptx();
  show.layout = 'LAYOUT_WIDE';
  show.title = title;
  show.author = author;
  const lang = language === 'FR' ? 'fr-CA' : 'en-CA';
  const first = show.addSlide();
  first.background = { color: ACCENT };
  first.addText(title, { x: 0.8, y: 2.2, w: 11.7, h: 1.8, fontSize: 44, bold: true, color: 'FFFFFF', lang });
  first.addText(author, { x: 0.8, y: 4.2, w: 11.7, h: 0.6, fontSize: 20, color: 'FFFFFF', lang });
  for (const { title: heading, bullets } of slides) {
    const slide = show.addSlide();
    slide.addText(heading, { x: 0.8, y: 0.5, w: 11.7, h: 1, fontSize: 32, bold: true, color: ACCENT, lang });
    slide.addText(
      bullets.map((text) => ({ text, options: { bullet: true, breakLine: true } })),
      { x: 0.8, y: 1.7, w: 11.7, h: 5, fontSize: 24, color: INK, valign: 'top', paraSpaceAfter: 12, lang },
    );
  }
  return asMadeAt((await show.write({ outputType: 'nodebuffer' })) as Uint8Array, at);
}
