/**
 * The program of the child process that opens pictures and PDFs of people: a decoder that a file breaks takes only this
 * process with it. Self-contained, because Node runs it as it lies here as well as built: npm imports alone, and only
 * what Node strips by itself. One job comes at a time, and each has its answer; null: it cannot be read.
 */
import { readFile, stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp';
import type { Made, PictureHeader, PictureJob, Preview, Reencoded } from './picture-jobs.js';

/** Pixels of one picture, and of all frames of a moving one together. */
const MAX_PIXELS = 40_000_000;
const MAX_MOVING_PIXELS = 100_000_000;
const MAX_FRAMES = 300;
/** Sides of what we make, pixels. */
const SMALL = 320;
const LARGE = 1600;
const INLINE = 2400;
/** A PDF is read whole, twice. */
const MAX_PDF_BYTES = 150 * 1024 * 1024;
/** A page of a stamp's size is not blown up to a poster. */
const MAX_SCALE = 4;
/** A PNG that stays larger than this is a photograph, and no PNG any more. */
const MAX_PNG_BYTES = 2 * 1024 * 1024;

// Only the decoders of the kinds that may be stored; the others (SVG, TIFF, PDF …) are closed within the library itself.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Nsgif', 'Webp', 'Heif'].map((kind) => `VipsForeignLoad${kind}File`),
});
sharp.cache(false);
// Two pictures are never made at once, and the other processor is for those who wait for an answer.
sharp.concurrency(1);

const open = (path: string, options: SharpOptions = {}): Sharp =>
  sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true, ...options });

async function header(path: string): Promise<PictureHeader | null> {
  const { autoOrient, pages } = await open(path).metadata();
  return { width: autoOrient.width, height: autoOrient.height, pages: pages ?? 1 };
}

async function reencode(path: string): Promise<Reencoded | null> {
  const metadata = await open(path).metadata();
  const moving = moves(metadata);
  const picture = open(path, moving ? { animated: true, limitInputPixels: MAX_MOVING_PIXELS } : {})
    .autoOrient()
    .resize({ width: INLINE, height: INLINE, fit: 'inside', withoutEnlargement: true });
  if (metadata.format === 'jpeg') return made('image/jpeg', picture.jpeg({ quality: 82, progressive: true }));
  if (!moving && (metadata.format === 'png' || metadata.format === 'gif')) {
    const exact = await made('image/png', picture.clone().png());
    if (exact.bytes.length <= MAX_PNG_BYTES) return exact;
  }
  // Of a moving GIF as well: a tenth of its work and of its size.
  return made('image/webp', picture.webp({ quality: 85, effort: 2 }));
}

/** Whether the frames are few and small enough to keep them all; otherwise the first one stands for them. */
function moves({ pages = 1, width, pageHeight, height }: Metadata): boolean {
  return pages > 1 && pages <= MAX_FRAMES && pages * width * (pageHeight ?? height) <= MAX_MOVING_PIXELS;
}

async function made<T extends string>(mediaType: T, picture: Sharp): Promise<Made & { mediaType: T }> {
  const { data, info } = await picture.toBuffer({ resolveWithObject: true });
  return { mediaType, bytes: data, width: info.width, height: info.pageHeight ?? info.height };
}

async function preview(path: string, mediaType: string): Promise<Preview | null> {
  if (mediaType === 'application/pdf') return previewOfPdf(path);
  return { ...(await inTwoSizes(open(path).autoOrient())), pages: null };
}

async function inTwoSizes(picture: Sharp): Promise<{ small: Made; large: Made }> {
  const { data, info } = await picture
    .resize({ width: LARGE, height: LARGE, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const pixels = sharp(data, { raw: { width, height, channels } });
  const smaller = pixels.clone().resize({ width: SMALL, height: SMALL, fit: 'inside', withoutEnlargement: true });
  const [large, small] = [await webp(pixels), await webp(smaller)];
  return { small, large };
}

async function webp(picture: Sharp): Promise<Made> {
  const { bytes, width, height } = await made('image/webp', picture.webp({ quality: 80, effort: 3 }));
  return { bytes, width, height };
}

let library: Promise<PDFiumLibrary> | undefined;

async function previewOfPdf(path: string): Promise<Preview | null> {
  if ((await stat(path)).size > MAX_PDF_BYTES) return null;
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(await readFile(path));
  const pages = document.getPageCount();
  const page = document.getPage(0);
  // A page that cannot be opened has no size.
  const { originalWidth, originalHeight } = page.getOriginalSize();
  if (!(originalWidth > 0 && originalHeight > 0)) return null;
  const scale = Math.min(MAX_SCALE, LARGE / Math.max(originalWidth, originalHeight));
  const { data, width, height } = await page.render({
    render: 'bitmap',
    width: Math.max(1, Math.round(originalWidth * scale)),
    height: Math.max(1, Math.round(originalHeight * scale)),
    renderFormFields: true,
  });
  const sizes = await inTwoSizes(sharp(data, { raw: { width, height, channels: 4 } }).flatten({ background: '#fff' }));
  document.destroy();
  return { ...sizes, pages };
}

function run(job: PictureJob): Promise<PictureHeader | Reencoded | Preview | null> {
  if (job.work === 'preview') return preview(job.path, job.mediaType);
  return job.work === 'header' ? header(job.path) : reencode(job.path);
}

process.on('message', (job: PictureJob) => {
  run(job).then(
    (result) => process.send?.({ result, last: false }),
    // After a failure nobody knows in which state the WebAssembly is; the next job gets a new process.
    () => process.send?.({ result: null, last: library !== undefined }),
  );
});
// Whoever started us ends us; a signal for everyone at the terminal is not for us.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit());
// A document that never ends holds this thread, and then only another one notices that whoever started us is gone.
new Worker(
  `const { ppid } = process; setInterval(() => process.ppid === ppid || process.kill(process.pid, 'SIGKILL'), 1000);`,
  { eval: true },
).unref();
