import { canModerate, canPost, canRead, type Place, REFUSALS } from '#membership';
import type { Refusal, Verdict } from '#platform/errors';

/** What a policy must know of a resource. */
export interface ResourceFacts {
  readonly sharerId: string;
  /** Who deleted it; null: it stands. */
  readonly deletedBy: string | null;
}

const notYours: Refusal = {
  code: 'FORBIDDEN',
  message: 'Only whoever shared it, and the facilitators of this community, may do this.',
};
const deletedByOrder: Refusal = {
  code: 'FORBIDDEN',
  message: 'A facilitator deleted this resource: only those who keep order here can put it back.',
};
const deleted: Refusal = { code: 'FORBIDDEN', message: 'This resource is deleted. Restore it first.' };

/** Who may read a library: whoever may read its community. */
export const canReadLibrary = ({ standing, community }: Place): Verdict => canRead(standing, community);

/** Who keeps order in a library that they may read: hidden stays hidden, also for those who keep order elsewhere. */
export function canKeepLibrary({ standing, community }: Place): Verdict {
  const readable = canRead(standing, community);
  return readable === true ? canModerate(standing, community) : readable;
}

/**
 * Who may read a resource: whoever may read the library; a deleted one, whoever may put it back, and whoever shared it, who
 * is told there why a facilitator deleted it.
 */
export function canReadResource(accountId: string | null, resource: ResourceFacts, place: Place): Verdict {
  const readable = canReadLibrary(place);
  if (readable !== true || resource.deletedBy === null) return readable;
  const restores = canRestoreResource(accountId, resource, place) === true;
  return restores || (isKnown(place) === true && resource.sharerId === accountId) ? true : REFUSALS.hidden;
}

/**
 * Who may change what is said of a resource, and restore a former version: whoever shared it, as long as they may add to
 * the community, and whoever keeps order there. Nothing changes in an archived community.
 */
export function canEditResource(accountId: string | null, resource: ResourceFacts, place: Place): Verdict {
  const readable = canReadResource(accountId, resource, place);
  if (readable !== true) return readable;
  if (resource.deletedBy !== null) return deleted;
  const known = isKnown(place);
  if (known !== true) return known;
  const { standing, community } = place;
  if (community.status === 'ARCHIVED') return REFUSALS.archived;
  if (canModerate(standing, community) === true) return true;
  return resource.sharerId === accountId ? canPost(standing, community) : notYours;
}

/** Who may add a version: whoever may change the resource and bring files into its community. */
export function canAddVersion(accountId: string | null, resource: ResourceFacts, place: Place): Verdict {
  const edits = canEditResource(accountId, resource, place);
  return edits === true ? canPost(place.standing, place.community) : edits;
}

/**
 * Who may delete a resource: whoever shared it, as long as they can read it, and whoever keeps order there. Taking back
 * what is one's own needs no membership; both are possible in an archived community as well. Done twice, it stays done.
 */
export function canDeleteResource(accountId: string | null, resource: ResourceFacts, place: Place): Verdict {
  const readable = canReadResource(accountId, resource, place);
  if (readable !== true) return readable;
  const known = isKnown(place);
  if (known !== true) return known;
  if (resource.sharerId === accountId) return true;
  return canKeepLibrary(place) === true ? true : notYours;
}

/**
 * Who may put a deleted resource back: whoever keeps order, and whoever shared it if they deleted it themselves. But for
 * whoever shared it, nobody else learns that it was there.
 */
export function canRestoreResource(accountId: string | null, resource: ResourceFacts, place: Place): Verdict {
  const readable = canReadLibrary(place);
  if (readable !== true) return readable;
  const known = isKnown(place);
  if (known !== true) return known;
  if (canKeepLibrary(place) === true) return true;
  const { sharerId, deletedBy } = resource;
  if (sharerId === accountId && (deletedBy === null || deletedBy === sharerId)) return true;
  if (deletedBy === null) return notYours;
  return sharerId === accountId ? deletedByOrder : REFUSALS.hidden;
}

/** Whether there is somebody to speak of, before it is asked what they may do. */
function isKnown({ standing }: Place): Verdict {
  if (!standing.signedIn) return REFUSALS.signIn;
  return standing.verified ? true : REFUSALS.unverified;
}
