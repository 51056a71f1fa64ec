import { z } from 'zod';
import { LIMITS } from '#contracts';
import { BadInput } from '#platform/errors';
import { input } from '#platform/graphql';
import { isLinkable } from '#platform/safe-fetch';
import type { ResourceTexts } from './resource-row.js';
import { Licence, ResourceKind, ResourceLanguage } from './resource-terms.type.js';
import { tagKey } from './tag-key.js';

/** Lets a blank text pass as an empty one, which says nothing. */
const orBlank = (text: ReturnType<typeof input.line>) =>
  z
    .string()
    .transform((value) => (value.trim() === '' ? null : value))
    .pipe(text.nullable())
    .transform((value) => value ?? '');

/** A description; empty is one. */
export const description = () => orBlank(input.block(LIMITS.resourceDescription));

/** The terms of a licence of its own. */
export const terms = () => orBlank(input.block(LIMITS.resourceTerms));

/** Who made it. */
export const authors = () => orBlank(input.line(LIMITS.resourceAuthors));

/** What changed with a version; null when that is not said. */
export const note = () =>
  orBlank(input.block(LIMITS.versionNote))
    .nullish()
    .transform((said) => said || null);

/** One keyword. */
export const tag = () =>
  input
    .line(LIMITS.resourceTag)
    .transform((word) => word.normalize('NFC').replace(/\s+/g, ' '))
    .pipe(input.line(LIMITS.resourceTag));

/** Keywords, of which two that differ in case alone are one: as it was spelled first. */
export const tags = () =>
  z
    .array(tag())
    .max(MOST_GIVEN, TOO_MANY)
    .transform((words) => {
      const found = new Map<string, string>();
      for (const word of words) if (!found.has(tagKey(word))) found.set(tagKey(word), word);
      return [...found.values()];
    })
    .refine((words) => words.length <= LIMITS.resourceTags, TOO_MANY);

/** Of those that are given, before it is known which are the same. */
const MOST_GIVEN = 5 * LIMITS.resourceTags;
const TOO_MANY = `At most ${LIMITS.resourceTags} tags.`;

/** The address of a page elsewhere, as a browser would send it; it leads to a public place. */
export const linkUrl = () =>
  input.line(LIMITS.resourceUrl).transform((value, context) => {
    const problem = isLinkable(value);
    const href = problem === null ? new URL(value).href : value;
    const message = problem ?? (href.length > LIMITS.resourceUrl ? `At most ${LIMITS.resourceUrl} characters.` : null);
    if (message !== null) context.addIssue({ code: 'custom', message });
    return href;
  });

/** What somebody wants to be said of a resource; null leaves it as it is, or to what is usual, and '' takes it away. */
export interface GivenTexts {
  readonly title: string | null;
  readonly description: string | null;
  readonly kind: ResourceKind | null;
  readonly language: ResourceLanguage | null;
  readonly tags: readonly string[] | null;
  readonly licence: Licence | null;
  readonly terms: string | null;
  readonly authors: string | null;
  readonly url: string | null;
}

/**
 * What is said of a resource from now on: what was given over what is there.
 * @throws BadInput for what does not fit together: terms without a licence of its own, a file that is a link
 */
export function saidAnew(given: GivenTexts, present: ResourceTexts): ResourceTexts {
  const licence = given.licence ?? present.licence;
  const own = licence === Licence.OWN_TERMS;
  const termsNow = (given.terms ?? present.terms) || null;
  if (!own && given.terms) throw new BadInput({ terms: 'Only the licence OWN_TERMS has terms of its own.' });
  if (own && termsNow === null) throw new BadInput({ terms: 'Say the terms, or choose another licence.' });
  if (given.url !== null && present.url === null)
    throw new BadInput({ url: 'A file is no link. Share the link by itself.' });
  const kind = given.kind ?? present.kind;
  if (kind === ResourceKind.LINK && present.url === null) throw new BadInput({ kind: 'A file is no link.' });
  return {
    title: given.title ?? present.title,
    description: given.description ?? present.description,
    kind,
    language: given.language ?? present.language,
    tags: given.tags ?? present.tags,
    licence,
    terms: own ? termsNow : null,
    authors: (given.authors ?? present.authors) || null,
    url: given.url ?? present.url,
  };
}

const FIELDS = ['title', 'description', 'kind', 'language', 'licence', 'terms', 'authors', 'url'] as const;

/** Whether both say the same. */
export const saysSame = (one: ResourceTexts, other: ResourceTexts): boolean =>
  FIELDS.every((field) => one[field] === other[field]) &&
  one.tags.length === other.tags.length &&
  one.tags.every((word, index) => word === other.tags[index]);

/** Of the enumerations, for shapes. */
export const kind = () => z.enum(ResourceKind);
export const language = () => z.enum(ResourceLanguage);
export const licence = () => z.enum(Licence);
