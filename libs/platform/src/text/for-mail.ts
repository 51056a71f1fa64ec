import sanitizeHtml from 'sanitize-html';

/** What a mail program shows well without a sheet of styles: nothing that scrolls, is filled in or is loaded. */
const TAGS = 'p br hr blockquote pre code ul ol li h3 h4 h5 h6 strong em s table thead tbody tr th td a span'.split(
  ' ',
);

/**
 * Rendered HTML (see `renderMarkdown`) for a message: `site` is our address, `threadUrl` the whole address of the thread
 * without a fragment. Links lead there from anywhere, pictures become links with the words that stand for them, check
 * boxes become signs, and classes go, which no mail program knows.
 */
export function forMail(html: string, site: string, threadUrl: string): string {
  const whole = (href: string): string => {
    if (href.startsWith('#')) return threadUrl + href;
    return href.startsWith('/') ? new URL(href, site).href : href;
  };
  return sanitizeHtml(html, {
    allowedTags: TAGS,
    allowedAttributes: { a: ['href', 'title'], ol: ['start'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    transformTags: {
      a: (tagName, { href = '', title }) => ({
        tagName,
        attribs: { href: whole(href), ...(title === undefined ? {} : { title }) },
      }),
      img: (_tagName, { src = '', alt = '' }) => ({
        tagName: 'a',
        attribs: { href: whole(src) },
        text: alt.trim() || nameIn(src),
      }),
      input: (_tagName, attributes) => ({ tagName: 'span', attribs: {}, text: 'checked' in attributes ? '☑' : '☐' }),
    },
  });
}

/** The name at the end of a file's address, as one reads it. */
export function nameIn(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/#.*$/, '');
  try {
    return decodeURIComponent(name);
  } catch {
    // Not every percent sign in an address that somebody typed begins a character.
    return name;
  }
}
