import { crc32, deflateRawSync, deflateSync } from 'node:zlib';

/** One piece of an archive as a test wants it, truthful or not. */
export interface SampleEntry {
  readonly name: string;
  readonly content?: string | Buffer;
  /** Left as it is instead of packed. */
  readonly stored?: boolean;
  /** What the directory says of its size instead of the truth. */
  readonly claimedSize?: number;
  readonly encrypted?: boolean;
  readonly symbolicLink?: boolean;
}

/** A ZIP of these entries, hostile ones included. */
export function sampleZip(entries: readonly SampleEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content ?? '');
    const packed = entry.stored ? content : deflateRawSync(content);
    const name = Buffer.from(entry.name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(entry.encrypted ? 0x801 : 0x800, 2);
    fields.writeUInt16LE(entry.stored ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(entry.claimedSize ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from('PK\u0003\u0004'), fields, name, packed);
    const rest = Buffer.alloc(14);
    if (entry.symbolicLink) rest.writeUInt32LE(0o120777 * 0x10000, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 3]), fields, rest, name);
    offset += 30 + name.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, listed, Buffer.from('PK\u0005\u0006'), end]);
}

const MAIN = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml',
};

/** An Office document as far as looking into it goes; `more` are further entries. */
export function sampleOffice(kind: keyof typeof MAIN, more: readonly SampleEntry[] = [], main = MAIN[kind]): Buffer {
  const types = `<?xml version="1.0"?><Types><Override PartName="/main.xml" ContentType="${main}"/></Types>`;
  return sampleZip([{ name: '[Content_Types].xml', content: types }, { name: 'main.xml', content: '<x/>' }, ...more]);
}

/** An OpenDocument or an EPUB as far as looking into it goes. */
export function sampleOpenDocument(
  mediaType: string,
  manifest = '<manifest/>',
  more: readonly SampleEntry[] = [],
): Buffer {
  return sampleZip([
    { name: 'mimetype', content: mediaType, stored: true },
    { name: 'META-INF/manifest.xml', content: manifest },
    ...more,
  ]);
}

/** A PNG of one colour: 20,000 by 20,000 pixels are 50 kB that unpack to gigabytes. */
export function samplePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const pixels = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A GIF of so many frames of one pixel each on a canvas of this size. */
export function sampleGif(width: number, height: number, frames: number): Buffer {
  const canvas = Buffer.alloc(4);
  canvas.writeUInt16LE(width, 0);
  canvas.writeUInt16LE(height, 2);
  const head = Buffer.concat([Buffer.from('GIF89a'), canvas, Buffer.from('800000ffffff000000', 'hex')]);
  const frame = Buffer.from('21f904000a0000002c0000000001000100000202440100', 'hex');
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
}

/** A PDF of these objects, numbered from 1; the first is its catalogue. */
export function samplePdf(objects: readonly (string | Buffer)[]): Buffer {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = pieces[0]?.length ?? 0;
  objects.forEach((object, index) => {
    offsets.push(length);
    const piece = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    pieces.push(piece);
    length += piece.length;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  pieces.push(
    Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer <</Size ${size}/Root 1 0 R>>\n`),
    Buffer.from(`startxref\n${length}\n%%EOF\n`),
  );
  return Buffer.concat(pieces);
}

/** A stream object of a PDF, packed, with these entries in its dictionary. */
export function samplePdfStream(content: string | Buffer, dictionary = ''): Buffer {
  const packed = deflateSync(content);
  return Buffer.concat([
    Buffer.from(`<<${dictionary}/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`),
    packed,
    Buffer.from('\nendstream'),
  ]);
}

/** A PDF of `pages` pages of this size in points, each with a large word and a red square. */
export function samplePages(pages: number, width = 595, height = 842): Buffer {
  const kids = Array.from({ length: pages }, (_, index) => `${index + 5} 0 R`).join(' ');
  const drawing = `1 0 0 rg 0 0 ${width / 2} ${height / 2} re f 0 g BT /F1 ${height / 10} Tf 20 ${height * 0.7} Td (Copse) Tj ET`;
  return samplePdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages}/Kids[${kids}]/MediaBox[0 0 ${width} ${height}]>>`,
    samplePdfStream(drawing),
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...Array.from(
      { length: pages },
      () => '<</Type/Page/Parent 2 0 R/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>',
    ),
  ]);
}
