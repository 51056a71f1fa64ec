import { wordsOfOthers } from '#posts';
import { actorsOf } from './notification.repository.js';

/**
 * Says in SQL what the notification `n` may hold as a bundle of replies: of the posts of others that stand between these
 * numbers, without those of which its reader was told apart, `count`, `first` and `last` (numbers), `authors` (newest first)
 * and `newest` (when). One row, always; all but the count are NULL where there is none. SQL expressions, never input.
 */
export const bundleOf = (from: string, to: string): string => `(
  SELECT count(*) AS count, min(w.number) AS first, max(w.number) AS last, max(w.created_at) AS newest,
    array_agg(w.author_id ORDER BY w.number DESC) AS authors
  FROM ${wordsOfOthers('w.id, w.number, w.author_id, w.created_at', 'n.thread_id', 'n.account_id', from, to)} AS w
  WHERE NOT EXISTS (SELECT FROM notifications m
    WHERE m.matter_id = w.id AND m.kind IN ('MENTION', 'QUOTE') AND m.account_id = n.account_id))`;

/** Who acted in a bundle `b` of {@link bundleOf}. */
export const actorsOfBundle = actorsOf('b.authors', `'{}'::uuid[]`);

/**
 * Says in SQL, behind `SET`, that the bundle `n` begins after this number: what was read of it is not counted, and who
 * wrote only that is not named. It holds one at least, since its last is not read. An SQL expression, never input.
 */
export const beginsAfter = (number: string): string => `(first_number, count, actor_ids) = (
  SELECT COALESCE(b.first, n.last_number), GREATEST(1, LEAST(n.count, b.count)),
    CASE WHEN b.count = 0 THEN n.actor_ids ELSE ${actorsOfBundle} END
  FROM ${bundleOf(`${number} + 1`, 'n.last_number')} AS b)`;
