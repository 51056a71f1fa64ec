import { leads, visibleTo, waitingInvitation } from '#membership';

/**
 * Says in SQL that the owner of a notification may see it at this moment: what stands in a community is seen by those who
 * may read there, what waits for those who lead by those who do, an invitation as long as it waits, and the others are
 * one's own affairs. `n` is an alias of `notifications`; the account is one that has proved its address.
 */
export const isSeen = (n: string): string => `CASE
  WHEN ${n}.kind IN ('APPLICATION_DECIDED', 'ROLE_CHANGED') THEN true
  WHEN ${n}.kind = 'APPLICATION' THEN ${leads(`${n}.community_id`, `${n}.account_id`)}
  WHEN ${n}.kind = 'INVITATION' THEN ${waitingInvitation(`${n}.matter_id`, `${n}.account_id`)}
  ELSE ${visibleTo(`${n}.community_id`, `${n}.account_id`)} END`;
