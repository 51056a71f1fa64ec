import { excerptOf, isTrustedRendering, renderMarkdown, RENDERER_VERSION } from '#platform/text';
import type { PostRow, RenderedText } from './post.repository.js';

const EXCERPT = 200;

/** What is stored of a text when it is written. */
export const renderText = (body: string): RenderedText => ({
  body,
  bodyHtml: renderMarkdown(body),
  rendererVersion: RENDERER_VERSION,
});

/** The HTML of a stored text; made anew where a security fix has outdated what is stored. */
export const htmlOf = (text: RenderedText): string =>
  isTrustedRendering(text.rendererVersion) ? text.bodyHtml : renderMarkdown(text.body);

/** What a post says to everybody who may read it: nothing once it was removed, whoever asks. */
export const shownText = (row: PostRow): { readonly body: string; readonly bodyHtml: string } =>
  row.removedAt === null ? { body: row.body, bodyHtml: htmlOf(row) } : { body: '', bodyHtml: '' };

/** What a removed post said, for the few who may know; null for one that stands and for one that was erased. */
export const removedText = (row: PostRow): string | null =>
  row.removedAt === null || row.deleted ? null : htmlOf(row);

/** When and why a post was removed, as everybody who may read it is told; null while it stands. */
export const removalOf = ({
  removedAt,
  removalReason,
}: PostRow): { readonly at: string; readonly reason: string } | null =>
  removedAt === null || removalReason === null ? null : { at: removedAt, reason: removalReason };

/** What lists show of a thread's first post. */
export const threadExcerpt = (body: string): string => excerptOf(body, EXCERPT);
