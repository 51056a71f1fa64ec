import { createHash, randomBytes, randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { freePort } from '../support/free-port.js';
import { startProduct, type Product } from '../support/product.js';
import { SmtpMailbox } from '../support/smtp-mailbox.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';
import { figures } from './support/figures.js';
import { sized } from './support/sizes.js';

/** `byMail`: of the watchers, those who want each post by mail. */
const CROWDS = sized({
  short: [{ watchers: 500, byMail: 40, threads: 4, replies: 16, kills: 5 }],
  medium: [
    { watchers: 500, byMail: 40, threads: 4, replies: 16, kills: 5 },
    { watchers: 10, byMail: 3, threads: 20, replies: 400, kills: 8 },
  ],
  long: [
    { watchers: 2_000, byMail: 100, threads: 4, replies: 24, kills: 10 },
    { watchers: 10, byMail: 3, threads: 20, replies: 2_000, kills: 30 },
  ],
});

describe.each(CROWDS)('$watchers people who follow, $replies replies, $kills kills of the worker', (sizes) => {
  const { watchers: WATCHERS, byMail: BY_MAIL, threads: THREADS, replies: REPLIES, kills: KILLS } = sizes;
  // It outlives the product.
  const mailbox = new SmtpMailbox();
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let database: TestDatabase;
  let client: Client;
  let product: Product;
  let start: () => Promise<void>;
  const token = randomBytes(32).toString('base64url');
  const authorId = v7();
  const watchers = Array.from({ length: WATCHERS }, () => v7());

  beforeAll(async () => {
    folder = await temporaryFolder();
    database = await testDatabase();
    const port = await freePort();
    const env = {
      DATABASE_URL: database.url,
      SMTP_URL: await mailbox.listen(),
      RATE_LIMITS: 'reply=100000/600,new-reply=100000/600,thread=1000/600,new-thread=1000/600',
    };
    start = async () => {
      product = await startProduct({ dataDir: `${folder.path}/data`, port, env });
    };
    await start();
    client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(
      `WITH people AS (
         INSERT INTO accounts (id, name, email, password_hash, language, email_verified_at, created_at)
         SELECT id, 'Watcher ' || n, 'watcher-' || n || '@example.org', 'none', 'EN', now(), now() - interval '9 days'
         FROM unnest($1::uuid[]) WITH ORDINALITY AS w (id, n) RETURNING id)
       INSERT INTO memberships (community_id, account_id, role, sort_name)
       SELECT c.id, p.id, 'MEMBER', 'x' FROM communities c, people p WHERE c.slug = 'small-museums'`,
      [[authorId, ...watchers]],
    );
    await client.query(
      `INSERT INTO access_tokens (id, account_id, token_hash, name, expires_at) VALUES ($1, $2, $3, 't', now() + interval '1 day')`,
      [v7(), authorId, createHash('sha256').update(token).digest('base64url')],
    );
    await client.query(
      `INSERT INTO community_preferences (community_id, account_id, cadence, token)
       SELECT c.id, a.id, CASE WHEN n <= $2 THEN 'EACH' ELSE 'NONE' END, a.id::text
       FROM communities c, unnest($1::uuid[]) WITH ORDINALITY AS a (id, n) WHERE c.slug = 'small-museums'`,
      [watchers, BY_MAIL],
    );
  }, 120_000);

  afterAll(async () => {
    await product?.end('SIGTERM');
    await client?.end();
    await mailbox.close();
    await database?.close();
    await folder?.remove();
  });

  /** Asks until there is an answer; the ids make a repetition harmless. */
  const write = async (query: string, input: Record<string, unknown>): Promise<void> => {
    await until(
      'an answer of the product',
      async () => {
        const answer = await product
          .client(token)
          .ask(query, { input })
          .catch(() => null);
        if (answer?.errors && answer.errors[0]?.extensions.code !== 'UNAVAILABLE')
          throw Object.assign(new Error(JSON.stringify(answer.errors)), { final: true });
        return answer?.data ? true : undefined;
      },
      60_000,
    );
  };

  /** What is left to do for what was written; what comes round by the clock is not that. */
  const jobs = async (): Promise<{ name: string; open: number; attempts: number; error: string | null }[]> => {
    const { rows } = await client.query<{ name: string; open: number; attempts: number; error: string | null }>(
      `SELECT task_identifier AS name, count(*)::int AS open, max(attempts) AS attempts, max(last_error) AS error
       FROM graphile_worker.jobs WHERE task_identifier IN ('mail-post', 'send-mail') OR task_identifier LIKE 'after-%' OR task_identifier LIKE 'notify-%'
       GROUP BY 1`,
    );
    return rows;
  };

  it('tells each of them of each reply exactly once, and mails by the rule', async () => {
    const threads = Array.from({ length: THREADS }, () => v7());
    for (const id of threads)
      await write('mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }', {
        id,
        communitySlug: 'small-museums',
        title: 'What the night watch sees',
        body: 'First.',
      });
    await client.query(
      `INSERT INTO thread_watches (thread_id, account_id, community_id, level, cause)
       SELECT t.id, a.id, t.community_id, 'WATCHING', 'CHOSEN' FROM threads t CROSS JOIN unnest($2::uuid[]) AS a (id)
       WHERE t.id = ANY ($1::uuid[])`,
      [threads, watchers],
    );

    let written = 0;
    let done = false;
    const writing = (async () => {
      for (; written < REPLIES; written += 1)
        await write('mutation ($input: ReplyInput!) { reply(input: $input) { id } }', {
          id: v7(),
          threadId: threads[written % THREADS],
          body: `Round ${written}.`,
        });
    })().finally(() => (done = true));
    const killing = (async () => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        // In the middle of telling, of writing mail or of sending it: wherever it stands.
        const seen = written;
        const next = seen + Math.max(2, Math.floor(REPLIES / KILLS / 2));
        for (let wait = 0; wait < 400 && !done && written < next; wait += 1) await sleep(25);
        await sleep(randomInt(300));
        await product.kill();
        await start();
      }
    })();
    await Promise.all([writing, killing]);

    // Nothing is left to do, nor waits to be tried again.
    await until('the last job', async () => (await jobs()).length === 0, 120_000).catch(async (error: Error) => {
      throw new Error(`${error.message}: ${JSON.stringify(await jobs())}`);
    });

    const { rows: told } = await client.query<{ thread: string; count: number; people: number }>(
      `SELECT thread_id AS thread, count, count(*)::int AS people FROM notifications
       WHERE kind = 'REPLY' AND account_id = ANY ($1::uuid[]) GROUP BY 1, 2`,
      [watchers],
    );
    expect(
      told
        .map(({ thread, count, people }) => [threads.indexOf(thread), count, people])
        .toSorted(([a = 0], [b = 0]) => a - b),
    ).toEqual(threads.map((_, at) => [at, REPLIES / THREADS, WATCHERS]));
    const { rows: own } = await client.query(`SELECT 1 FROM notifications WHERE account_id = $1`, [authorId]);
    expect(own).toEqual([]);

    const { rows: mails } = await client.query<{ key: string; id: string; state: string }>(
      `SELECT message_key AS key, message_id AS id, state FROM outgoing_mails WHERE message_key LIKE 'post/%'`,
    );
    expect(new Set(mails.map(({ key }) => key)).size).toBe(mails.length);
    expect(mails).toHaveLength(BY_MAIL * (REPLIES + THREADS));
    expect(mails.filter(({ state }) => state !== 'sent')).toEqual([]);
    // Each arrived; a repetition has the same Message-ID, and there is at most one for each kill and connection.
    expect(new Set(mailbox.messages.map(({ messageId }) => messageId)).size).toBe(mails.length);
    expect(mailbox.messages.length - mails.length).toBeLessThanOrEqual(2 * KILLS);
    figures('worker killed while many are told', {
      replies: REPLIES,
      told: WATCHERS * REPLIES,
      mails: mails.length,
      'mails that came twice': mailbox.messages.length - mails.length,
      kills: KILLS,
      lost: 0,
      double: 0,
    });
  }, 1_800_000);
});
