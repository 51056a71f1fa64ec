import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { SMTPServer } from 'smtp-server';
import type { Bench, Round } from './case.js';
import { startBare, startProduct } from './processes.js';

const PATIENCE_MS = 600_000;
/** Discussions of the digest's community with something new. */
const NEWS = 12;

/** A mail server that takes everything and keeps the last text. */
interface Sink {
  readonly port: number;
  readonly taken: () => number;
  readonly last: () => string;
  close(): Promise<void>;
}

/** The digests of so many people, all due at once, until the mail server has the last; and as many finished messages. */
export async function digests({ around, settings, database }: Bench): Promise<Round[]> {
  const sink = await openSink();
  const stops: (() => Promise<void>)[] = [() => sink.close()];
  try {
    await makeReaders(database, settings.digests);
    const ours = await startProduct(around, { SMTP_URL: `smtp://127.0.0.1:${sink.port}` });
    stops.push(ours.stop);
    const begun = performance.now();
    await database.query(`SELECT graphile_worker.add_job('send-digests')`);
    for (const end = begun + PATIENCE_MS; sink.taken() < settings.digests; await sleep(20)) {
      if (performance.now() > end) throw new Error(`${sink.taken()} of ${settings.digests} digests arrived.`);
    }
    const oursPerSecond = settings.digests / ((performance.now() - begun) / 1000);
    await ours.stop();

    const bare = await startBare(around, 'mail');
    stops.push(bare.stop);
    const sent = performance.now();
    const { status } = await fetch(`http://127.0.0.1:${bare.port}/`, {
      method: 'POST',
      body: JSON.stringify({ smtpPort: sink.port, messages: settings.digests, ...halvesOf(sink.last()) }),
    });
    if (status !== 204) throw new Error(`Status ${status}.`);
    return [{ ours: oursPerSecond, limit: settings.digests / ((performance.now() - sent) / 1000) }];
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

/** Members of one community with news of others, whose last digest was two days ago. */
async function makeReaders(database: Client, howMany: number): Promise<void> {
  const { rows } = await database.query<{ id: string }>(
    `SELECT community_id AS id FROM threads GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
  );
  const communityId = rows[0]?.id;
  // Nobody else is due.
  await database.query(
    `INSERT INTO mail_settings (account_id, token, last_daily_at, last_weekly_at)
     SELECT id, id::text, now(), now() FROM accounts
     ON CONFLICT (account_id) DO UPDATE SET last_daily_at = now(), last_weekly_at = now()`,
  );
  await database.query(
    `WITH people AS (
       INSERT INTO accounts (id, name, email, password_hash, language, email_verified_at, created_at)
       SELECT uuidv7(), 'Reader ' || n, 'reader-' || n || '@example.org', 'nobody signs in with a password', 'EN',
              now() - interval '300 days', now() - interval '300 days' FROM generate_series(1, $2) AS n RETURNING id),
     members AS (
       INSERT INTO memberships (community_id, account_id, role, sort_name, joined_at)
       SELECT $1, id, 'MEMBER', 'reader', now() - interval '300 days' FROM people)
     INSERT INTO mail_settings (account_id, token, last_daily_at, last_weekly_at)
     SELECT id, id::text, now() - interval '2 days', now() FROM people`,
    [communityId, howMany],
  );
  await database.query(
    `UPDATE posts p SET created_at = now() - interval '3 hours' FROM (
       SELECT id, last_number FROM threads WHERE community_id = $1 ORDER BY id LIMIT $2) t
     WHERE p.thread_id = t.id AND p.number = t.last_number`,
    [communityId, NEWS],
  );
  await database.query(
    `UPDATE threads SET last_activity_at = now() - interval '3 hours'
     WHERE id IN (SELECT id FROM threads WHERE community_id = $1 ORDER BY id LIMIT $2)`,
    [communityId, NEWS],
  );
  await database.query('VACUUM ANALYZE');
}

async function openSink(): Promise<Sink> {
  let taken = 0;
  let last = '';
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        taken += 1;
        last = Buffer.concat(chunks).toString();
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port.');
  return {
    port: address.port,
    taken: () => taken,
    last: () => last,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** Two texts that are together as long as the product's message, so that both sides send as many bytes. */
function halvesOf(message: string): { text: string; html: string } {
  const words = 'What others do with it. '.repeat(Math.ceil(message.length / 48));
  return { text: words.slice(0, message.length / 4), html: `<p>${words.slice(0, message.length / 2)}</p>` };
}
