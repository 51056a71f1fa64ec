import { statement } from '#platform/database';
import { deliver, type Person, type TestApi } from './test-api.js';

/** What somebody was told of a matter outside threads, as it is kept. */
export interface KeptMatter {
  readonly kind: string;
  readonly slug: string;
  readonly count: number;
  readonly detail: string | null;
  readonly reason: string;
  readonly actors: string[];
  readonly read: boolean;
}

const MATTERS = statement(
  'test-matters',
  `SELECT n.kind, c.slug, n.count, n.detail, n.reason, n.read_at IS NOT NULL AS read,
     ARRAY(SELECT a.name FROM unnest(n.actor_ids) WITH ORDINALITY AS u (id, place) JOIN accounts a ON a.id = u.id ORDER BY u.place) AS actors
   FROM notifications n JOIN communities c ON c.id = n.community_id WHERE n.account_id = $1 ORDER BY n.created_at, n.id`,
);
const READ = statement('test-matters-read', `UPDATE notifications SET read_at = now() WHERE account_id = $1`);

/** What somebody was told of matters, oldest first. */
export const mattersOf = (api: TestApi, { accountId }: Person): Promise<KeptMatter[]> =>
  api.db.run(MATTERS, [accountId]);

/** Somebody reads all of it. */
export const readMatters = async (api: TestApi, { accountId }: Person): Promise<void> => {
  await api.db.run(READ, [accountId]);
};

const OWN =
  /^(?:notify-when-(?:matter|application|role|invitation|resource)|recount-when|forget-when-invitation|notify-of-invitations)/;

/** Runs the jobs that tell of matters, several at once; all others go on waiting. */
export const tellMatters = (api: TestApi): Promise<void> => deliver(api, { only: OWN, concurrency: 4 });
