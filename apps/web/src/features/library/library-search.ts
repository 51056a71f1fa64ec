import type { LibraryQueryVariables, ResourceKind, ResourceLanguage, ResourceSort } from '../../gql/graphql.js';

const KINDS = {
  document: 'DOCUMENT',
  presentation: 'PRESENTATION',
  spreadsheet: 'SPREADSHEET',
  image: 'IMAGE',
  audio: 'AUDIO',
  video: 'VIDEO',
  archive: 'ARCHIVE',
  link: 'LINK',
  other: 'OTHER',
} as const satisfies Record<string, ResourceKind>;
const LANGUAGES = { en: 'EN', fr: 'FR', bilingual: 'BILINGUAL', other: 'OTHER' } as const satisfies Record<
  string,
  ResourceLanguage
>;
const SORTS = { title: 'TITLE', downloads: 'DOWNLOADS' } as const satisfies Record<string, ResourceSort>;

/** The filters and the order of a library, as they stand in the address. What is newest comes first unless it says more. */
export interface LibrarySearch {
  kind?: keyof typeof KINDS;
  tag?: string;
  language?: keyof typeof LANGUAGES;
  sort?: keyof typeof SORTS;
  /** What was deleted and can still be brought back, in place of the library. */
  deleted?: true;
}

/** Kinds, languages and orders in the order in which they are offered, as the address names them. */
export const libraryKinds = keysOf(KINDS);
export const libraryLanguages = keysOf(LANGUAGES);
export const librarySorts = keysOf(SORTS);

/** What the schema calls the kind and the language that the address names. */
export const kindOf = (kind: keyof typeof KINDS): ResourceKind => KINDS[kind];
export const languageOf = (language: keyof typeof LANGUAGES): ResourceLanguage => LANGUAGES[language];

/** Reads them from the address; what is not one of them is dropped. */
export function librarySearch(search: Record<string, unknown>): LibrarySearch {
  const kind = libraryKinds.find((one) => one === search.kind);
  const language = libraryLanguages.find((one) => one === search.language);
  const sort = librarySorts.find((one) => one === search.sort);
  // The router reads ?tag=2024 as a number.
  const tag = typeof search.tag === 'number' ? String(search.tag) : search.tag;
  return {
    ...(kind ? { kind } : {}),
    ...(typeof tag === 'string' && tag.trim() && tag.length <= 100 ? { tag } : {}),
    ...(language ? { language } : {}),
    ...(sort ? { sort } : {}),
    ...(search.deleted === true ? { deleted: true } : {}),
  };
}

/** Whether it leaves out anything of the library; the order leaves out nothing. */
export const isFiltered = ({ kind, tag, language }: LibrarySearch): boolean =>
  kind !== undefined || tag !== undefined || language !== undefined;

/** What the list is asked for. */
export function listVariables(search: LibrarySearch): Omit<LibraryQueryVariables, 'slug' | 'after'> {
  return {
    kind: search.kind ? kindOf(search.kind) : null,
    tag: search.tag ?? null,
    resourceLanguage: search.language ? languageOf(search.language) : null,
    sort: search.sort ? SORTS[search.sort] : 'NEWEST',
    deleted: search.deleted ?? false,
  };
}

function keysOf<Known extends Record<string, unknown>>(known: Known): readonly (keyof Known)[] {
  return Object.keys(known);
}
