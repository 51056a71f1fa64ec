/** What the first bytes of a file say that it is. */
export type ContentKind =
  | 'pdf'
  | 'zip'
  | 'png'
  | 'jpeg'
  | 'gif'
  | 'webp'
  | 'avif'
  | 'heic'
  | 'mp4'
  | 'webm'
  | 'ogg'
  | 'flac'
  | 'wav'
  | 'mp3'
  | 'ole'
  | 'program'
  | 'packed';

const HEIC = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);
/** First boxes of a QuickTime film from before it had to say what it is. */
const QUICKTIME = new Set(['moov', 'mdat', 'wide', 'free', 'skip']);
const PROGRAMS = ['4d5a', '7f454c46', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe', '0061736d'];
const PACKED = ['526172211a07', '377abcaf271c', '1f8b', 'fd377a585a00', '28b52ffd', '425a68'];

/**
 * Reads the mark at the beginning of a file, for the few kinds that matter here; null for everything else, such as text.
 * Our own short list rather than a library that knows hundreds of kinds: nothing is parsed that could not be accepted.
 */
export function contentKind(head: Buffer): ContentKind | null {
  const starts = (hex: string, at = 0): boolean => head.toString('hex', at, at + hex.length / 2) === hex;
  const says = (text: string, at = 0): boolean => head.toString('latin1', at, at + text.length) === text;
  if (/^(?:\u00EF\u00BB\u00BF)?\s{0,64}%PDF-/.test(head.toString('latin1', 0, 80))) return 'pdf';
  if (says('PK\u0003\u0004') || says('PK\u0005\u0006')) return 'zip';
  if (starts('89504e470d0a1a0a')) return 'png';
  if (starts('ffd8ff')) return 'jpeg';
  if (says('GIF87a') || says('GIF89a')) return 'gif';
  if (says('RIFF') && says('WEBP', 8)) return 'webp';
  if ((says('RIFF') || says('RF64')) && says('WAVE', 8)) return 'wav';
  if (says('ftyp', 4)) return kindOfBrands(head);
  if (starts('1a45dfa3')) return /\u0042\u0082.webm/su.test(head.toString('latin1', 0, 4096)) ? 'webm' : 'packed';
  if (says('OggS')) return 'ogg';
  if (says('fLaC')) return 'flac';
  if ((says('ID3') && [2, 3, 4].includes(head[3] ?? 0)) || isMpegAudio(head)) return 'mp3';
  if (starts('d0cf11e0a1b11ae1')) return 'ole';
  if (PROGRAMS.some((mark) => starts(mark))) return 'program';
  if (PACKED.some((mark) => starts(mark))) return 'packed';
  return QUICKTIME.has(head.toString('latin1', 4, 8)) ? 'mp4' : null;
}

/** Of files made of boxes (ISO 14496-12): the brands that the first one lists. */
function kindOfBrands(head: Buffer): ContentKind {
  const end = Math.min(head.length < 8 ? 0 : head.readUInt32BE(0), head.length, 512);
  const brands: string[] = [];
  for (let at = 8; at + 4 <= end; at += 4) if (at !== 12) brands.push(head.toString('latin1', at, at + 4));
  if (brands.includes('avif') || brands.includes('avis')) return 'avif';
  return brands.some((brand) => HEIC.has(brand)) ? 'heic' : 'mp4';
}

/** A frame of MPEG sound (layer III) begins here. A text in UTF-16 begins with the same eleven bits. */
function isMpegAudio(head: Buffer): boolean {
  const [first = 0, second = 0, third = 0] = head;
  const layer3 = first === 0xff && (second & 0xe6) === 0xe2;
  return layer3 && (second & 0x18) !== 0x08 && third >> 4 !== 15 && third >> 4 !== 0 && (third & 0x0c) !== 0x0c;
}
