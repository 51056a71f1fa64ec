import { Document, HeadingLevel, LevelFormat, Packer, Paragraph, TextRun } from 'docx';
import type { ResourceWords } from '../words.js';
import { blocksOf, type Block } from './blocks.js';
import { asMadeAt } from './office-archive.js';
import type { Made } from './pdf-file.js';

/** A template that people fill in: headings, paragraphs and lists, as a word processor knows them. */
export async function docxFile({ title, language, sections }: ResourceWords, { at, author }: Made): Promise<Buffer> {
  const document = new Document({
    title,
    creator: author,
    lastModifiedBy: author,
    styles: { default: { document: { run: { font: 'Calibri', size: 22, language: { value: localeOf(language) } } } } },
    numbering: {
      config: [{ reference: 'bullets', levels: [{ level: 0, format: LevelFormat.BULLET, text: '•', style: INDENT }] }],
    },
    sections: [
      {
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
          new Paragraph({ children: [new TextRun({ text: author, italics: true })], spacing: { after: 200 } }),
          ...sections.flatMap(({ heading, text }) => [
            new Paragraph({ text: heading, heading: HeadingLevel.HEADING_1, spacing: { before: 240, after: 80 } }),
            ...blocksOf(text).map(paragraphOf),
          ]),
        ],
      },
    ],
  });
  return asMadeAt(await Packer.toBuffer(document), at);
}

const INDENT = { paragraph: { indent: { left: 400, hanging: 260 } } };

const localeOf = (language: string): string => (language === 'FR' ? 'fr-CA' : 'en-CA');

function paragraphOf({ kind, text }: Block): Paragraph {
  const spacing = { after: 100 };
  if (kind === 'bullet') return new Paragraph({ text, spacing, numbering: { reference: 'bullets', level: 0 } });
  return new Paragraph({ text, spacing, ...(kind === 'step' ? { indent: { left: 400, hanging: 260 } } : {}) });
}
