import { canModerate, canRead, REFUSALS, type Place } from '#membership';
import type { Verdict } from '#platform/errors';
import type { FileState } from './file-facts.js';

/** What a policy must know of a file. */
export interface FileAccess {
  readonly ownerId: string;
  readonly state: FileState;
}

/**
 * Who may fetch a file, and pictures of it: nobody who may not read its community. There everybody what is shown; its
 * owner also what is not shown yet, or no more; and whoever keeps order what was taken away, to decide about it. To
 * everybody else it is not there.
 */
export function canFetch({ standing, community }: Place, file: FileAccess, viewerId: string | null): Verdict {
  const readable = canRead(standing, community);
  if (readable !== true || file.state === 'SHOWN') return readable;
  // In a public community nobody need be signed in to read; who is must have proved an address, as for every act.
  if (viewerId !== null && viewerId === file.ownerId && standing.verified) return true;
  if (file.state === 'WITHHELD' && canModerate(standing, community) === true) return true;
  return REFUSALS.hidden;
}
