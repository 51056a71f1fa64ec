import { createHash, randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { v7 } from 'uuid';
import { untilJobsAreDone } from './backlog.js';
import type { Bench, CaseName, Round } from './case.js';
import type { BenchSession } from './dataset.js';
import { inTurns } from './in-turns.js';
import type { RunningServer } from './processes.js';

/** Threads that are watched, one for each message, so that each bell must show one more. */
const THREADS = 60;
const FEW = 10;

/** The cases of bells: how long until everybody who watches a discussion sees one more, and how long its author waits. */
export async function runBellCase(
  name: CaseName,
  { settings, dataset, database, load }: Bench,
  ours: RunningServer,
  bare: RunningServer,
): Promise<Round[]> {
  // Those of a case before this one watch no more.
  await database.query(`DELETE FROM thread_watches WHERE cause = 'CHOSEN'`);
  const watchers = await makeWatchers(database, name === 'notify.10' ? FEW : 2_000);
  const all = dataset.threads.slice(100);
  const [many, few] = [all.slice(0, THREADS), all.slice(THREADS, 2 * THREADS)];
  const idsOf = (threads: readonly { id: string }[]): string[] => threads.map(({ id }) => id);
  await watch(database, idsOf(many), watchers);
  await watch(database, idsOf(few), watchers.slice(0, FEW));
  await database.query('VACUUM ANALYZE thread_watches');
  const turns = { ...settings, seconds: settings.bellMessages, warmUpSeconds: 5 };
  const sides = name === 'notify.2000.answer' ? [ours] : [ours, bare];
  for (const { name: side, port } of sides)
    await load.do({ kind: 'bells', side: { name: side, port }, watchers, many, few });
  const ring = async (
    { name: side, port }: RunningServer,
    messages: number,
    until: 'bells' | 'answer',
    among: 'many' | 'few',
  ): Promise<number> => {
    const figure = await load.do({ kind: 'ring', side: { name: side, port }, messages, until, among });
    if (side === 'ours') await untilJobsAreDone(database);
    return figure;
  };
  if (name !== 'notify.2000.answer')
    return inTurns(turns, [ours, bare], (server, messages) => ring(server, messages, 'bells', 'many'));
  const rounds: Round[] = [];
  await ring(ours, turns.warmUpSeconds, 'answer', 'many');
  while (rounds.length < settings.rounds) {
    const manyWait = await ring(ours, settings.bellMessages, 'answer', 'many');
    rounds.push({ ours: manyWait, limit: await ring(ours, settings.bellMessages, 'answer', 'few') });
  }
  return rounds;
}

/** People who have nothing in their inbox, with a session each; made anew for each case. */
async function makeWatchers(database: Client, howMany: number): Promise<BenchSession[]> {
  const watchers = Array.from({ length: howMany }, () => ({
    accountId: v7(),
    token: randomBytes(32).toString('base64url'),
  }));
  const rows = watchers.map(({ accountId, token }) => ({
    accountId,
    sessionId: v7(),
    hash: createHash('sha256').update(token).digest('base64url'),
  }));
  await database.query(
    `WITH given AS (SELECT * FROM jsonb_to_recordset($1) AS r ("accountId" uuid, "sessionId" uuid, hash text)),
     people AS (
       INSERT INTO accounts (id, name, email, password_hash, language, email_verified_at, created_at)
       SELECT "accountId", 'Watcher', 'watcher-' || "accountId" || '@example.org', 'nobody signs in with a password', 'EN',
              now() - interval '300 days', now() - interval '300 days' FROM given RETURNING id)
     INSERT INTO sessions (id, account_id, token_hash, user_agent)
     SELECT "sessionId", "accountId", hash, 'benchmark' FROM given JOIN people ON people.id = "accountId"`,
    [JSON.stringify(rows)],
  );
  return watchers;
}

async function watch(database: Client, threadIds: readonly string[], watchers: readonly BenchSession[]): Promise<void> {
  await database.query(
    `INSERT INTO thread_watches (thread_id, account_id, community_id, level, cause)
     SELECT t.id, a.id, t.community_id, 'WATCHING', 'CHOSEN' FROM threads t CROSS JOIN unnest($2::uuid[]) AS a (id)
     WHERE t.id = ANY ($1::uuid[]) ON CONFLICT DO NOTHING`,
    [threadIds, watchers.map(({ accountId }) => accountId)],
  );
  // What came before is told already.
  await database.query(
    `INSERT INTO fanouts (subject_id, number) SELECT id, last_number FROM threads WHERE id = ANY ($1::uuid[])
     ON CONFLICT (subject_id) DO UPDATE SET number = EXCLUDED.number`,
    [threadIds],
  );
}
