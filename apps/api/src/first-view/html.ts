import { escapeHtml } from '#platform/mail';

/**
 * HTML that may be sent as it is: either written by {@link markup}, where all that was put in is escaped, or stored as
 * such. An object and no string, so that no text of somebody's passes for it.
 */
export class Html {
  constructor(protected readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/**
 * HTML that the server has rendered from Markdown and sanitized before it was stored. Only what an answer holds as such
 * (`bodyHtml`, `descriptionHtml`) may be called that.
 */
export class SanitizedHtml extends Html {}

/** What may stand in a template; null, undefined and false leave their place empty. */
export type Part = Html | string | number | null | undefined | false | readonly Part[];

/** Writes HTML: text and numbers are escaped, so that they can stand between tags and in quoted attributes. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let written = strings[0] ?? '';
  for (const [index, part] of parts.entries()) written += textOf(part) + (strings[index + 1] ?? '');
  return new Html(written);
}

/** Attributes with their values; those of null, undefined and false are left out. Begins with a space where there are any. */
export function attributes(values: Readonly<Record<string, string | number | null | undefined | false>>): Html {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined || value === false ? [] : [` ${name}="${escapeHtml(String(value))}"`],
  );
  return new Html(given.join(''));
}

/** Data for the page's scripts, as the text of a `script` element that no browser runs: nothing in it can end the element. */
export function jsonText(value: unknown): Html {
  const codes = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' } as const;
  return new Html(JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (sign) => codes[sign as keyof typeof codes]));
}

function textOf(part: Part): string {
  if (part instanceof Html) return part.toString();
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return Array.isArray(part) ? part.map(textOf).join('') : '';
}
