import type { CommunityType } from '#communities';
import type { Language } from '#identity';
import { isDiscreet } from '#membership';

/** What mail needs to know of a community. */
export type MailCommunity = Pick<CommunityType, 'id' | 'slug' | 'names' | 'eligibility' | 'visibility'>;

/** The one subject of all mail of a private community: screens, and servers on the way, show subjects to others. */
export const subjectOfPrivate = (language: Language): string =>
  language === 'FR' ? 'Du nouveau dans l’une de vos communautés sur Copse' : 'New in one of your communities on Copse';

/**
 * Where links to what a community holds begin. That of a private one names it not: the pages of what it holds are found
 * by their ids, whatever stands there for the community, and `-` is no community's.
 */
export const placeOf = (community: Pick<MailCommunity, 'slug' | 'visibility' | 'eligibility'>): string =>
  community.visibility === 'PUBLIC' && !isDiscreet(community) ? `/c/${community.slug}` : '/c/-';
