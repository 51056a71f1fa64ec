import { wordsOfOthers } from '#posts';

/**
 * Says in SQL `what` (such as `count(*)`) of the posts that the notification `n` may hold as a bundle of replies: those of
 * others that stand between these numbers, without those of which its reader was told apart. SQL expressions, never input.
 */
export const bundled = (what: 'count(*)' | 'min(w.number)' | 'max(w.number)', from: string, to: string): string =>
  wordsOfOthers(
    `${what} FILTER (WHERE NOT EXISTS (SELECT FROM notifications m
       WHERE m.matter_id = w.id AND m.kind IN ('MENTION', 'QUOTE') AND m.account_id = n.account_id))`,
    'n.thread_id',
    'n.account_id',
    from,
    to,
  );
