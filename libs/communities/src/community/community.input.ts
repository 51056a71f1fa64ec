import { z } from 'zod';
import { input } from '#platform/graphql';
import { bilingualText } from '../bilingual/bilingual-text.input.js';

/** Bounds of a community's facts; the format of the directory file has the same (docs/directory-format.md). */
export const COMMUNITY_LIMITS = {
  /** Characters of a name. */
  name: 200,
  /** Characters of a summary. */
  summary: 1_000,
  /** Keywords, and programmes whose roster enrols. */
  words: 20,
} as const;

/** Addresses below `/admin/communities` that are pages of their own. */
const RESERVED: readonly string[] = ['new'];

/** A slug under which a community may begin or move; whether it is free, `CommunityWriting` says. */
export const communitySlug = () =>
  input.slug().refine((slug) => !RESERVED.includes(slug), 'This word cannot be a community’s address.');

/** A community's name in both languages. */
export const communityName = () => bilingualText(COMMUNITY_LIMITS.name);

/** What a community is about, in both languages. */
export const communitySummary = () => bilingualText(COMMUNITY_LIMITS.summary);

/** A set of short names: keywords of a community, or programmes that enrol into it. */
export const shortNames = () =>
  z
    .array(input.slug())
    .max(COMMUNITY_LIMITS.words, `At most ${COMMUNITY_LIMITS.words}.`)
    .transform((words) => [...new Set(words)]);
