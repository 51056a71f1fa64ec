/**
 * Says in SQL that an account wants to hear nothing of a thread: it muted the thread, or it muted the community and
 * chose nothing else for the thread (by itself or by writing there) after that. All three are SQL expressions, never
 * input; `threadId` may be NULL for what stands in no thread.
 */
export const isSilent = (communityId: string, threadId: string, accountId: string): string => `(
  EXISTS (SELECT FROM thread_watches s
    WHERE s.thread_id = ${threadId} AND s.account_id = ${accountId} AND s.level = 'MUTED')
  OR EXISTS (SELECT FROM community_preferences s
    WHERE s.community_id = ${communityId} AND s.account_id = ${accountId} AND s.level = 'MUTED'
      AND NOT EXISTS (SELECT FROM thread_watches l
        WHERE l.thread_id = ${threadId} AND l.account_id = ${accountId} AND l.set_at > s.level_set_at)))`;
