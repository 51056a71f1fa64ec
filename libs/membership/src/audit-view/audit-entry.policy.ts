import type { Verdict } from '#platform/errors';
import type { AuditRow, Viewer } from '#identity';
import type { CommunityFacts } from '#communities';
import { canManageCommunities } from '../standing/standing.policy.js';

/** Who may read the log of the whole site: its administrators, though not everything in it ({@link seenBy}). */
export const canReadAuditLog = ({ isMember, emailVerified, isStaff }: Viewer): Verdict =>
  canManageCommunities({ signedIn: isMember, verified: emailVerified, isStaff });

/**
 * What administrators do to communities from outside. Of a private one that they do not lead they see these acts of
 * administrators alone: how often its facilitators accept, invite or remove would tell who comes and goes.
 */
export const ACTS_OF_STAFF: readonly string[] = [
  'community-created',
  'community-edited',
  'community-rules-changed',
  'community-renamed',
  'community-archived',
  'community-revived',
  'facilitator-appointed',
];

/**
 * What of an entry somebody sees who may read it at all. A community's facilitators see everything of theirs. Others are
 * administrators: of a private community they learn what of {@link ACTS_OF_STAFF} was done and by whom, not to whom, why
 * nor any detail; where people identify themselves, not by whom either, since belonging there already tells it.
 */
export function seenBy(
  entry: AuditRow,
  community: Pick<CommunityFacts, 'visibility' | 'eligibility'> | null,
  facilitates: boolean,
): AuditRow {
  if (facilitates || community === null || community.visibility === 'PUBLIC') return entry;
  const hidesActor = community.eligibility === 'SELF_IDENTIFIED';
  return { ...entry, actorId: hidesActor ? null : entry.actorId, accountId: null, reason: null, details: {} };
}
