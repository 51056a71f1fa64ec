import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import sharp, { type Metadata, type Sharp } from 'sharp';
import {
  boundlessPdf,
  endlessPdf,
  lockedPdf,
  sampleGif,
  samplePages,
  samplePdf,
  samplePdfStream,
  samplePng,
} from '../testing/index.js';
import { Pictures } from './pictures.service.js';

const ANN = 'ann';
const onLinux = existsSync('/proc/self/status') ? it : it.skip;

describe('pictures', () => {
  let folder: string;
  let pictures: Pictures;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'copse-pictures-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  beforeEach(() => {
    pictures = new Pictures();
  });
  afterEach(() => pictures.onModuleDestroy());

  let count = 0;
  const file = async (bytes: Buffer): Promise<string> => {
    const path = join(folder, String((count += 1)));
    await writeFile(path, bytes);
    return path;
  };
  const noise = (width: number, height: number, channels: 3 | 4 = 3): Sharp =>
    sharp({
      create: { width, height, channels, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
    });
  const plain = (width: number, height: number): Sharp =>
    sharp({ create: { width, height, channels: 3, background: '#2a6' } });
  const shape = (metadata: Metadata): unknown => [metadata.format, metadata.width, metadata.height];
  /** The parent lives, and whatever the file did to the process, the next job is done. */
  const next = async (): Promise<void> => {
    const preview = await pictures.preview(await file(await plain(400, 200).png().toBuffer()), 'image/png');
    expect(preview && [preview.small.width, preview.small.height, preview.pages]).toEqual([320, 160, null]);
  };

  describe('what can be read', () => {
    it.each(['png', 'jpeg', 'gif', 'webp', 'avif'] as const)('makes two pictures of a %s', async (format) => {
      const path = await file(await plain(2000, 1000).toFormat(format).toBuffer());
      expect(await pictures.header(path)).toEqual({ width: 2000, height: 1000, pages: 1 });
      const preview = await pictures.preview(path, `image/${format}`);
      expect(preview && shape(await sharp(preview.small.bytes).metadata())).toEqual(['webp', 320, 160]);
      expect(preview && shape(await sharp(preview.large.bytes).metadata())).toEqual(['webp', 1600, 800]);
      expect(preview && [preview.large.width, preview.large.height]).toEqual([1600, 800]);
    });

    it('does not blow a small picture up', async () => {
      const preview = await pictures.preview(await file(await plain(40, 30).png().toBuffer()), 'image/png');
      expect(preview && [preview.small.width, preview.large.width]).toEqual([40, 40]);
    });

    it('shows the first page of a PDF and counts them all', async () => {
      const preview = await pictures.preview(await file(samplePages(3)), 'application/pdf');
      expect(preview?.pages).toBe(3);
      expect(preview && [preview.large.width, preview.large.height]).toEqual([1131, 1600]);
      const { data, info } = await sharp(preview?.large.bytes).raw().toBuffer({ resolveWithObject: true });
      const at = (x: number, y: number): number[] => [
        ...data.subarray((y * info.width + x) * info.channels).subarray(0, 3),
      ];
      expect(at(100, 1500).map((value) => Math.round(value / 255))).toEqual([1, 0, 0]);
      expect(at(1100, 1500).map((value) => Math.round(value / 255))).toEqual([1, 1, 1]);
      // The word is black and above the square.
      const black = data.filter((_, index) => index % info.channels === 0 && (data[index] ?? 255) < 64).length;
      expect(black).toBeGreaterThan(2_000);
    });

    it('makes a photograph anew as its camera held it, without what the camera wrote', async () => {
      const original = await noise(3000, 1500)
        .jpeg()
        .withExif({ IFD0: { Artist: 'Somebody', Copyright: 'kept-nowhere' }, IFD3: { GPSLatitude: '45/1 30/1 0/1' } })
        .withMetadata({ orientation: 6 })
        .toBuffer();
      expect(original.includes('kept-nowhere')).toBe(true);
      const path = await file(original);
      expect(await pictures.header(path)).toEqual({ width: 1500, height: 3000, pages: 1 });
      const made = await pictures.reencode(path, ANN);
      expect(made && [made.mediaType, made.width, made.height]).toEqual(['image/jpeg', 1200, 2400]);
      const metadata = await sharp(made?.bytes).metadata();
      expect([metadata.exif, metadata.xmp, metadata.iptc, metadata.orientation]).toEqual(Array(4).fill(undefined));
      expect(made?.bytes.includes('kept-nowhere')).toBe(false);
    });

    it('makes a still GIF a PNG', async () => {
      const made = await pictures.reencode(await file(await plain(30, 20).gif().toBuffer()), ANN);
      expect(made && [made.mediaType, made.width, made.height]).toEqual(['image/png', 30, 20]);
    });

    it('leaves nothing of what is hidden behind a picture', async () => {
      const bytes = Buffer.concat([await plain(20, 20).png().toBuffer(), Buffer.from('<script>alert(1)</script>')]);
      const made = await pictures.reencode(await file(bytes), ANN);
      expect(made?.mediaType).toBe('image/png');
      expect(made?.bytes.includes('script')).toBe(false);
    });

    it('keeps a drawing exact and makes a WebP of a PNG that is a photograph', async () => {
      const drawing = await pictures.reencode(await file(await plain(800, 600).png().toBuffer()), ANN);
      expect(drawing?.mediaType).toBe('image/png');
      expect(drawing && (await sharp(drawing.bytes).raw().toBuffer()).subarray(0, 3)).toEqual(
        Buffer.from('22aa66', 'hex'),
      );
      const photograph = await pictures.reencode(await file(await noise(1500, 1200).png().toBuffer()), ANN);
      expect(photograph?.mediaType).toBe('image/webp');
    });

    it.each(['gif', 'webp'] as const)('keeps a moving %s moving', async (format) => {
      const frames = await Promise.all(
        ['#f00', '#0f0', '#00f'].map((background) =>
          sharp({ create: { width: 60, height: 40, channels: 3, background } })
            .png()
            .toBuffer(),
        ),
      );
      const path = await file(
        await sharp(frames, { join: { animated: true } })
          .toFormat(format)
          .toBuffer(),
      );
      expect(await pictures.header(path)).toEqual({ width: 60, height: 40, pages: 3 });
      const made = await pictures.reencode(path, ANN);
      expect(made && [made.mediaType, made.width, made.height]).toEqual(['image/webp', 60, 40]);
      expect((await sharp(made?.bytes).metadata()).pages).toBe(3);
    });
  });

  describe('what cannot be read', () => {
    const nothing = async (bytes: Buffer, mediaType: string): Promise<void> => {
      const path = await file(bytes);
      expect(await pictures.preview(path, mediaType)).toBeNull();
      if (mediaType !== 'application/pdf') expect(await pictures.reencode(path, ANN)).toBeNull();
      await next();
    };

    it('a PNG of 400 million pixels', () => nothing(samplePng(20_000, 20_000), 'image/png'));
    it('a picture that ends too early', async () => {
      const whole = await noise(600, 400).jpeg().toBuffer();
      await nothing(whole.subarray(0, whole.length / 2), 'image/jpeg');
    });
    it('text', () => nothing(Buffer.from('no picture'), 'image/png'));
    it('nothing', () => nothing(Buffer.alloc(0), 'image/png'));
    it('a drawing that could run', () =>
      nothing(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'image/png'));
    it('a PDF under the name of a picture', () => nothing(samplePages(1), 'image/png'));
    it('a broken PDF', () => nothing(Buffer.from('%PDF-1.7\nnothing else'), 'application/pdf'));
    it('a PDF that is locked', () => nothing(lockedPdf(), 'application/pdf'));
    it('a PDF without a page', () => nothing(samplePages(0), 'application/pdf'));
    it('a file that is not there', async () => {
      expect(await pictures.header(join(folder, 'nowhere'))).toBeNull();
      await next();
    });
  });

  describe('what wants to hurt', () => {
    it('takes only the first of 10,000 frames', async () => {
      const path = await file(sampleGif(10, 10, 10_000));
      expect(await pictures.header(path)).toEqual({ width: 10, height: 10, pages: 10_000 });
      const made = await pictures.reencode(path, ANN);
      expect((await sharp(made?.bytes).metadata()).pages ?? 1).toBe(1);
      await next();
    });

    it.each([
      [1_000_000, 1_000_000, 1600, 1600],
      [1_000_000, 1, 1600, 1],
      [2, 2, 8, 8],
    ])('draws a page of %i by %i points on %i by %i pixels', async (width, height, across, down) => {
      const preview = await pictures.preview(await file(samplePages(1, width, height)), 'application/pdf');
      expect(preview && [preview.large.width, preview.large.height]).toEqual([across, down]);
      await next();
    });

    it('survives a PDF that contains itself', async () => {
      const itself = samplePdf([
        '<</Type/Catalog/Pages 2 0 R>>',
        '<</Type/Pages/Count 2/Kids[3 0 R 2 0 R]/MediaBox[0 0 100 100]>>',
        '<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>',
        samplePdfStream('/A Do'),
        samplePdfStream('/A Do', '/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources<</XObject<</A 5 0 R>>>>'),
      ]);
      await pictures.preview(await file(itself), 'application/pdf');
      await next();
    });

    it('ends a process that takes too long', async () => {
      pictures = new Pictures({ milliseconds: 3_000, bytes: 1200 * 1024 * 1024 });
      expect(await pictures.preview(await file(endlessPdf()), 'application/pdf')).toBeNull();
      await next();
    });

    // Only Linux says how much memory a process has.
    onLinux('ends a process that takes too much', async () => {
      pictures = new Pictures({ milliseconds: 60_000, bytes: 400 * 1024 * 1024 });
      let largest = 0;
      const look = setInterval(() => {
        void children().then((all) => (largest = Math.max(largest, ...all.map(({ bytes }) => bytes))));
      }, 20);
      expect(await pictures.preview(await file(boundlessPdf()), 'application/pdf')).toBeNull();
      clearInterval(look);
      // Left alone, it grows to 2 GiB and more.
      expect(largest).toBeGreaterThan(200 * 1024 * 1024);
      expect(largest).toBeLessThan(1500 * 1024 * 1024);
      await next();
    });
  });

  describe('the queue', () => {
    it('does many jobs one after another, each with its own answer', async () => {
      const widths = Array.from({ length: 12 }, (_, index) => 10 + index);
      const paths = await Promise.all(widths.map(async (width) => file(await plain(width, 5).png().toBuffer())));
      const headers = await Promise.all(paths.map((path) => pictures.header(path)));
      expect(headers.map((header) => header?.width)).toEqual(widths);
    });

    it('asks to come again when too many wait', async () => {
      const path = await file(await plain(5, 5).png().toBuffer());
      const asked = await Promise.allSettled(Array.from({ length: 60 }, () => pictures.header(path)));
      expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
      expect(asked.at(-1)).toMatchObject({ reason: { code: 'UNAVAILABLE' } });
      await next();
    });

    it('holds three pictures of one account, and takes those of others meanwhile', async () => {
      const path = await file(await plain(5, 5).png().toBuffer());
      const asked = [ANN, ANN, ANN, ANN, 'bob'].map((whose) => pictures.reencode(path, whose));
      const outcomes = await Promise.allSettled(asked);
      expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual([true, true, true, false, true]);
      expect(outcomes[3]).toMatchObject({ reason: { code: 'UNAVAILABLE' } });
      expect(await pictures.reencode(path, ANN)).not.toBeNull();
    });

    it('makes first what somebody waits for', async () => {
      const path = await file(await plain(5, 5).png().toBuffer());
      const done: string[] = [];
      const preview = async (name: string): Promise<void> => {
        await pictures.preview(path, 'image/png');
        done.push(name);
      };
      const picture = pictures.reencode(path, ANN);
      await Promise.all([
        picture.then(() => done.push('first')),
        preview('preview'),
        preview('preview'),
        pictures.reencode(path, ANN).then(() => done.push('last')),
      ]);
      expect(done).toEqual(['first', 'last', 'preview', 'preview']);
    });

    // Only Linux tells here which process it is.
    onLinux('begins anew when the system ended the process while nobody looked', async () => {
      await next();
      const [child] = await children();
      expect(child).toBeDefined();
      if (child) process.kill(child.pid, 'SIGKILL');
      while ((await children()).length > 0) await setTimeout(20);
      await next();
    });

    it('says of a job that was cut off by the end that it was not done', async () => {
      const job = pictures.preview(await file(endlessPdf()), 'application/pdf');
      const refused = expect(job).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await setImmediate();
      pictures.onModuleDestroy();
      await refused;
      await expect(pictures.header('any')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    });
  });
});

/** Living processes that this one started to open pictures, as Linux tells. */
async function children(): Promise<{ pid: number; bytes: number }[]> {
  const told = (pid: string, name: string): Promise<string> => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
  const found: { pid: number; bytes: number }[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const status = await told(pid, 'status');
    if (!status.includes(`PPid:\t${process.pid}\n`) || /^State:\tZ/m.test(status)) continue;
    if (!(await told(pid, 'cmdline')).includes('picture-process')) continue;
    found.push({ pid: Number(pid), bytes: 1024 * Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1] ?? 0) });
  }
  return found;
}
