import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { loadConfig } from '../config/index.js';
import { Outbox } from '../events/index.js';
import { createLogger } from '../logging/index.js';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import {
  Mailer,
  MailFolder,
  MailPost,
  OutgoingMailRepository,
  RefusedMailRepository,
  RefusedReaders,
  SendMail,
  SweepMail,
} from './index.js';
import { mailFor } from './testing/mail-scene.js';

let database: TestDatabase;
let dataDir: string;
const received: { raw: string; to: string[]; from: string }[] = [];
/** What the server answers to RCPT and to DATA; null accepts. */
let refusal: { at: 'rcpt' | 'data'; code: number } | null = null;
/** What happens while the server thinks about the recipient, if anything. */
let meanwhile: (() => Promise<unknown>) | null = null;

const thinkAboutRecipient = async (done: (error: Error | null) => void): Promise<void> => {
  await meanwhile?.();
  done(refusal?.at === 'rcpt' ? Object.assign(new Error('no'), { responseCode: refusal.code }) : null);
};

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: (_address, _session, done) => void thinkAboutRecipient(done),
  onData: (stream, session, done) => {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      if (refusal?.at === 'data') return done(Object.assign(new Error('no'), { responseCode: refusal.code }));
      const { rcptTo, mailFrom } = session.envelope;
      received.push({
        raw: Buffer.concat(parts).toString(),
        to: rcptTo.map(({ address }) => address),
        from: mailFrom ? mailFrom.address : '',
      });
      done();
    });
  },
});

beforeAll(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'copse-mail-'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  await new Promise<void>((done) => server.close(done));
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});
afterEach(async () => {
  for (const post of opened.splice(0)) post.onModuleDestroy();
  received.length = 0;
  refusal = null;
  meanwhile = null;
  await database.db.pool.query('DELETE FROM outgoing_mails');
});

const opened: MailPost[] = [];
const setUp = (env: Record<string, string>) => {
  const config = loadConfig({ COPSE_DATA: dataDir, PUBLIC_URL: 'https://copse.example.org', ...env });
  const mails = new OutgoingMailRepository(database.db);
  const folder = new MailFolder(config);
  const post = new MailPost(config, folder);
  opened.push(post);
  const logger = createLogger('silent');
  const refused = new RefusedReaders(database.db, new Outbox(), new RefusedMailRepository(database.db), logger);
  return {
    mailer: new Mailer(config, mails, new Outbox()),
    send: new SendMail(database.db, new Outbox(), mails, post, refused, logger),
    sweep: new SweepMail(folder, mails, createLogger('silent')),
    folder,
    post,
  };
};
const bySmtp = () => setUp({ SMTP_URL: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` });

const queued = async (): Promise<{ id: string; state: string; subject: string | null; message_id: string }[]> =>
  (await database.db.pool.query('SELECT id, state, subject, message_id FROM outgoing_mails ORDER BY id')).rows as never;

describe('by SMTP', () => {
  it('sends once what was committed, with one Message-ID, and erases it', async () => {
    const { mailer, send } = bySmtp();
    await database.db.tx((tx) => mailer.queue(tx, mailFor()));
    const [row] = await queued();
    expect(row).toMatchObject({ state: 'waiting', message_id: `<${row?.id}@copse.example.org>` });
    await send.run({ id: row?.id ?? '' });
    await send.run({ id: row?.id ?? '' });
    expect(received).toHaveLength(1);
    const parsed = await PostalMime.parse(received[0]?.raw ?? '');
    expect(parsed).toMatchObject({
      subject: 'Hello',
      messageId: row?.message_id,
      from: { name: 'Copse', address: 'noreply@copse.example.org' },
      to: [{ address: 'ada@example.org', name: '' }],
      text: expect.stringContaining('Plain'),
      html: expect.stringContaining('<p>Rich</p>'),
    });
    expect(parsed.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
    expect(await queued()).toMatchObject([{ state: 'sent', subject: null }]);
  });

  it('forgets what was rolled back, and queues a matter once', async () => {
    const { mailer } = bySmtp();
    await expect(
      database.db.tx(async (tx) => {
        await mailer.queue(tx, mailFor());
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await queued()).toEqual([]);
    await database.db.tx((tx) => mailer.queue(tx, mailFor({ messageKey: 'digest:1' })));
    await database.db.tx((tx) => mailer.queue(tx, mailFor({ messageKey: 'digest:1' })));
    expect(await queued()).toHaveLength(1);
  });

  it('lets nothing break out of a header', async () => {
    const { mailer, send } = bySmtp();
    await database.db.tx((tx) => mailer.queue(tx, mailFor({ subject: 'Hello\r\nBcc: eve@evil.example\r\n\r\nbody' })));
    await send.run({ id: (await queued())[0]?.id ?? '' });
    expect(received[0]?.to).toEqual(['ada@example.org']);
    const parsed = await PostalMime.parse(received[0]?.raw ?? '');
    expect(parsed.bcc ?? []).toEqual([]);
    expect(parsed.subject).toContain('Hello');
    expect(parsed.text).toContain('Plain');
  });

  it.each<['rcpt' | 'data', number]>([
    ['rcpt', 550],
    ['data', 554],
  ])('gives up what is refused for good (%s %i)', async (at, code) => {
    const { mailer, send } = bySmtp();
    await database.db.tx((tx) => mailer.queue(tx, mailFor()));
    refusal = { at, code };
    await send.run({ id: (await queued())[0]?.id ?? '' });
    expect(await queued()).toMatchObject([{ state: 'failed', subject: null }]);
  });

  it('tries again later what is refused for now, and after a server that was away', async () => {
    const { mailer, send } = bySmtp();
    await database.db.tx((tx) => mailer.queue(tx, mailFor()));
    const id = (await queued())[0]?.id ?? '';
    refusal = { at: 'rcpt', code: 451 };
    await expect(send.run({ id })).rejects.toThrow();
    const away = setUp({ SMTP_URL: 'smtp://127.0.0.1:1' });
    await expect(away.send.run({ id })).rejects.toThrow();
    expect(await queued()).toMatchObject([{ state: 'sending', subject: 'Hello' }]);
    refusal = null;
    await send.run({ id });
    expect(received).toHaveLength(1);
    expect(await queued()).toMatchObject([{ state: 'sent' }]);
  });

  it('removes mail that was kept before', async () => {
    await mkdir(join(dataDir, 'mail'), { recursive: true });
    await writeFile(join(dataDir, 'mail', `${crypto.randomUUID()}.eml`), 'x');
    const { sweep } = bySmtp();
    await sweep.onApplicationBootstrap();
    expect(await readdir(join(dataDir, 'mail'))).toEqual([]);
  });
});

describe('without SMTP', () => {
  it('keeps the message; a second try replaces it', async () => {
    const { mailer, send, folder } = setUp({});
    await database.db.tx((tx) => mailer.queue(tx, mailFor({ subject: 'Été à Québec', text: 'Voilà l’été' })));
    const id = (await queued())[0]?.id ?? '';
    await send.run({ id });
    await database.db.pool.query(
      `UPDATE outgoing_mails SET state = 'sending', recipient = 'ada@example.org', subject = 'again', text_body = 't', html_body = 'h' WHERE id = $1`,
      [id],
    );
    expect(await folder.read(id)).toMatchObject({
      id,
      to: 'ada@example.org',
      subject: 'Été à Québec',
      text: expect.stringContaining('Voilà l’été'),
    });
    await send.run({ id });
    expect(await folder.ids()).toEqual([id]);
    expect(await folder.read(id)).toMatchObject({ subject: 'again' });
  });
});

describe('cancel', () => {
  const about = ['community:c', 'account:a', 'community:c/account:a'];
  const cancelled = async (mailer: Mailer, what: string): Promise<void> =>
    database.db.tx((tx) => mailer.cancel(tx, what));

  it('erases what is about this and waits, and nothing else', async () => {
    const { mailer, send } = bySmtp();
    await database.db.tx(async (tx) => {
      await mailer.queue(tx, mailFor({ subject: 'both', about, messageKey: 'matter' }));
      await mailer.queue(tx, mailFor({ subject: 'other community', about: ['community:d', 'account:a'] }));
      await mailer.queue(tx, mailFor({ subject: 'about nothing' }));
    });
    await cancelled(mailer, 'community:c/account:a');
    expect((await queued()).map(({ state, subject }) => [state, subject])).toEqual([
      ['cancelled', null],
      ['waiting', 'other community'],
      ['waiting', 'about nothing'],
    ]);
    for (const { id } of await queued()) await send.run({ id });
    expect(received.map(({ raw }) => /^Subject: (.*)$/m.exec(raw)?.[1]?.trim())).toEqual([
      'other community',
      'about nothing',
    ]);
    // A handler that runs twice does not bring it back.
    await database.db.tx((tx) => mailer.queue(tx, mailFor({ subject: 'both', about, messageKey: 'matter' })));
    expect((await queued()).map(({ state }) => state)).toEqual(['cancelled', 'sent', 'sent']);
  });

  it('has no effect when its transaction is rolled back', async () => {
    const { mailer } = bySmtp();
    await database.db.tx((tx) => mailer.queue(tx, mailFor({ about })));
    await expect(
      database.db.tx(async (tx) => {
        await mailer.cancel(tx, 'account:a');
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await queued()).toMatchObject([{ state: 'waiting', subject: 'Hello' }]);
  });

  it('stops a message whose job runs already, and the next one goes out', async () => {
    const { mailer, send } = bySmtp();
    await database.db.tx((tx) => mailer.queue(tx, mailFor({ subject: 'stopped', about })));
    const id = (await queued())[0]?.id ?? '';
    meanwhile = () => cancelled(mailer, 'account:a');
    await send.run({ id });
    expect(received).toEqual([]);
    expect(await queued()).toMatchObject([{ state: 'cancelled', subject: null }]);
    meanwhile = null;
    await database.db.tx((tx) => mailer.queue(tx, mailFor({ subject: 'next', about })));
    await send.run({ id: (await queued())[1]?.id ?? '' });
    expect(received).toHaveLength(1);
    expect(received[0]?.raw).toContain('Subject: next');
  });

  it('calls back what is about any of many matters, and nothing for none', async () => {
    const { mailer } = setUp({});
    for (const one of ['application:1', 'application:2', 'application:3'])
      await database.db.tx((tx) => mailer.queue(tx, mailFor({ about: [one] })));
    await database.db.tx((tx) => mailer.cancelAll(tx, []));
    expect((await queued()).map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
    await database.db.tx((tx) => mailer.cancelAll(tx, ['application:1', 'application:3', 'application:4']));
    expect((await queued()).map(({ state }) => state)).toEqual(['cancelled', 'waiting', 'cancelled']);
  });

  it('keeps no file of it where mail is kept', async () => {
    const { mailer, folder, post } = setUp({});
    await database.db.tx((tx) => mailer.queue(tx, mailFor({ about })));
    const mails = new OutgoingMailRepository(database.db);
    const taken = await mails.take((await queued())[0]?.id ?? '');
    await cancelled(mailer, 'community:c');
    if (!taken) throw new Error('Nothing to send.');
    expect(await post.deliver(taken, () => mails.stands(taken.id, taken.to))).toBe('called-back');
    expect(await folder.read(taken.id)).toBeNull();
  });
});

it('gives up after four days what could not be sent, and forgets after thirty what was', async () => {
  const { mailer, sweep } = setUp({});
  for (const subject of ['new', 'old', 'done']) await database.db.tx((tx) => mailer.queue(tx, mailFor({ subject })));
  await database.db.pool.query(
    `UPDATE outgoing_mails SET created_at = now() - interval '5 days' WHERE subject = 'old'`,
  );
  await database.db.pool.query(
    `UPDATE outgoing_mails SET created_at = now() - interval '31 days', state = 'sent', recipient = NULL, subject = NULL, text_body = NULL, html_body = NULL WHERE subject = 'done'`,
  );
  await sweep.run();
  expect((await queued()).map(({ state, subject }) => [state, subject])).toEqual([
    ['waiting', 'new'],
    ['failed', null],
  ]);
});
