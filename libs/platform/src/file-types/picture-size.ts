import type { WindowedFile } from './windowed-file.js';

/** Width and height in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** JPEG keeps its size behind whatever a camera and an editor wrote; more pieces than this nobody writes. */
const MAX_SEGMENTS = 2_000;
const HEAD_BYTES = 64 * 1024;

/**
 * What the header of a picture says of its size, read without a decoder, so that a bomb is told before anything would
 * unpack it. Null when there is no such header.
 */
export async function pictureSize(file: WindowedFile, kind: string): Promise<PictureSize | null> {
  const head = await file.read(0, HEAD_BYTES);
  if (kind === 'jpeg') return sizeOfJpeg(file);
  if (head.length < 30) return null;
  if (kind === 'png') return says(head, 'IHDR', 12) ? size(head.readUInt32BE(16), head.readUInt32BE(20)) : null;
  if (kind === 'gif') return size(head.readUInt16LE(6), head.readUInt16LE(8));
  if (kind === 'webp') return sizeOfWebp(head);
  return kind === 'avif' || kind === 'heic' ? sizeOfHeif(head) : null;
}

function size(width: number, height: number): PictureSize | null {
  return width > 0 && height > 0 ? { width, height } : null;
}

function says(head: Buffer, text: string, at: number): boolean {
  return head.toString('latin1', at, at + text.length) === text;
}

/** Goes from segment to segment up to the one that begins a frame (ITU T.81, B.2.2). */
async function sizeOfJpeg(file: WindowedFile): Promise<PictureSize | null> {
  let at = 2;
  for (let segment = 0; segment < MAX_SEGMENTS; segment++) {
    const head = await file.read(at, 9);
    if (head.length < 9 || head[0] !== 0xff) return null;
    const marker = head[1] ?? 0;
    // A marker may be led by any number of fill bytes, and some stand alone.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return size(head.readUInt16BE(7), head.readUInt16BE(5));
    } else if (marker === 0xd9 || marker === 0xda) return null;
    else at += 2 + head.readUInt16BE(2);
  }
  return null;
}

/** The three forms of a WebP (RFC 9649, 2.5 to 2.7). */
function sizeOfWebp(head: Buffer): PictureSize | null {
  if (says(head, 'VP8X', 12)) return size(head.readUIntLE(24, 3) + 1, head.readUIntLE(27, 3) + 1);
  if (says(head, 'VP8 ', 12)) return size(head.readUInt16LE(26) & 0x3fff, head.readUInt16LE(28) & 0x3fff);
  if (!says(head, 'VP8L', 12)) return null;
  const bits = head.readUInt32LE(21);
  return size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
}

/** The largest size among the pieces and the whole that they make (ISO 23008-12, property `ispe`). */
function sizeOfHeif(head: Buffer): PictureSize | null {
  let largest: PictureSize | null = null;
  for (let at = head.indexOf('ispe'); at >= 0 && at + 16 <= head.length; at = head.indexOf('ispe', at + 4)) {
    const found = size(head.readUInt32BE(at + 8), head.readUInt32BE(at + 12));
    if (found && (!largest || found.width * found.height > largest.width * largest.height)) largest = found;
  }
  return largest;
}
