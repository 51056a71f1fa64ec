/** Which discussions of a community a list shows, as it stands in the address; all of them where nothing does. */
export const shownDiscussions = ['unread', 'unanswered', 'mine'] as const;
/** One of {@link shownDiscussions}. */
export type ShownDiscussions = (typeof shownDiscussions)[number];

/** The filter of the discussions, as it stands in the address. */
export interface DiscussionsSearch {
  show?: ShownDiscussions;
}

/** Reads it from the address; what is not one of them is dropped. */
export function discussionsSearch(search: Record<string, unknown>): DiscussionsSearch {
  const show = shownDiscussions.find((known) => known === search.show);
  return show ? { show } : {};
}
