import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { headerOf, SmtpMailbox, type ReceivedMail } from '../../../../test/support/smtp-mailbox.js';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import type { MailEnvelope, MailToSend } from './index.js';
import { mailFor, MailScene } from './testing/mail-scene.js';

const OWN = 'noreply@copse.example.org';
const envelope: MailEnvelope = {
  fromName: 'Étienne Tremblay',
  references: 'thread.0192-a',
  listId: { id: 'community.0192-b', name: 'Expositions accessibles' },
  unsubscribe: 'https://copse.example.org/unsubscribe/abc',
};
/** What somebody may call themselves or a community, to make a mail say what we never said. */
const HOSTILE = [
  'Eve\r\nBcc: eve@evil.example',
  'Eve\r\n\r\n<script>alert(1)</script>',
  'Eve\nSubject: Your password',
  '=?utf-8?Q?eve=0D=0ABcc=3A_eve=40evil.example?=',
  '=?UTF-8?B?aHR0cHM6Ly9ldmlsLmV4YW1wbGU=?=',
  'É =?utf-8?Q?Copse_Security?= =?utf-8?Q?_<x=40evil.example>?=',
  'security@copse.example.org',
  '"Copse" <security@copse.example.org>, eve@evil.example',
  'Eve" <eve@evil.example>',
  'Eve\\',
  '(Eve',
  'Eve;,<>',
  '\u202eelpmaxe.live//:sptth',
  '\u2066Eve\u2029',
  'https://evil.example/win',
  'www.evil.example',
  '\u0000\u0007\u007f',
  'E'.repeat(5_000),
  '\u{1f47b}'.repeat(100),
  '\ud800 half \udc00',
];

describe('headers, as another program reads them', () => {
  let database: TestDatabase;
  let mailbox: SmtpMailbox;
  let scene: MailScene;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(async () => database.close());
  beforeEach(async () => {
    mailbox = new SmtpMailbox();
    scene = new MailScene(database.db, await mailbox.listen());
  });
  afterEach(async () => {
    scene.close();
    await mailbox.close();
    await scene.clear();
  });

  const received = async (mail: Partial<MailToSend>): Promise<ReceivedMail> => {
    const [id = ''] = await scene.queue(mailFor(mail));
    await scene.send.run({ id });
    const [message] = mailbox.messages.splice(0);
    if (!message) throw new Error('Nothing came.');
    return message;
  };

  it('say who speaks, what conversation and list it is, and how it ends', async () => {
    const mail = await received({ envelope, subject: 'Maquettes tactiles\u00a0: 3,5 mm' });
    expect(mail.from).toEqual({ name: 'Étienne Tremblay via Copse', address: OWN });
    expect(mail.replyTo).toBeUndefined();
    expect(mail.subject).toBe('Maquettes tactiles\u00a0: 3,5 mm');
    expect(mail.references).toBe('<thread.0192-a@copse.example.org>');
    expect(mail.inReplyTo).toBe('<thread.0192-a@copse.example.org>');
    expect(headerOf(mail, 'List-Id')).toMatch(/^"?Expositions accessibles"? <community\.0192-b\.copse\.example\.org>$/);
    expect(headerOf(mail, 'List-Unsubscribe')).toBe('<https://copse.example.org/unsubscribe/abc>');
    expect(headerOf(mail, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(headerOf(mail, 'Auto-Submitted')).toBe('auto-generated');
    expect(headerOf(mail, 'X-Auto-Response-Suppress')).toBe('All');
    expect(headerOf(mail, 'Precedence')).toBeNull();
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@copse\.example\.org>$/);
    expect(await scene.states()).toMatchObject([{ state: 'sent', envelope: null }]);
  });

  it('say nothing of it where there is nothing to say', async () => {
    const mail = await received({});
    expect(mail.from).toEqual({ name: 'Copse', address: OWN });
    for (const name of ['References', 'In-Reply-To', 'List-Id', 'List-Unsubscribe', 'List-Unsubscribe-Post'])
      expect([name, headerOf(mail, name)]).toEqual([name, null]);
    expect(headerOf(await received({ envelope: { listId: { id: 'community.1' } } }), 'List-Id')).toBe(
      '<community.1.copse.example.org>',
    );
  });

  it.each(HOSTILE.map((name) => [name.slice(0, 60), name]))('say no more than they mean: %j', async (_shown, name) => {
    const mail = await received({
      subject: name,
      envelope: { ...envelope, fromName: name, listId: { id: 'c', name } },
    });
    expect(mail.recipients).toEqual(['ada@example.org']);
    expect(mail.to).toEqual([{ name: '', address: 'ada@example.org' }]);
    expect([mail.cc, mail.bcc, mail.replyTo, mail.sender]).toEqual([undefined, undefined, undefined, undefined]);
    expect(mail.from?.address).toBe(OWN);
    expect(mail.from?.name).toMatch(/Copse$/);
    // Nothing in it that a mail program makes a link of, in whatever way it was written.
    expect(mail.from?.name).not.toMatch(/[<>@\r\n\u202e\u2066\u2029]|:\/\/|\w\.\w\w/);
    expect(headerOf(mail, 'List-Id')).toMatch(/(?:^| )<c\.copse\.example\.org>$/);
    expect(mail.subject ?? '').not.toMatch(/[\r\n\u202e\u2066\u2029]/);
    // What an encoded word would have said is not said.
    if (name.includes('=?'))
      expect(`${mail.subject} ${headerOf(mail, 'List-Id')}`).not.toMatch(/evil\.example$|@evil|Bcc:/);
    expect(mail.text?.trim()).toBe('Plain');
    const names = mail.headers.map(({ key }) => key);
    expect(names).toHaveLength(new Set(names).size);
    expect(mail.raw.split('\r\n').every((line) => line.length <= 998)).toBe(true);
  });

  it.each<MailEnvelope>([
    { references: 'a b' },
    { references: 'a>\r\nBcc: eve@evil.example' },
    { listId: { id: '<x>' } },
    { listId: { id: '' } },
    { unsubscribe: 'javascript:alert(1)' },
    { unsubscribe: 'https://copse.example.org/>, <mailto:eve@evil.example' },
    { unsubscribe: 'https://copse.example.org/\r\nBcc: eve@evil.example' },
  ])('are not made of words that are none: %j', async (wrong) => {
    await expect(scene.queue(mailFor({ envelope: wrong }))).rejects.toThrow();
    expect(await scene.states()).toEqual([]);
  });
});

describe('many messages', () => {
  it('are queued in two statements, each matter once, after whatever else is to do', async () => {
    const database = await testDatabase();
    const scene = new MailScene(database.db, 'smtp://127.0.0.1:1');
    const many = Array.from({ length: 500 }, (_, i) => mailFor({ messageKey: `post/1/${i % 400}`, about: ['post:1'] }));
    const statements: string[] = [];
    await database.db.tx(async (tx) => {
      const run = tx.run.bind(tx);
      tx.run = (statement, values) => {
        statements.push(statement.name);
        return run(statement, values);
      };
      await scene.mailer.queueAll(tx, []);
      expect(statements).toEqual([]);
      await scene.mailer.queueAll(tx, many);
    });
    expect(statements).toEqual(['mail-insert', 'outbox-add-jobs']);
    expect(await scene.states()).toHaveLength(400);
    const [before, single] = [await scene.jobs<{ id: string }>('send-mail'), await scene.queue(mailFor())];
    expect(new Set(before.map(({ payload }) => payload.id))).toEqual(
      new Set((await scene.states()).map(({ id }) => id).filter((id) => !single.includes(id))),
    );
    await database.db.tx((tx) => scene.mailer.queue(tx, mailFor()));
    const priorities = (await scene.jobs('send-mail')).map(({ priority }) => priority);
    expect(Math.min(...priorities.slice(0, 400))).toBeGreaterThan(priorities.at(-1) ?? Infinity);
    scene.close();
    await database.close();
  });

  it('queued twice at the same moment, in whatever order, come once and do not wait for each other', async () => {
    const database = await testDatabase();
    const scene = new MailScene(database.db, 'smtp://127.0.0.1:1');
    const many = Array.from({ length: 200 }, (_, i) => mailFor({ messageKey: `digest/${i}` }));
    await Promise.all(
      [many, many.toReversed(), many, many.toReversed()].map((mails) =>
        database.db.tx((tx) => scene.mailer.queueAll(tx, mails)),
      ),
    );
    expect(await scene.states()).toHaveLength(200);
    expect(await scene.jobs('send-mail')).toHaveLength(200);
    scene.close();
    await database.close();
  });
});
