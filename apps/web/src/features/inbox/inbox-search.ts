import type { NotificationFilter } from '../../gql/graphql.js';

const FILTERS = {
  'for-me': 'FOR_ME',
  following: 'FOLLOWING',
  communities: 'COMMUNITIES',
  facilitation: 'FACILITATION',
} as const satisfies Record<string, NotificationFilter>;

/** A part of the inbox, as the address names it. */
export type InboxPart = keyof typeof FILTERS;

/** Which part of the inbox is shown, as it stands in the address: all of it unless it says more. */
export interface InboxSearch {
  filter?: InboxPart;
  unread?: true;
}

/** What the schema calls the part that the address names; null is all of it. */
export const filterOf = (part: InboxPart | undefined): NotificationFilter | null => (part ? FILTERS[part] : null);

/** Reads it from the address; what is not one of them is dropped. */
export function inboxSearch(search: Record<string, unknown>): InboxSearch {
  const filter = Object.keys(FILTERS).find((one): one is InboxPart => one === search.filter);
  return { ...(filter ? { filter } : {}), ...(search.unread === true ? { unread: true } : {}) };
}
