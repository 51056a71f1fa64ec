import { canModerate, canPost, canRead, type Place, REFUSALS } from '#membership';
import type { Refusal, Verdict } from '#platform/errors';

/** What a policy must know of a thread. */
export interface ThreadFacts {
  readonly locked: boolean;
}

/** Why a locked thread takes nothing; also said when it was locked while one wrote. */
export const LOCKED: Refusal = {
  code: 'FORBIDDEN',
  message: 'A facilitator locked this discussion: it can be read, but takes neither replies nor edits.',
};

/** Who may read a thread and what stands in it: whoever may read its community. */
export const canReadThread = ({ standing, community }: Place): Verdict => canRead(standing, community);

/** Who may reply: whoever may read the thread and post in its community, while it is not locked; then nobody may. */
export function canReply({ standing, community }: Place, thread: ThreadFacts): Verdict {
  const readable = canRead(standing, community);
  if (readable !== true) return readable;
  const allowed = canPost(standing, community);
  if (allowed !== true) return allowed;
  return thread.locked ? LOCKED : true;
}

/** Who keeps order among what may be read: hidden stays hidden, also for those who keep order elsewhere. */
export function canKeepOrder({ standing, community }: Place): Verdict {
  const readable = canRead(standing, community);
  return readable === true ? canModerate(standing, community) : readable;
}

/** Who may lock, unlock, pin and unpin threads: whoever keeps order, while the community takes anything new. */
export function canArrange(place: Place): Verdict {
  const keeps = canKeepOrder(place);
  if (keeps !== true) return keeps;
  return place.community.status === 'ARCHIVED' ? REFUSALS.archived : true;
}
