import { excerptOf, isTrustedRendering, renderMarkdown, RENDERER_VERSION } from '#platform/text';
import type { RenderedText } from './post.repository.js';

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

/** What lists show of a thread's first post. */
export const threadExcerpt = (body: string): string => excerptOf(body, EXCERPT);
