import { crc32, deflateRawSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { sampleGif, sampleOffice, samplePages, samplePdf, samplePng, sampleZip } from '#platform/testing';
import { EICAR } from '../../support/small-clamd.js';

/** A file that is taken, and would do harm if it were served as something that it is not. */
export interface HostileFile {
  /** Its name, and that of what it reports when something of it runs. */
  readonly name: string;
  readonly bytes: Buffer;
  /** As what it would run, were it served so. */
  readonly runsAs: 'text/html' | 'text/javascript' | 'text/css' | null;
}

/** A program that calls home, shows a box and leaves a mark, wherever it runs. */
export const scriptOf = (home: string, name: string): string =>
  `(()=>{const u='${home}/ran/${encodeURIComponent(name)}';try{fetch(u,{mode:'no-cors'})}catch{}` +
  `try{new Image().src=u}catch{}globalThis.ran='${encodeURIComponent(name)}';try{alert(u)}catch{}})()`;

const pageOf = (home: string, name: string): string =>
  `<!doctype html><html><body><link rel=stylesheet href="${home}/ran/${encodeURIComponent(name)}">` +
  `<img src="${home}/ran/${encodeURIComponent(name)}"><script>${scriptOf(home, name)}</script></body></html>`;

const styleOf = (home: string, name: string): string =>
  `@import "${home}/ran/${encodeURIComponent(name)}";\n*{background:url("${home}/ran/${encodeURIComponent(name)}")}\n`;

/** 110 MiB of nothing, in 110 kB. */
const BOMB = sampleZip([{ name: 'zeros', content: Buffer.alloc(110 * 1024 * 1024) }]);

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A PNG with this text beside its pixels. */
async function pngWith(text: string): Promise<Buffer> {
  const whole = await aPicture().png().toBuffer();
  const body = Buffer.concat([latin('tEXtComment\0'), Buffer.from(text)]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  check.writeUInt32BE(crc32(body));
  // Behind the header, which is 25 bytes after the mark of 8.
  return Buffer.concat([whole.subarray(0, 33), length, body, check, whole.subarray(33)]);
}

const aPicture = (): Sharp => sharp({ create: { width: 60, height: 40, channels: 3, background: '#7a2e1d' } });

/** A JPEG with a whole archive behind it, which opens as either. */
const jpegAndZip = async (content: string): Promise<Buffer> =>
  Buffer.concat([await aPicture().jpeg().toBuffer(), sampleZip([{ name: 'page.html', content, stored: true }])]);

/** A GIF whose first bytes are a program: its width is the beginning of a comment, in which the rest of the header stands. */
const gifAndScript = (script: string): Buffer =>
  Buffer.concat([latin('GIF89a/*\x01\x00\x80\x00\x00'), sampleGif(1, 1, 1).subarray(13), latin(`*/=1;${script}`)]);

/** Pictures of which nothing but the picture may be left when they stand in a post; null: it is no picture any more. */
export async function hostilePictures(
  home: string,
): Promise<{ name: string; bytes: Buffer; left: 'picture' | null }[]> {
  return [
    { name: 'spoken.png', bytes: await pngWith(pageOf(home, 'spoken.png')), left: 'picture' },
    { name: 'packed.jpg', bytes: await jpegAndZip(pageOf(home, 'packed.jpg')), left: 'picture' },
    {
      name: 'appended.gif',
      bytes: Buffer.concat([await aPicture().gif().toBuffer(), latin(pageOf(home, 'appended.gif'))]),
      left: 'picture',
    },
    { name: 'programme.gif', bytes: latin(`GIF89a/*\x01\x00*/=1;${scriptOf(home, 'programme.gif')}`), left: null },
  ];
}

/** Files that agree with their ending and are taken, which makes them the ones to be careful with. */
export async function hostileFiles(home: string): Promise<HostileFile[]> {
  const script = (name: string): string => scriptOf(home, name);
  const page = (name: string): string => pageOf(home, name);
  const file = (name: string, bytes: Buffer | string, runsAs: HostileFile['runsAs']): HostileFile => ({
    name,
    bytes: Buffer.from(bytes),
    runsAs,
  });
  const opening = `<</S/JavaScript/JS(app.alert\\("x"\\);this.submitForm\\("${home}/ran/opens.pdf"\\);)>>`;
  return [
    file('comment first.txt', `<!-- a note -->${page('comment first.txt')}`, 'text/html'),
    file('words first.md', `Some words.\n\n${page('words first.md')}`, 'text/html'),
    file('an element.csv', `<b>a,b</b>\n=HYPERLINK("${home}/ran/cell"),"${page('an element.csv')}"`, 'text/html'),
    file('seven bits.txt', `+ADw-script+AD4-${script('seven bits.txt')}+ADw-/script+AD4-`, null),
    file('a programme.txt', script('a programme.txt'), 'text/javascript'),
    file('a module.tsv', `export default 1;${script('a module.tsv')}`, null),
    file('a style.txt', styleOf(home, 'a style.txt'), 'text/css'),
    file('titles.srt', `1\n00:00:01,000 --> 00:00:02,000\n${page('titles.srt')}`, 'text/html'),
    file('titles.vtt', `WEBVTT\n=1;${script('titles.vtt')}`, 'text/javascript'),
    file('dates.ics', `BEGIN:VCALENDAR=1;${script('dates.ics')}\r\n`, 'text/javascript'),
    file('both.gif', gifAndScript(script('both.gif')), 'text/javascript'),
    file('both.wav', latin(`RIFF=1/*WAVE*/;${script('both.wav')}`), 'text/javascript'),
    file(
      'both.webp',
      latin(`RIFF=1/*WEBPVP8 ${'\0'.repeat(10)}\x01\x00\x01\x00*/;${script('both.webp')}`),
      'text/javascript',
    ),
    file('both.mp3', latin(`ID3\x03\0\0\0\0\0\0${page('both.mp3')}`), 'text/html'),
    file('both.mp4', latin(`\0\0\0\x18ftypisom\0\0\0\0isomiso2${page('both.mp4')}`), 'text/html'),
    file('both.flac', latin(`fLaC${page('both.flac')}`), 'text/html'),
    file('both.pdf', Buffer.concat([samplePages(1), Buffer.from(page('both.pdf'))]), 'text/html'),
    file(
      'opens.pdf',
      samplePdf([`<</Type/Catalog/Pages 2 0 R/OpenAction ${opening}>>`, '<</Type/Pages/Kids[]/Count 0>>']),
      null,
    ),
    file('spoken.png', await pngWith(page('spoken.png')), 'text/html'),
    file('packed.jpg', await jpegAndZip(page('packed.jpg')), 'text/html'),
    file(
      'page within.zip',
      sampleZip([{ name: 'index.html', content: page('page within.zip'), stored: true }]),
      'text/html',
    ),
    file('bomb within.zip', sampleZip([{ name: 'inner.zip', content: BOMB, stored: true }]), null),
    file(
      'template.docx',
      sampleOffice('docx', [
        {
          name: 'word/_rels/settings.xml.rels',
          content: `<Relationship TargetMode="External" Target="${home}/ran/template.docx"/>`,
        },
      ]),
      null,
    ),
    // Names that would mean something to a shell, a server, a header or a page; each kept as one name.
    ...[
      '"><img src=x onerror=alert(1)>.txt',
      "a;filename*=UTF-8''evil.html;x=\".txt",
      '%2e%2e%2fetc%2fpasswd.txt',
      '$(reboot) `id` && x.txt',
      'CON.txt',
      'evil.html.txt',
      'été – “naïf” 猫.txt',
    ].map((name) => file(name, `Only words, under a bad name: ${name}`, null)),
  ];
}

/** What is cut off from names before they are kept. */
export const CLEANED: readonly (readonly [sent: string, kept: string])[] = [
  ['../../../../etc/passwd.txt', 'passwd.txt'],
  ['..\\..\\Windows\\win.txt', 'win.txt'],
  ['/etc/cron.d/job.txt', 'job.txt'],
  ['...hidden.txt', 'hidden.txt'],
  ['a\r\nSet-Cookie: copse=x\r\n.txt', 'aSet-Cookie: copse=x.txt'],
  ['in\0visible\u200B.txt', 'invisible.txt'],
  ['turned\u202Egnp.txt', 'turnedgnp.txt'],
  [`${'é'.repeat(300)}.txt`, `${'é'.repeat(98)}.txt`],
];

/** Names that are no names of files that may be stored; refused before a byte is sent, on `filename`. */
export const NO_NAMES: readonly string[] = [
  '',
  '...',
  '/',
  'a folder/',
  'no ending',
  '.htaccess',
  '\u200B.txt',
  `${'x'.repeat(1_001)}.txt`,
  'a.svg',
  'a.svgz',
  'a.html',
  'a.HTM',
  'a.xhtml',
  'a.shtml',
  'a.mhtml',
  'a.xml',
  'a.xsl',
  'a.js',
  'a.mjs',
  'a.wasm',
  'a.swf',
  'a.hta',
  'a.exe',
  'a.php',
  'a.docm',
  'a.html.',
  'a.html ',
  'a.txt/../a.html',
  'a.txt\0.html',
  'fdp\u202Efdp.exe',
  'a.constructor',
  'a.__proto__',
];

/** A document whose first part says that it is short, and unpacks to 64 MiB. */
function liar(): Buffer {
  const types = Buffer.alloc(64 * 1024 * 1024, ' ');
  const packed = deflateRawSync(types);
  const stored = sampleZip([{ name: '[Content_Types].xml', content: packed, stored: true, claimedSize: 900 }]);
  // It is packed, whatever `stored` said: the method stands in the local header and in the directory.
  for (const at of [8, stored.indexOf('PK\u0001\u0002', 0, 'latin1') + 10]) stored.writeUInt16LE(8, at);
  return stored;
}

/** Contents that are not what their names say, or that nobody shall unpack; with the code of the refusal. */
export function refusedFiles(home: string): readonly (readonly [name: string, bytes: Buffer, code: string])[] {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="${scriptOf(home, 'svg')}"><script>${scriptOf(home, 'svg')}</script></svg>`;
  const xml = `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="${home}/ran/xsl"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>`;
  const lols = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${'<!ENTITY b "&a;&a;&a;&a;">'.repeat(9)}]><a>&b;</a>`;
  const text = (content: string): Buffer => Buffer.from(content);
  const many = Array.from({ length: 10_001 }, (_, at) => ({ name: `${at}` }));
  return [
    ['page.png', text(pageOf(home, 'page.png')), 'type'],
    ['page.txt', text(pageOf(home, 'page.txt')), 'type'],
    ['page.pdf', text(pageOf(home, 'page.pdf')), 'type'],
    ['page.mp4', text(pageOf(home, 'page.mp4')), 'type'],
    ['marked.md', text(`\uFEFF \n ${pageOf(home, 'marked.md')}`), 'type'],
    ['wide.csv', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(pageOf(home, 'wide'), 'utf16le')]), 'type'],
    ['drawing.png', text(svg), 'type'],
    ['drawing.txt', text(svg), 'type'],
    ['drawing.jpg', text(`<?xml version="1.0"?>${svg}`), 'type'],
    ['entities.txt', text(xml), 'type'],
    ['lols.csv', text(lols), 'type'],
    ['picture.txt', samplePng(4, 4), 'type'],
    ['picture.jpg', samplePng(4, 4), 'type'],
    ['programme.pdf', latin('MZ\x90\0\x03\0\0\0'), 'type'],
    ['programme.png', latin('\x7fELF\x02\x01\x01\0'), 'type'],
    ['archive.docx', sampleZip([{ name: 'a', content: 'x' }]), 'type'],
    ['macros.docx', sampleOffice('docx', [{ name: 'word/vbaProject.bin', content: 'x' }]), 'type'],
    ['macros.zip', sampleOffice('docx', [{ name: 'word/vbaProject.bin', content: 'x' }]), 'type'],
    ['liar.docx', liar(), 'archive'],
    ['bomb.zip', BOMB, 'archive'],
    ['giant.zip', sampleZip([...'ab'].map((name) => ({ name, content: 'x', claimedSize: 2 ** 30 }))), 'archive'],
    ['swarm.zip', sampleZip(many), 'archive'],
    ['climbs.zip', sampleZip([{ name: '../../../.ssh/authorized_keys', content: 'x' }]), 'archive'],
    ['link.zip', sampleZip([{ name: 'a', content: '/etc/passwd', symbolicLink: true }]), 'archive'],
    ['runs.zip', sampleZip([{ name: 'holiday.jpg.exe', content: 'x' }]), 'archive'],
    ['bomb.png', samplePng(20_000, 20_000), 'picture'],
    ['bomb.gif', sampleGif(60_000, 60_000, 1), 'picture'],
    ['header.png', samplePng(4, 4).subarray(0, 20), 'picture'],
    ['eicar.txt', text(EICAR), 'infected'],
    ['eicar inside.zip', sampleZip([{ name: 'eicar.txt', content: EICAR, stored: true }]), 'infected'],
  ];
}
