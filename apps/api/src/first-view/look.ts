import { withNoBreakSpaces, withOrdinal } from '#contracts';
import type { PersonAnswer } from './answers.js';
import type { BuiltClient } from './built-client.js';
import { attributes, markup, type Html, type Part } from './html.js';
import { formatTag, type Locale } from './reader-language.js';
import { wordsIn, type Words } from './words.js';

/** The client's style module of lists whose rows are links. */
export const ROWS = 'components/rows';

/** How the client draws things in one language: its words, its class names, the parts that every page is made of. */
export class Look {
  readonly words: Words;
  private readonly date: Intl.DateTimeFormat;
  private readonly day: Intl.DateTimeFormat;

  constructor(
    private readonly client: BuiltClient,
    readonly locale: Locale,
  ) {
    this.words = wordsIn(locale);
    const tag = formatTag(locale);
    this.date = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
    this.day = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' });
  }

  /** The class names of a style module, for an attribute. */
  css(module: string, ...names: readonly (string | false | null)[]): string {
    return names.flatMap((name) => (name ? [this.client.styleClass(module, name)] : [])).join(' ');
  }

  /** An icon, which is decoration: words stand beside it. */
  icon(name: string, size: number, className?: string): Html {
    const shapes = this.client.icon(name).map(([element, values]) => shape(element, values));
    return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"${attributes({ class: className })} aria-hidden="true">${shapes}</svg>`;
  }

  /** A moment. Until the client says how long ago it was, the day; where it is is not known, so that the zone is said. */
  time(at: string): Html {
    const moment = new Date(at);
    return markup`<time datetime="${at}" title="${withOrdinal(this.date.format(moment), this.locale)} UTC">${this.dayOf(at)}</time>`;
  }

  /** The day of a moment in words. */
  dayOf(at: string): string {
    return withOrdinal(this.day.format(new Date(at)), this.locale);
  }

  person({ name, former }: PersonAnswer): string {
    return former ? this.words.formerMember : name;
  }

  avatar({ id, name }: PersonAnswer, small = false): Html {
    const classes = this.css('components/avatar', 'avatar', small && 'small');
    return markup`<span class="${classes}" style="background:var(--hue-${hueOf(id)})" data-initials="${initialsOf(name)}" aria-hidden="true"></span>`;
  }

  chip(words: Part, tone?: 'good' | 'warm'): Html {
    return markup`<span class="${this.css('components/chip', 'chip', tone ?? null)}">${words}</span>`;
  }

  notice(words: Part, action: Part = null, kind?: 'info' | 'warn'): Html {
    const module = 'components/notice';
    return markup`<div class="${this.css(module, 'notice', kind ?? null)}"><div class="${this.css(module, 'body')}">${words}</div>${action}</div>`;
  }

  /** A link that looks like a button. */
  button(href: string, words: Part, ...looks: readonly ('primary' | 'small' | 'wide')[]): Html {
    return markup`<a href="${href}" class="${this.css('components/button', 'button', ...looks)}">${words}</a>`;
  }

  /** The frame of a page: its main column and what stands beside it. */
  page(main: Part, aside?: Part): Html {
    const module = 'components/page';
    const stack = markup`<div class="${this.css(module, 'stack')}">${main}</div>`;
    if (aside === undefined) return markup`<div class="${this.css(module, 'page')}">${stack}</div>`;
    return markup`<div class="${this.css(module, 'page')}"><div class="${this.css(module, 'columns')}">${stack}<aside class="${this.css(module, 'stack')}">${aside}</aside></div></div>`;
  }

  /** Whether everybody may read is said of members' communities alone. */
  statusChip(status: string): Part {
    if (status === 'ORGANIZING') return this.chip(this.words.beingSetUp, 'warm');
    return status === 'ARCHIVED' ? this.chip(this.words.archived) : null;
  }

  /** What people wrote of a community: the signs of French are tied to their words, as in the client. */
  summary(text: string): string {
    return withNoBreakSpaces(text, this.locale);
  }

  /** "2.4 MB", in the steps of 1,024 that people's file lists use. */
  fileSize(bytes: number): string {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
    let step = 0;
    while (step < units.length - 1 && bytes / 1024 ** step >= 1023.5) step++;
    const size = bytes / 1024 ** step;
    return new Intl.NumberFormat(formatTag(this.locale), {
      style: 'unit',
      unit: units[step],
      unitDisplay: step === 0 ? 'long' : 'short',
      maximumFractionDigits: step > 0 && size < 10 ? 1 : 0,
    })
      .format(size)
      .replaceAll(' ', '\u00a0');
  }
}

/** Names of elements and attributes are the icon library's, and no part of what anybody wrote. */
function shape(element: string, values: Readonly<Record<string, string>>): Html {
  switch (element) {
    case 'circle':
      return markup`<circle${attributes(values)}></circle>`;
    case 'rect':
      return markup`<rect${attributes(values)}></rect>`;
    case 'line':
      return markup`<line${attributes(values)}></line>`;
    case 'path':
      return markup`<path${attributes(values)}></path>`;
    default:
      throw new Error(`An icon of the web client has a ${element}, which is not known here.`);
  }
}

/** One of the ten hues, the same that the client gives to the same id (`components/hue.ts`). */
export function hueOf(id: string): number {
  let sum = 7;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return sum % 10;
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked.map((word) => Array.from(word ?? '')[0]?.toLocaleUpperCase() ?? '').join('');
}
