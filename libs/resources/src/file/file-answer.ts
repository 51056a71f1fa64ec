import { create } from 'content-disposition';
import type { FileFacts, PreviewSize } from './file-facts.js';
import { isPlayed } from './served-types.js';

/** What is served for an address, and with which headers. */
export interface FileAnswer {
  /** Key of the bytes in the storage. */
  readonly key: string;
  readonly size: number;
  /** Names these very bytes. */
  readonly tag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * On every answer, whatever it is: were a browser ever to take it for a page, nothing in it could run, ask for anything
 * or reach our origin (docs/security.md, *Files*).
 */
export const SHUT = {
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** Only what everybody may read may be kept anywhere, and it is asked about before each use. */
const cachingOf = (everybodys: boolean): string =>
  everybodys ? 'public, no-cache, no-transform' : 'private, no-store, no-transform';

/** How the file itself is served, or one of its pictures; null where there is no such picture. */
export function answerOf(file: FileFacts, size: PreviewSize | null, isPublic: boolean): FileAnswer | null {
  const caching = { 'cache-control': cachingOf(isPublic && file.state === 'SHOWN'), 'accept-ranges': 'bytes' };
  if (size === null) {
    const headers = { ...caching, 'content-type': file.mediaType, 'content-disposition': dispositionOf(file) };
    return { key: file.storedFileId, size: file.size, tag: `"${file.sha256}"`, headers };
  }
  const picture = file.preview[size];
  if (!picture) return null;
  const headers = { ...caching, 'content-type': 'image/webp', 'content-disposition': 'inline' };
  return { key: picture.objectKey, size: picture.bytes, tag: `"${file.id}-${size}"`, headers };
}

/**
 * Shown in its place is only what we made ourselves, and what is merely played; all else is saved. The type of a text
 * comes without a charset: we do not know it, and what is saved is taken byte for byte.
 */
function dispositionOf({ name, mediaType, use, width }: FileFacts): string {
  const isOurs = use === 'ATTACHMENT' && width !== null && mediaType.startsWith('image/');
  return create(name, { type: isOurs || isPlayed(mediaType) ? 'inline' : 'attachment' });
}
