import { foldText } from '#platform/text';
import type { Bilingual } from '../bilingual/bilingual-text.type.js';

/** The words by which the directory finds a community, as `communities.search_text` holds them. */
export const searchTextOf = (community: {
  readonly slug: string;
  readonly names: Bilingual;
  readonly summaries: Bilingual;
  readonly tags: readonly string[];
}): string => {
  const { slug, names, summaries, tags } = community;
  return foldText([names.EN, names.FR, summaries.EN, summaries.FR, ...tags, slug].join('\n'));
};
