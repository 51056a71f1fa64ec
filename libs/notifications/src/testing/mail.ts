import { statement } from '#platform/database';
import { PostLetters } from '../post-letter/post-letters.service.js';
import { SendDigests } from '../digest/send-digests.task.js';
import { deliver, dropJobs, firstPost, type Person, type TestApi } from './test-api.js';

/** A message as it waits to go out. */
export interface WaitingMail {
  readonly key: string | null;
  readonly state: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly about: string[];
  readonly envelope: {
    readonly fromName?: string;
    readonly references?: string;
    readonly listId: { readonly id: string; readonly name?: string };
    readonly unsubscribe: string;
  };
}

const MAILS = statement(
  'test-notifications-mails',
  `SELECT message_key AS key, state, subject, text_body AS text, html_body AS html, about, envelope FROM outgoing_mails
   WHERE ('account:' || $1::text) = ANY (about) AND state IN ('waiting', 'sending')
     AND (message_key LIKE 'post/%' OR message_key LIKE 'digest/%') ORDER BY id`,
);

/** Letters about posts and digests that are on their way to somebody, oldest first. */
export const mailsOf = (api: TestApi, { accountId }: Person): Promise<WaitingMail[]> => api.db.run(MAILS, [accountId]);

const DROP_MAILS = statement('test-notifications-drop-mails', `DELETE FROM outgoing_mails`);

/** Forgets all mail. */
export const dropMails = async (api: TestApi): Promise<void> => {
  await api.db.run(DROP_MAILS);
};

const COMMUNITY_OF = statement(
  'test-notifications-community-of',
  `SELECT t.community_id AS id FROM posts p JOIN threads t ON t.id = p.thread_id WHERE p.id = $1`,
);

/** A post is announced for mailing, as the fan-out does. */
export async function announcePost(api: TestApi, postId: string): Promise<void> {
  const [row] = await api.db.run<{ id: string }>(COMMUNITY_OF, [postId]);
  await api.db.tx((tx) => api.app.get(PostLetters, { strict: false }).announce(tx, row?.id ?? '', [postId]));
}

/** Somebody starts a thread, which is announced for mailing; `id` is that of its first post. */
export async function announcedThread(
  api: TestApi,
  author: Person,
  slug: string,
  title = 'A thread',
  body = 'First.',
): Promise<{ thread: string; id: string }> {
  const thread = await api.aThread(author, slug, body, title);
  const { id } = await firstPost(api, author, thread);
  await announcePost(api, id);
  return { thread, id };
}

const HURRY = statement(
  'test-notifications-hurry',
  `UPDATE graphile_worker._private_jobs SET run_at = now() - interval '1 second'`,
);

/** Ten seconds pass: what waits for them is due. */
export const hurry = async (api: TestApi): Promise<void> => {
  await api.db.run(HURRY);
};

/** Ten seconds after these posts what letters are asked for is written. */
export async function writeLetters(api: TestApi, postIds: readonly string[]): Promise<void> {
  for (const id of postIds) await announcePost(api, id);
  await hurry(api);
  await deliver(api, { only: /^mail-post$/ });
}

/** Turns somebody's dial. */
export const dial = async (api: TestApi, person: Person, slug: string, cadence: string): Promise<void> => {
  await api.get(person, 'mutation ($input: SetMailCadenceInput!) { setMailCadence(input: $input) { mailCadence } }', {
    input: { slug, cadence },
  });
};

const UNREACHABLE = {
  refused: statement(
    'test-notifications-refused',
    `UPDATE mail_settings SET refused_email = $1::text || '@example.org', refused_at = now() WHERE account_id = $1::uuid`,
  ),
  suspended: statement(
    'test-notifications-suspended',
    `UPDATE accounts SET suspended_until = now() + interval '1 day', suspension_reason = 'x' WHERE id = $1`,
  ),
  unproved: statement('test-notifications-unproved', `UPDATE accounts SET email_verified_at = NULL WHERE id = $1`),
};

/** Mail may not go to somebody any more: their address is refused or not proved, or they are suspended. */
export const isUnreachable = async (
  api: TestApi,
  { accountId }: Person,
  why: keyof typeof UNREACHABLE,
): Promise<void> => {
  await api.db.run(UNREACHABLE[why], [accountId]);
};

/** How a link that stops mail begins, and the token in it. */
export const tokenIn = (mail: { envelope: Pick<WaitingMail['envelope'], 'unsubscribe'> }): string =>
  mail.envelope.unsubscribe.split('/unsubscribe/')[1] ?? '';

const NEXT_DAY = [
  `UPDATE mail_settings SET last_daily_at = last_daily_at - interval '1 day', last_weekly_at = last_weekly_at - interval '1 day',
     former_daily_at = former_daily_at - interval '1 day', former_weekly_at = former_weekly_at - interval '1 day',
     hours_from = hours_from - interval '1 day'`,
  `UPDATE mail_marks SET digest_at = digest_at - interval '1 day'`,
  `UPDATE community_preferences SET digest_from = digest_from - interval '1 day', digest_at = digest_at - interval '1 day',
     former_digest_from = former_digest_from - interval '1 day'`,
  `UPDATE posts SET created_at = created_at - interval '1 day'`,
  `UPDATE threads SET created_at = created_at - interval '1 day', last_activity_at = last_activity_at - interval '1 day'`,
  `UPDATE resources SET created_at = created_at - interval '1 day', updated_at = updated_at - interval '1 day'`,
  `UPDATE memberships SET joined_at = joined_at - interval '1 day'`,
  `DELETE FROM outgoing_mails`,
  `UPDATE mail_settings SET digest_hour = extract(hour FROM now())`,
].map((text, index) => statement(`test-notifications-next-day-${index}`, text));

/** A day passes: all that happened is a day older, and mail has gone out. Digests are due at this hour. */
export async function nextDay(api: TestApi): Promise<void> {
  for (const step of NEXT_DAY) await api.db.run(step);
}

/** What the minute task asks for at this moment is written. */
export async function sendDigests(api: TestApi): Promise<void> {
  await api.app.get(SendDigests, { strict: false }).run();
  await deliver(api, { only: /^send-digest$/ });
}

const READ = statement(
  'test-notifications-read',
  `INSERT INTO read_marks (account_id, thread_id, number) VALUES ($1, $2, $3)
   ON CONFLICT (account_id, thread_id) DO UPDATE SET number = $3, own_after = 0`,
);

/** Somebody reads a thread up to this number. */
export const reads = async (api: TestApi, { accountId }: Person, threadId: string, number: number): Promise<void> => {
  await api.db.run(READ, [accountId, threadId, number]);
};

const WATCH = statement(
  'test-notifications-watch',
  `INSERT INTO thread_watches (thread_id, account_id, community_id, level, cause)
   SELECT id, $2, community_id, $3, 'CHOSEN' FROM threads WHERE id = $1
   ON CONFLICT (thread_id, account_id) DO UPDATE SET level = $3, set_at = clock_timestamp()`,
);

/** Somebody follows or mutes a thread. */
export const watches = async (api: TestApi, person: Person, threadId: string, level: string): Promise<void> => {
  await api.db.run(WATCH, [threadId, person.accountId, level]);
};

const MENTION = statement(
  'test-notifications-mention',
  `INSERT INTO notifications (id, account_id, kind, matter_id, community_id, thread_id, post_id, first_number, last_number,
     reason, created_at)
   SELECT gen_random_uuid(), $2, 'MENTION', p.id, t.community_id, t.id, p.id, p.number, p.number, 'MENTIONED', p.created_at
   FROM posts p JOIN threads t ON t.id = p.thread_id WHERE p.id = $1`,
);

/** Somebody was told that a post mentions them. */
export const isMentioned = async (api: TestApi, { accountId }: Person, postId: string): Promise<void> => {
  await api.db.run(MENTION, [postId, accountId]);
};

const READ_ALL = statement(
  'test-notifications-read-all',
  `INSERT INTO read_marks (account_id, thread_id, number) SELECT a.id, t.id, t.last_number FROM accounts a CROSS JOIN threads t
   ON CONFLICT (account_id, thread_id) DO UPDATE SET number = excluded.number, own_after = 0`,
);
const FORGET = ['mail_marks', 'notifications', 'thread_watches', 'community_preferences'].map((table) =>
  statement(`test-notifications-forget-${table}`, `DELETE FROM ${table}`),
);

/** Everything was read and mailed before, nobody chose anything, and a day has passed. */
export async function quietDay(api: TestApi): Promise<void> {
  for (const one of FORGET) await api.db.run(one);
  await api.db.run(READ_ALL);
  await sendDigests(api);
  await nextDay(api);
  await dropJobs(api);
}

/** The one message that is on its way to somebody; undefined: none is. */
export async function onlyMailOf(api: TestApi, person: Person): Promise<WaitingMail | undefined> {
  const mails = await mailsOf(api, person);
  if (mails.length > 1) throw new Error(`${mails.length} messages are on their way.`);
  return mails[0];
}

/** Those of these titles that stand in a text, in its order. */
export const titlesIn = (text: string, all: readonly string[]): string[] =>
  all.filter((title) => text.includes(title)).toSorted((a, b) => text.indexOf(a) - text.indexOf(b));
