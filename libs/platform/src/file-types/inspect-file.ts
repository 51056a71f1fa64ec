import { extensionOf, FILE_TYPES } from '#contracts';
import { lookInto } from './archive.js';
import { contentKind, type ContentKind } from './content-kind.js';
import { refusalOfDocument } from './document-parts.js';
import { pictureSize } from './picture-size.js';
import { refusalOfEnding, refusedPicture, refusedType, type RefusedFile } from './refusals.js';
import { refusalOfText } from './text-content.js';
import { WindowedFile, type InspectedFile } from './windowed-file.js';

/** What the content is, or why the file is not taken. */
export type Inspection = { readonly mediaType: string } | RefusedFile;

/** Pixels of the largest picture that is taken; one of a good camera has 24 million. */
const MAX_PIXELS = 40_000_000;
const HEAD_BYTES = 4096;

/** What the first bytes of a file of each ending say; null: text. */
const EXPECTED: Readonly<Record<string, ContentKind | null>> = {
  pdf: 'pdf',
  ...every(['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'epub', 'zip'], 'zip'),
  ...every(['txt', 'md', 'csv', 'tsv', 'srt', 'vtt', 'ics'], null),
  ...every(['jpg', 'jpeg'], 'jpeg'),
  ...every(['mp4', 'm4a', 'mov'], 'mp4'),
  ...every(['ogg', 'oga'], 'ogg'),
  png: 'png',
  gif: 'gif',
  webp: 'webp',
  avif: 'avif',
  heic: 'heic',
  mp3: 'mp3',
  wav: 'wav',
  flac: 'flac',
  webm: 'webm',
};

/** What to call a content that lies under another ending. */
const CALLED: Readonly<Partial<Record<ContentKind, string>>> = {
  pdf: 'a PDF',
  png: 'a PNG picture',
  jpeg: 'a JPEG picture',
  gif: 'a GIF picture',
  webp: 'a WebP picture',
  avif: 'an AVIF picture',
  heic: 'a HEIC picture',
  mp4: 'an MP4 file',
  webm: 'a WebM video',
  ogg: 'an Ogg file',
  flac: 'a FLAC file',
  wav: 'a WAV file',
  mp3: 'an MP3 file',
};

/**
 * Says what a file is, by its content, which must agree with the ending of its name; only what FILE_TYPES lists is
 * taken. Nothing is unpacked or decoded. @throws what `read` throws, which says nothing about the file.
 */
export async function inspectFile(file: InspectedFile): Promise<Inspection> {
  const extension = extensionOf(file.name);
  const refusal =
    refusalOfEnding(extension) ?? (file.size === 0 ? EMPTY : await refusalOfContent(new WindowedFile(file), extension));
  return refusal ?? { mediaType: FILE_TYPES[extension]?.mediaType ?? '' };
}

const EMPTY: RefusedFile = { refused: 'empty', sentence: 'This file is empty. Please look at it and send it again.' };

async function refusalOfContent(file: WindowedFile, extension: string): Promise<RefusedFile | null> {
  const kind = contentKind(await file.read(0, HEAD_BYTES));
  const expected = EXPECTED[extension] ?? null;
  if (expected === null) {
    // A text has no mark of its own; it may begin with the letters of another kind's (`ID3`), if it is text throughout.
    const refusal = await refusalOfText(file, extension);
    return refusal && kind !== null ? lyingType(kind, extension) : refusal;
  }
  if (kind !== expected) return lyingType(kind, extension);
  if (kind === 'zip') return lookInto(file, (archive) => refusalOfDocument(archive, extension));
  return FILE_TYPES[extension]?.kind === 'IMAGE' ? refusalOfPicture(file, kind) : null;
}

async function refusalOfPicture(file: WindowedFile, kind: ContentKind): Promise<RefusedFile | null> {
  const size = await pictureSize(file, kind);
  if (!size) return refusedPicture('This picture cannot be read: it is broken or incomplete. Please save it again.');
  const pixels = size.width * size.height;
  if (pixels <= MAX_PIXELS) return null;
  return refusedPicture(
    `This picture has ${Math.ceil(pixels / 1e6)} million pixels, and at most 40 can be shown. Please make it smaller.`,
  );
}

function lyingType(kind: ContentKind | null, extension: string): RefusedFile {
  if (kind === 'program') return refusedType('This file is a program, and programs cannot be shared here.');
  if (kind === 'ole' && extension in DOCUMENTS) {
    return refusedType(
      'This document is protected with a password or in an old format. Please save it anew, without a password.',
    );
  }
  const called = kind === null ? undefined : CALLED[kind];
  return refusedType(
    called === undefined
      ? `The content of this file is not what its ending .${extension} says. Please save it again.`
      : `This is ${called}, but its name ends in .${extension}. Please give it the right ending.`,
  );
}

const DOCUMENTS: Readonly<Record<string, true>> = { docx: true, xlsx: true, pptx: true };

function every<T>(endings: readonly string[], value: T): Record<string, T> {
  return Object.fromEntries(endings.map((ending) => [ending, value]));
}
