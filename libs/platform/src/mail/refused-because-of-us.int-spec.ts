import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { statement } from '../database/index.js';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import { FaultyPost } from './testing/faulty-post.js';
import { mailFor, MailScene } from './testing/mail-scene.js';

const SENT = statement(
  'test-refused-sent',
  `INSERT INTO outgoing_mails (id, message_id, state) SELECT gen_random_uuid(), n::text, 'sent' FROM generate_series(1, $1::int) AS n`,
);
const LATER = statement(
  'test-refused-later',
  `UPDATE outgoing_mails SET refused_at = refused_at - interval '16 minutes'`,
);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => database.close());

const NO = '550 5.1.1 No such user here';
const accountOf = (n: number) => `01920000-0000-7000-8000-${String(n).padStart(12, '0')}`;
let post: FaultyPost;
let scene: MailScene;
beforeEach(async () => {
  post = new FaultyPost([]);
  scene = new MailScene(database.db, await post.listen());
});
afterEach(async () => {
  scene.close();
  await post.away();
  await scene.clear();
});

/** A message for the n-th of many readers. */
const queue = async (n: number): Promise<string> => {
  const [id = ''] = await scene.queue(mailFor({ about: [`account:${accountOf(n)}`], to: `reader${n}@example.org` }));
  return id;
};
/** The job of a message runs once, and the server refuses its reader; answers whether that was the end of it. */
const isGivenUp = async (id: string): Promise<boolean> => {
  post.faults.push({ at: 'rcpt', answer: NO });
  return scene.send.run({ id }).then(
    () => true,
    () => false,
  );
};
const blamed = async () =>
  (await scene.jobs<{ accountId: string }>('test-when-mail-refused')).map(({ payload }) => payload.accountId);
const doubted = async () =>
  (await scene.jobs<{ accountIds: string[] }>('test-when-refusals-doubted')).map(({ payload }) => payload.accountIds);
const everybody = (count: number) => Array.from({ length: count }, (_, n) => accountOf(n));

// Postfix judges sender and HELO only at RCPT TO (smtpd_delay_reject = yes is its default); Exim says no enhanced code.
it.each([
  '553 5.1.8 <copse@example.org>: Sender address rejected: Domain not found',
  '550 5.1.0 <copse@example.org>: Sender address rejected: User unknown in virtual mailbox table',
  '504 5.5.2 <copse>: Helo command rejected: need fully-qualified hostname',
  '550 relay not permitted',
  '554 Relay access denied',
])('blames no address, and loses no message, for %s', async (answer) => {
  const id = await queue(1);
  post.faults.push({ at: 'rcpt', answer });
  const failure = await scene.send.run({ id }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  // What fails is logged, and kept with the job.
  expect(JSON.stringify([(failure as Error).message, failure])).not.toContain('@');
  expect(await blamed()).toEqual([]);
  expect(await scene.until(id)).toBe(0);
  expect(post.taken).toHaveLength(1);
});

describe('a server that knows nobody any more', () => {
  it('is not believed from the twenty-first reader on, and those before are blamed no longer', async () => {
    for (let n = 0; n < 20; n += 1) expect(await isGivenUp(await queue(n))).toBe(true);
    expect(await blamed()).toEqual(everybody(20));
    const [first] = (await scene.states()).map(({ id }) => id);
    expect(await database.db.tx((tx) => scene.refused.believes(tx, first ?? ''))).toBe(true);
    expect(await doubted()).toEqual([]);
    const kept = [await queue(20), await queue(21)];
    for (const id of kept) expect(await isGivenUp(id)).toBe(false);
    expect(await blamed()).toEqual(everybody(20));
    expect(await doubted()).toEqual([everybody(20)]);
    // Whoever has not noted it yet does not, also when all is quiet again.
    expect(await database.db.tx((tx) => scene.refused.believes(tx, first ?? ''))).toBe(false);
    await database.db.run(LATER);
    expect(await database.db.tx((tx) => scene.refused.believes(tx, first ?? ''))).toBe(false);
    for (const id of kept) expect(await scene.until(id)).toBe(0);
    expect(post.taken).toHaveLength(2);
  });

  it('is believed of one reader, however many messages were for them', async () => {
    for (let n = 0; n < 25; n += 1) expect(await isGivenUp(await queue(1))).toBe(true);
    expect(await doubted()).toEqual([]);
  });

  it('is believed of a few among many to whom mail went out', async () => {
    await database.db.run(SENT, [420]);
    for (let n = 0; n < 21; n += 1) expect([n, await isGivenUp(await queue(n))]).toEqual([n, true]);
    expect(await isGivenUp(await queue(21))).toBe(false);
  });

  it('is believed again later', async () => {
    for (let n = 0; n < 20; n += 1) await isGivenUp(await queue(n));
    await database.db.run(LATER);
    expect(await isGivenUp(await queue(20))).toBe(true);
    expect(await blamed()).toEqual(everybody(21));
  });
});

it('sends what lists have to the address of now, and letters about the account where they were meant for', async () => {
  const envelope = { listId: { id: 'list-a' }, unsubscribe: 'https://copse.example.org/unsubscribe/token' };
  const about = [`account:${accountOf(1)}`];
  const old = 'former@example.org';
  const [letter = '', tried = '', security = '', other = ''] = await scene.queue(
    mailFor({ about, to: old, envelope, subject: 'letter' }),
    mailFor({ about, to: old, envelope, subject: 'tried' }),
    mailFor({ about, to: old, subject: 'security' }),
    mailFor({ about: [`account:${accountOf(2)}`], to: 'other@example.org', envelope, subject: 'other' }),
  );
  post.faults.push({ at: 'rcpt', answer: '451 4.3.0 Later' });
  await expect(scene.send.run({ id: tried })).rejects.toThrow('451');
  // One is on its way meanwhile: the server hears nothing of it, and its job tries again.
  const overtaken = scene.overtakenBy((tx) => scene.mailer.readdress(tx, accountOf(1), 'new@example.org'));
  await expect(overtaken.send.run({ id: letter })).rejects.toThrow('another address');
  expect(post.taken).toEqual([]);
  for (const id of [letter, tried, security, other]) expect(await scene.until(id)).toBe(0);
  const to = post.taken.map(
    (text) => `${/^Subject: (.*)$/m.exec(text)?.[1]?.trim()} ${/^To: (.*)$/m.exec(text)?.[1]?.trim()}`,
  );
  expect(to.toSorted()).toEqual([
    'letter new@example.org',
    'other other@example.org',
    'security former@example.org',
    'tried new@example.org',
  ]);
});
