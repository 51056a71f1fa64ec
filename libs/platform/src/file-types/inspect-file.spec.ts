import { describe, expect, it } from '@jest/globals';
import {
  hex,
  sampleAvifSize,
  sampleBox,
  sampleGif,
  sampleJpeg,
  sampleOffice,
  sampleOpenDocument,
  samplePages,
  samplePng,
  sampleWebp,
  sampleZip,
  type SampleEntry,
} from '../testing/index.js';
import { FILE_TYPES, inspectFile, type Inspection } from './index.js';

const inspect = (name: string, content: Buffer | string): Promise<Inspection> => {
  const bytes = Buffer.from(content);
  return inspectFile({
    name,
    size: bytes.length,
    read: ({ start, end }) => Promise.resolve(bytes.subarray(start, end + 1)),
  });
};
const ODT = FILE_TYPES.odt?.mediaType ?? '';
const EPUB = 'application/epub+zip';

/** Of each ending what it may hold. */
const GOOD: [string, Buffer | string][] = [
  ['a.pdf', samplePages(1)],
  ['a.PDF', hex('efbbbf', Buffer.from('\n%PDF-1.4'))],
  ['a.docx', sampleOffice('docx')],
  ['a.xlsx', sampleOffice('xlsx')],
  ['a.pptx', sampleOffice('pptx')],
  ['a.odt', sampleOpenDocument(ODT)],
  ['a.ods', sampleOpenDocument(FILE_TYPES.ods?.mediaType ?? '')],
  ['a.odp', sampleOpenDocument(FILE_TYPES.odp?.mediaType ?? '', '<manifest/>', [{ name: 'Basic/' }])],
  ['a.epub', sampleOpenDocument(EPUB)],
  ['a.txt', 'Bonjour à tous'],
  ['a.txt', Buffer.from('Bonjour \u00E0 tous \u0085', 'latin1')],
  ['a.txt', hex('fffe', Buffer.from('Bonjour', 'utf16le'))],
  ['a.txt', hex('feff', Buffer.from('Bonjour', 'utf16le').swap16())],
  ['a.txt', 'ID3 is how an MP3 begins'],
  ['a.txt', 'x'.repeat(300_000) + 'é'.repeat(300_000)],
  ['a.md', '<p align="center">Title</p>\n\n# Text <html>'],
  ['a.csv', '\uFEFFnom;âge\nAnne;40\n'],
  ['a.tsv', 'a\tb'],
  ['a.srt', '1\n00:00:01,000 --> 00:00:02,000\nHello'],
  ['a.vtt', 'WEBVTT\n'],
  ['a.ics', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR'],
  ['a.png', samplePng(6_000, 6_000)],
  ['a.jpg', sampleJpeg(8_000, 5_000)],
  ['a.jpeg', sampleJpeg(1, 1)],
  ['a.gif', sampleGif(100, 100, 3)],
  ['a.webp', sampleWebp('VP8 ', '0000009d012a40010002')],
  ['a.webp', sampleWebp('VP8L', '2f3f814f00')],
  ['a.webp', sampleWebp('VP8X', '000000003f01007f0100')],
  ['a.avif', hex(sampleBox('avif', 'mif1'), sampleAvifSize(400, 300))],
  ['a.heic', hex(sampleBox('heic', 'mif1'), sampleAvifSize(512, 512), sampleAvifSize(4032, 3024))],
  ['a.mp3', hex(Buffer.from('ID3'), '0400000000')],
  ['a.mp3', 'fffb9064'],
  ['a.m4a', sampleBox('M4A ')],
  ['a.mp4', sampleBox('isom', 'iso2', 'mp41')],
  ['a.mov', sampleBox('qt  ')],
  ['a.mov', hex('00000008', Buffer.from('wide'))],
  ['a.ogg', 'OggS\0'],
  ['a.oga', 'OggS\0'],
  ['a.wav', 'RIFF\0\0\0\0WAVEfmt '],
  ['a.flac', 'fLaC\0'],
  ['a.webm', hex('1a45dfa39f', '4282847765626d', '00')],
  ['a.zip', sampleZip([{ name: 'a/b.html', content: '<p>' }, { name: 'a/' }])],
].map(([name, content]) => [
  String(name),
  name === 'a.mp3' && typeof content === 'string' ? hex(content) : (content ?? ''),
]);

describe('what is taken', () => {
  it.each(GOOD.map(([name, content], index) => [name, index, content] as const))(
    '%s (%i)',
    async (name, _, content) => {
      expect(await inspect(name, content)).toEqual({ mediaType: FILE_TYPES[name.slice(2).toLowerCase()]?.mediaType });
    },
  );

  it('has an example of every ending', () => {
    const shown = new Set(GOOD.map(([name]) => name.slice(2).toLowerCase()));
    expect(Object.keys(FILE_TYPES).filter((extension) => !shown.has(extension))).toEqual([]);
  });

  it('takes no content under any other ending than its own', async () => {
    const family = (name: string): string =>
      ({ jpeg: 'jpg', m4a: 'mp4', mov: 'mp4', oga: 'ogg' })[name.slice(2).toLowerCase()] ?? name.slice(2).toLowerCase();
    const plain = new Set(['txt', 'md', 'csv', 'tsv', 'srt']);
    for (const [name, content] of GOOD) {
      for (const extension of Object.keys(FILE_TYPES)) {
        const [own, other] = [family(name), family(`a.${extension}`)];
        // A text is any text, and an archive may hold a document.
        const text = FILE_TYPES[own] && !/^(?:image|audio|video)\//.test(FILE_TYPES[own].mediaType) && plain.has(other);
        if (own === other || text || (other === 'zip' && Buffer.from(content).toString('latin1', 0, 2) === 'PK'))
          continue;
        expect([name, extension, await inspect(`a.${extension}`, content)]).toMatchObject([
          name,
          extension,
          { refused: 'type' },
        ]);
      }
    }
  });
});

describe('what is refused by its ending', () => {
  it.each([
    ['a.svg', /PNG or PDF/],
    ['a.html', /PDF/],
    ['a.xml', /PDF/],
    ['a.js', /scripts cannot/],
    ['a.exe', /Programs/],
    ['a.pdf.exe', /Programs/],
    ['a.docm', /without macros, as \.docx/],
    ['a.xlsm', /as \.xlsx/],
    ['a.pptm', /as \.pptx/],
    ['a.doc', /\.docx or as PDF/],
    ['a.xls', /\.xlsx or as PDF/],
    ['a.ppt', /\.pptx or as PDF/],
    ['a.rar', /\.zip/],
    ['a.tiff', /JPEG or PNG/],
    ['a.wma', /MP3/],
    ['a.avi', /MP4/],
    ['a.pages', /PDF/],
    ['a.blend', /\(\.blend\).*\.zip/],
    ['a.constructor', /\(\.constructor\)/],
    ['a.<b>', /^Files of this kind cannot/],
    ['a', /no ending/],
  ])('%s, with what to do instead', async (name, sentence) => {
    expect(await inspect(name, 'text')).toEqual({ refused: 'type', sentence: expect.stringMatching(sentence) });
  });

  it('before any of its bytes is read', async () => {
    const read = (): Promise<Buffer> => Promise.reject(new Error('not to be read'));
    expect(await inspectFile({ name: 'a.exe', size: 9, read })).toMatchObject({ refused: 'type' });
  });
});

describe('what is refused by its content', () => {
  it('0 bytes', async () => {
    for (const name of ['a.txt', 'a.png']) expect(await inspect(name, '')).toMatchObject({ refused: 'empty' });
  });

  it.each([
    ['a program', 'a.pdf', 'MZ\x90\0', /is a program/],
    ['a program in a text', 'a.txt', 'MZ\x90\0', /is a program/],
    ['a JPEG called PNG', 'a.png', sampleJpeg(2, 2), /a JPEG picture.*\.png/],
    ['a locked or old document', 'a.docx', hex('d0cf11e0a1b11ae1'), /password or in an old format/],
    ['something unknown', 'a.mp3', 'nothing', /\.mp3 says/],
    ['a page', 'a.txt', ' \n<!DOCTYPE html><p>', /Web pages/],
    ['a page behind a mark', 'a.md', '\uFEFF\n<HTML>', /Web pages/],
    ['a page in UTF-16', 'a.csv', hex('fffe', Buffer.from('<script>x</script>', 'utf16le')), /Web pages/],
    ['a drawing', 'a.txt', '<svg onload=alert(1)>', /Web pages/],
    ['XML', 'a.srt', '<?xml version="1.0"?>', /Web pages/],
    ['a frame', 'a.txt', '<iframe src=x>', /Web pages/],
    ['NUL', 'a.txt', 'a\0b', /not a text/],
    ['NUL far behind', 'a.csv', 'a'.repeat(600_000) + '\0', /not a text/],
    ['what no encoding has', 'a.txt', hex('4181'), /not a text/],
    ['half a sign in UTF-16', 'a.txt', hex('fffe41004200d8'), /not a text/],
    ['other subtitles', 'a.vtt', 'hello', /\.vtt/],
    ['no calendar', 'a.ics', 'hello', /\.ics/],
    ['Matroska', 'a.webm', hex('1a45dfa3934282886d6174726f736b61'), /\.webm says/],
  ])('%s', async (_, name, content, sentence) => {
    expect(await inspect(name, content)).toEqual({ refused: 'type', sentence: expect.stringMatching(sentence) });
  });

  it.each([
    ['a bomb', 'a.png', samplePng(20_000, 20_000), /400 million pixels/],
    ['one of JPEG', 'a.jpg', sampleJpeg(65_000, 65_000), /4225 million/],
    ['one of GIF', 'a.gif', sampleGif(60_000, 60_000, 1), /3600 million/],
    ['one of AVIF', 'a.avif', hex(sampleBox('avif'), sampleAvifSize(30_000, 30_000)), /900 million/],
    ['one of WebP', 'a.webp', sampleWebp('VP8X', '00000000ffff00ffff00'), /4295 million/],
    ['a header alone', 'a.png', hex('89504e470d0a1a0a'), /cannot be read/],
    ['a JPEG without a frame', 'a.jpg', hex('ffd8ffe00004aaaa', 'ffda00020000000000'), /cannot be read/],
    ['a size of nothing', 'a.gif', sampleGif(0, 9, 1), /cannot be read/],
  ])('%s of a picture', async (_, name, content, sentence) => {
    expect(await inspect(name, content)).toEqual({ refused: 'picture', sentence: expect.stringMatching(sentence) });
  });
});

describe('what is refused within an archive', () => {
  const many = (count: number): SampleEntry[] => Array.from({ length: count }, (_, index) => ({ name: `${index}` }));
  const claiming = (size: number): SampleEntry => ({ name: 'a', content: 'x'.repeat(5_000), claimedSize: size });

  it.each([
    ['nothing', [], /nothing in this archive/],
    ['10,001 entries', many(10_001), /too much/],
    ['names of megabytes', Array.from({ length: 80 }, (_, at) => ({ name: `${at}`.repeat(30_000) })), /too long/],
    ['more than 1 GiB', [claiming(2 ** 29), claiming(2 ** 29), claiming(1)], /too much/],
    ['text that is almost nothing', [claiming(101 * 2 ** 20)], /too much/],
    ['a password', [{ name: 'a', content: 'x', encrypted: true }], /password/],
    ['a name that climbs', [{ name: '../../etc/cron.d/x' }], /outside of its folder/],
    ['a name that climbs on Windows', [{ name: 'a\\..\\..\\x' }], /outside of its folder/],
    ['a name from the root', [{ name: '/etc/passwd' }], /outside of its folder/],
    ['a name with a drive', [{ name: 'C:\\x' }], /outside of its folder/],
    ['a link', [{ name: 'a', content: '/etc/passwd', symbolicLink: true }], /outside of its folder/],
    ['a program', [{ name: 'holiday.jpg.EXE' }], /program/],
  ])('%s', async (_, entries: SampleEntry[], sentence) => {
    expect(await inspect('a.zip', sampleZip(entries))).toEqual({
      refused: 'archive',
      sentence: expect.stringMatching(sentence),
    });
  });

  it('takes 10,000 entries', async () => {
    expect(await inspect('a.zip', sampleZip(many(10_000)))).toEqual({ mediaType: 'application/zip' });
  });

  it('asks a distant store for few pieces', async () => {
    const bytes = sampleZip(many(10_000));
    let asked = 0;
    await inspectFile({
      name: 'a.zip',
      size: bytes.length,
      read: ({ start, end }) => {
        asked += 1;
        return Promise.resolve(bytes.subarray(start, end + 1));
      },
    });
    expect(asked).toBeLessThan(12);
  });

  it.each([
    ['cut off', (whole: Buffer) => whole.subarray(0, whole.length - 30)],
    ['only the beginning', () => Buffer.from('PK\u0003\u0004 and nothing else')],
    ['a directory that points nowhere', (whole: Buffer) => hex(whole.subarray(0, -8), 'ffffff7f', whole.subarray(-4))],
  ])('%s', async (_, damage) => {
    const whole = sampleZip([{ name: 'a', content: 'x'.repeat(100) }]);
    expect(await inspect('a.zip', damage(whole))).toEqual({
      refused: 'archive',
      sentence: expect.stringMatching(/broken/),
    });
  });

  it('does not blame the archive for a store that does not answer', async () => {
    const bytes = sampleZip([{ name: 'a', content: 'x' }]);
    let left = 1;
    const read = ({ start, end }: { start: number; end: number }): Promise<Buffer> =>
      (left -= 1) < 0
        ? Promise.reject(new Error('gone'))
        : Promise.resolve(bytes.subarray(start, Math.min(end + 1, 4)));
    await expect(inspectFile({ name: 'a.zip', size: bytes.length, read })).rejects.toThrow('gone');
  });
});

describe('what is refused within a document', () => {
  const vba: SampleEntry = { name: 'word/vbaProject.bin', content: 'x' };
  const twice: SampleEntry = { name: '[Content_Types].xml', content: '<x/>' };
  const macroMain = 'application/vnd.ms-word.document.macroEnabled.main+xml';

  it.each([
    ['macros', 'a.docx', sampleOffice('docx', [vba]), /without macros, as \.docx/],
    ['a main part with macros', 'a.docx', sampleOffice('docx', [], macroMain), /without macros/],
    [
      'a document with macros as an archive',
      'a.zip',
      sampleOffice('docx', [vba]),
      /without macros, as \.docx, \.xlsx or/,
    ],
    ['another kind', 'a.docx', sampleOffice('xlsx'), /no \.docx document/],
    ['any archive', 'a.docx', sampleZip([{ name: 'word/document.xml', content: '<x/>' }]), /no \.docx document/],
    ['a part that is there twice', 'a.docx', sampleOffice('docx', [twice]), /no \.docx document/],
    ['a part beyond all measure', 'a.xlsx', sampleOffice('xlsx', [], 'x'.repeat(2 ** 21)), /no \.xlsx document/],
    ['another open document', 'a.odt', sampleOpenDocument(EPUB), /no \.odt document/],
    ['no word of what it is', 'a.odt', sampleZip([{ name: 'content.xml' }]), /no \.odt document/],
    ['macros in an open one', 'a.odt', sampleOpenDocument(ODT, '<m/>', [{ name: 'Basic/Standard/m.xml' }]), /macros/],
    ['scripts in an open one', 'a.odt', sampleOpenDocument(ODT, '<m/>', [{ name: 'Scripts/python/m.py' }]), /macros/],
  ])('%s', async (_, name, content, sentence) => {
    expect(await inspect(name, content)).toEqual({ refused: 'type', sentence: expect.stringMatching(sentence) });
  });

  it('a password', async () => {
    const locked = sampleOpenDocument(ODT, '<manifest:encryption-data/>');
    expect(await inspect('a.odt', locked)).toEqual({ refused: 'archive', sentence: expect.stringMatching(/password/) });
  });
});
