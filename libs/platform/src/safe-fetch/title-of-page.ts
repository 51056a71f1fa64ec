const MAX_CHARACTERS = 200;
/** Where a page says its encoding, if its server does not (HTML, 13.2.3.2). */
const META_BYTES = 1024;

/**
 * The title of an HTML page as one line of plain text: what it calls itself where it is shared (`og:title`), or its
 * `<title>`. Null when it has none.
 */
export async function titleOfPage(page: Buffer, contentType: string): Promise<string | null> {
  // Loaded when it is needed: sanitize-html requires the same module, which must not happen while this one is linked.
  const { Parser } = await import('htmlparser2');
  let shared: string | null = null;
  let title: string | null = null;
  let within = false;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        within = name === 'title' && title === null;
        if (within) title = '';
        if (name === 'meta' && attributes.property === 'og:title') shared ??= attributes.content ?? null;
        // Titles of drawings within the page are not the page's.
        if (name === 'body' || name === 'svg') parser.pause();
      },
      ontext: (text) => {
        if (within) title += text;
      },
      onclosetag: () => {
        within = false;
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(decode(page, contentType));
  return oneLine(shared) ?? oneLine(title);
}

function oneLine(text: string | null): string | null {
  const line = (text ?? '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  return line === ''
    ? null
    : line
        .slice(0, MAX_CHARACTERS)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trimEnd();
}

function decode(page: Buffer, contentType: string): string {
  const named =
    /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType) ??
    /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(page.toString('latin1', 0, META_BYTES));
  return (
    decodeAs(named?.[1], page) ??
    // Without a word of it: UTF-8 if it can be (its last sign may be cut off), else the old default of the web.
    decodeAs('utf-8', page, true) ??
    new TextDecoder('windows-1252').decode(page)
  );
}

/** Null for an encoding that is not known, or that this cannot be. */
function decodeAs(encoding: string | undefined, page: Buffer, fatal = false): string | null {
  if (encoding === undefined) return null;
  try {
    return new TextDecoder(encoding, { fatal }).decode(page, { stream: true });
  } catch {
    return null;
  }
}
