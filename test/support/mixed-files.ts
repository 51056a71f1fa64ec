import { createHash, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { sampleOffice, samplePages, sampleZip } from '#platform/testing';

const MIB = 1024 * 1024;

/** A file as somebody has it on their device. */
export interface OwnFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** In hex. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Sound of this many bytes and a few, no two alike. */
export const aSound = (bytes: number): Buffer =>
  Buffer.concat([Buffer.from('RIFF\u0024\0\0\0WAVEfmt ', 'latin1'), randomBytes(bytes)]);

/** A picture of one colour and this many pixels. */
export const aPicture = (colour: string, width = 160, height = 120): Sharp =>
  sharp({ create: { width, height, channels: 3, background: colour } });

/** A photograph in which the camera wrote where it was taken. */
export const aPhotograph = (colour: string): Promise<Buffer> =>
  aPicture(colour, 640, 480)
    .withExif({
      IFD0: { Make: 'Birch Cameras', Artist: 'Amara Bell' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '45/1 30/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '73/1 34/1 0/1' },
    })
    .jpeg()
    .toBuffer();

/** As programs of the desktop in French Canada still save text. */
export function windows1252(text: string): Buffer {
  // The two are the same but for these.
  const others: Readonly<Record<string, string>> = { '’': '\u0092', '–': '\u0096', œ: '\u009c', '…': '\u0085' };
  return Buffer.from(
    text.replaceAll(/[’–œ…]/g, (sign) => others[sign] ?? sign),
    'latin1',
  );
}

/** Twelve files of the kinds that people share, the two large ones first, which go in more than one piece. */
export async function twelveFiles(): Promise<OwnFile[]> {
  const mpegFrames = Buffer.concat(
    Array.from({ length: 40 }, () => Buffer.concat([Buffer.from('fffb9000', 'hex'), randomBytes(413)])),
  );
  const film = Buffer.concat([
    Buffer.from('00000018667479706973 6f6d0000020069736f6d69736f32'.replaceAll(' ', ''), 'hex'),
    Buffer.from([0, 8, 0, 8]),
    Buffer.from('mdat'),
    randomBytes(8 * 65_536),
  ]);
  const slides = Array.from({ length: 3 }, (_, at) => ({
    name: `Diapositive ${at + 1}.bin`,
    content: randomBytes(3 * MIB),
    stored: true,
  }));
  const entries: [string, Buffer][] = [
    ['Entrevue – première séance.wav', aSound(15 * MIB)],
    ['Exposition itinérante (tout).zip', sampleZip(slides)],
    ['Constat d’état – été 2026.pdf', samplePages(3)],
    ['Prêt d’œuvres.docx', sampleOffice('docx')],
    ['Plan de la salle.png', await aPicture('#1b4d8f').png().toBuffer()],
    ['Façade, août.jpg', await aPhotograph('#7a3b12')],
    ['Fréquentation.csv', Buffer.from('Mois;Visites\r\nFévrier;412\r\nAoût;1\u00a0980\r\n')],
    ['Où est l’été.txt', windows1252('Où est l’été ? – Le cœur de l’œuvre…\r\n'.repeat(500))],
    ['Visite guidée.mp3', mpegFrames],
    ['Montage.mp4', film],
    ['Loan form.xlsx', sampleOffice('xlsx')],
    ['notes.md', Buffer.from('# Plan\n\n- one\n- two\n')],
  ];
  return entries.map(([name, bytes]) => ({ name, bytes }));
}

/** Lays them down in a folder; answers their paths in the same order. */
export async function laidDown(folder: string, files: readonly OwnFile[]): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const paths = files.map(({ name }) => join(folder, name));
  await Promise.all(files.map(({ bytes }, at) => writeFile(paths[at] ?? '', bytes)));
  return paths;
}
