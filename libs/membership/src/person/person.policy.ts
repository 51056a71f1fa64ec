import type { Viewer } from '#identity';

/**
 * Who may look a person up: oneself, staff, and every member of the site with a confirmed address who can meet the
 * person somewhere (`seen`): in a community that both are in, or in a public one, where names stand for all to see.
 */
export const canSeePerson = (viewer: Viewer, personId: string, seen: boolean): boolean =>
  viewer.accountId === personId || viewer.isStaff || (seen && viewer.isMember && viewer.emailVerified);
