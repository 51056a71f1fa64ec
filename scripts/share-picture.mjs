/**
 * Draws the picture that other sites show beside a link to a public page (`og:image`): the product's mark alone, so that no
 * font is needed and it looks the same wherever it is made. `node scripts/share-picture.mjs` writes it anew.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

const folder = join(import.meta.dirname, '..', 'apps', 'web', 'public');
const [width, height, side] = [1200, 630, 320];

const mark = await sharp(await readFile(join(folder, 'favicon.svg')), { density: 1200 })
  .resize(side, side)
  .png()
  .toBuffer();
const picture = await sharp({ create: { width, height, channels: 3, background: '#f3f5ef' } })
  .composite([{ input: mark, left: (width - side) / 2, top: (height - side) / 2 }])
  .png({ palette: true, compressionLevel: 9, effort: 10 })
  .toBuffer();
await writeFile(join(folder, 'share.png'), picture);
