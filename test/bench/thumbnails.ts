import sharp from 'sharp';

/** Longest side of the pictures that are made of one file, pixels; those of the product. */
export const THUMBNAIL_SIZES = [1_600, 320] as const;

/** Pictures as a phone takes them, each of its own content: 12 megapixels of soft colours with some noise, as JPEG. */
export async function photographs(howMany: number): Promise<Buffer[]> {
  const made: Buffer[] = [];
  for (let at = 0; at < howMany; at += 1) {
    const small = Buffer.from(Array.from({ length: 40 * 30 * 3 }, (_, byte) => (byte * 7 + at * 31 + byte ** 2) % 256));
    made.push(
      await sharp(small, { raw: { width: 40, height: 30, channels: 3 } })
        .resize(4_000, 3_000, { kernel: 'cubic', fit: 'fill' })
        .jpeg({ quality: 85 })
        .toBuffer(),
    );
  }
  return made;
}
