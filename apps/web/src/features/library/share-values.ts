import { LIMITS } from '#contracts';
import type { Licence, ResourceKind, ResourceLanguage, ShareResourceInput } from '../../gql/graphql.js';

/** What is said of one of the things that are shared together. */
export interface EntryValues {
  title: string;
  description: string;
  /** Null: what files of this type mostly are. */
  kind: ResourceKind | null;
  /** Null: the same as of the others. */
  language: ResourceLanguage | null;
}

/** What is said of all of them. */
export interface CommonValues {
  language: ResourceLanguage;
  licence: Licence;
  /** Of the licence `OWN_TERMS`. */
  terms: string;
  authors: string;
  /** As typed, separated by commas. */
  tags: string;
}

/** A field of the form and what is wrong in it. */
export type CommonFault = { field: 'tags' | 'authors' | 'terms'; fault: 'long' | 'many' | 'missing' };

/** The tags in what was typed: separated by commas or by ends of lines, each once whatever its case. */
export function tagsOf(text: string): string[] {
  const found = new Map<string, string>();
  for (const part of text.split(/[,;\n]/)) {
    const tag = part.normalize('NFC').replaceAll(/\s+/g, ' ').trim().replace(/^#/, '');
    if (tag && !found.has(tag.toLowerCase())) found.set(tag.toLowerCase(), tag);
  }
  return [...found.values()];
}

/** What of the common values cannot be sent, first things first. */
export function commonFaults({ tags, authors, licence, terms }: CommonValues): CommonFault[] {
  const all = tagsOf(tags);
  return [
    ...(licence === 'OWN_TERMS' && terms.trim() === '' ? [{ field: 'terms', fault: 'missing' } as const] : []),
    ...(licence === 'OWN_TERMS' && terms.length > LIMITS.resourceTerms
      ? [{ field: 'terms', fault: 'long' } as const]
      : []),
    ...(authors.length > LIMITS.resourceAuthors ? [{ field: 'authors', fault: 'long' } as const] : []),
    ...(all.some((tag) => tag.length > LIMITS.resourceTag) ? [{ field: 'tags', fault: 'long' } as const] : []),
    ...(all.length > LIMITS.resourceTags ? [{ field: 'tags', fault: 'many' } as const] : []),
  ];
}

/** A title for a file: its name without the ending, its words apart. */
export function titleOfFile(name: string): string {
  const dot = name.lastIndexOf('.');
  const plain = (dot > 0 ? name.slice(0, dot) : name).replaceAll(/[_\s]+/g, ' ').trim();
  return (plain || name).slice(0, LIMITS.resourceTitle);
}

/** An address as somebody types or pastes it; null when it leads to no page. */
export function addressOf(text: string): string | null {
  const typed = text.trim();
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
  if (whole.length > LIMITS.resourceUrl || /\s/.test(typed) || !URL.canParse(whole)) return null;
  const url = new URL(whole);
  return /^https?:$/.test(url.protocol) && url.hostname.includes('.') ? url.href : null;
}

/** What is sent of an entry, but for the upload. What is not said is left to the server. */
export function inputOf(
  slug: string,
  { title, description, kind, language }: EntryValues,
  common: CommonValues,
): Omit<ShareResourceInput, 'id' | 'uploadId' | 'url'> {
  return {
    communitySlug: slug,
    title: title.trim() || null,
    description: description.trim() || null,
    kind,
    language: language ?? common.language,
    tags: tagsOf(common.tags),
    licence: common.licence,
    terms: common.licence === 'OWN_TERMS' ? common.terms : null,
    authors: common.authors.trim() || null,
  };
}
