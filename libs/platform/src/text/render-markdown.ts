import sanitizeHtml, { type IOptions } from 'sanitize-html';
import { LIMITS } from '#contracts';
import { readingOf } from './markdown.js';
import { personIn } from './mention-link.js';
import { isPicturePath } from './picture.js';

declare const sanitized: unique symbol;
/** HTML that came out of {@link renderMarkdown} and nothing else; the only HTML that may be put into a page. */
export type SanitizedHtml = string & { readonly [sanitized]: true };

/** Raise it whenever the same Markdown would give other HTML: stored rows are then rendered anew by the worker. */
export const RENDERER_VERSION = 4;

/** Raise it to {@link RENDERER_VERSION} after a security fix: older rows are then rendered at each reading. */
const TRUSTED_FROM = 1;

/** Whether HTML stored by this version may still be shown as it is. */
export const isTrustedRendering = (version: number): boolean => version >= TRUSTED_FROM;

/** HTML may grow out of proportion to its text; such a text is shown as it was typed. Four times the longest body. */
const MAX_HTML = 4 * LIMITS.postBody;

const ALLOWED: IOptions = {
  allowedTags:
    'p br hr blockquote pre code ul ol li h3 h4 h5 h6 strong em s a div table thead tbody tr th td label input img'.split(
      ' ',
    ),
  allowedAttributes: {
    a: ['href', 'title', 'rel'],
    ol: ['start'],
    pre: ['tabindex'],
    div: ['tabindex'],
    input: ['type', 'disabled', 'checked'],
    img: ['src', 'alt', 'loading', 'decoding', 'width', 'height'],
  },
  allowedClasses: {
    a: ['mention'],
    code: [/^language-[\w+#.-]{1,40}$/],
    div: ['table-scroll'],
    li: ['task'],
    th: ['left', 'center', 'right'],
    td: ['left', 'center', 'right'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesAppliedToAttributes: ['href', 'src'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'escape',
  enforceHtmlBoundary: false,
  // Whatever made it: no picture comes from anywhere but our own files.
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !isPicturePath(attribs['src'] ?? ''),
  transformTags: {
    a: (tagName, { class: name, ...attributes }) => ({
      tagName,
      attribs: {
        // Nothing but a link to a person looks like the mention of one.
        ...(name === 'mention' && personIn(attributes['href'] ?? '') !== null ? { class: name } : {}),
        ...attributes,
        rel: 'nofollow ugc noopener',
      },
    }),
    pre: (tagName, attributes) => ({ tagName, attribs: { ...attributes, tabindex: '0' } }),
    // Nothing that could be filled in gets through, whatever made it.
    input: (tagName, attributes) => ({
      tagName,
      attribs: { type: 'checkbox', disabled: '', ...('checked' in attributes ? { checked: '' } : {}) },
    }),
  },
};

/** A tag or an entity that is not one of the plainest: these have no attributes, stand on the allow list and stay as they are. */
const NOT_PLAIN = /<(?!\/?(?:p|strong|em|s|code|blockquote|ul|ol|li)>|br>)|&(?!(?:amp|lt|gt|quot);)/;

/**
 * Past the allow list. Most replies are paragraphs: where nothing else is in them, this is what sanitize-html writes, at a
 * tenth of the work (render-markdown.spec.ts holds both against each other). That each tag is closed again rests on markdown-it then.
 */
function safe(html: string): string {
  return NOT_PLAIN.test(html)
    ? sanitizeHtml(html, ALLOWED)
    : html.replaceAll('<br>', '<br />').replaceAll('&quot;', '"');
}

/**
 * Markdown as HTML that is safe in a page: markdown-it reads it (HTML in it is text), and what comes out passes an
 * allow list of elements, attributes and link schemes. The same text gives the same HTML, as long as
 * {@link RENDERER_VERSION} stays.
 */
export function renderMarkdown(source: string): SanitizedHtml {
  const reading = readingOf(source);
  const html = reading.render(source);
  // Sanitizing adds attributes: what fitted before may not fit after.
  const shown = html.length > MAX_HTML ? null : safe(html).trim();
  if (shown !== null && shown.length <= MAX_HTML) return shown as SanitizedHtml;
  return sanitizeHtml(`<pre>${reading.utils.escapeHtml(source)}</pre>`, ALLOWED) as SanitizedHtml;
}
