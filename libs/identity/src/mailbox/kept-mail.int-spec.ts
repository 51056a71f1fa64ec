import { readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MailFolder } from '#platform/mail';
import { startIdentity, type IdentityApp } from '../testing/identity-app.js';
import { accessToken, aMember, makeStaff, signedIn, signUp } from '../testing/people.js';

const QUERY =
  'query ($first: Int, $after: String) { keptMail(first: $first, after: $after) { edges { cursor node { id to subject sentAt text } } pageInfo { hasNextPage hasPreviousPage endCursor } } }';

interface KeptPage {
  edges: { cursor: string; node: { id: string; to: string; subject: string; sentAt: string; text: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
}

const days = (count: number): Date => new Date(Date.now() - count * 86_400_000);

let app: IdentityApp;
beforeAll(async () => {
  app = await startIdentity();
});
afterAll(() => app.close());

it('is for administrators alone', async () => {
  expect((await app.browser().ask(QUERY)).code).toBe('UNAUTHENTICATED');
  await signUp(app, 'new@example.org');
  expect((await (await signedIn(app, 'new@example.org')).ask(QUERY)).code).toBe('FORBIDDEN');
  expect((await (await aMember(app, 'ada@example.org')).ask(QUERY)).code).toBe('FORBIDDEN');
});

it('pages through the kept mail, newest first, and notes who read', async () => {
  const staff = await makeStaff(app, 'boss@example.org');
  const first = (await staff.ask(QUERY, { first: 2 })).data?.['keptMail'] as KeptPage;
  expect(first.edges.map(({ node }) => node.to)).toEqual(['boss@example.org', 'ada@example.org']);
  expect(first.edges[0]?.node).toMatchObject({
    subject: 'Confirm your e-mail address',
    text: expect.stringContaining('/verify#token='),
    sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
  });
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  const second = (await staff.ask(QUERY, { first: 2, after: first.pageInfo.endCursor })).data?.['keptMail'] as KeptPage;
  expect(second.edges.map(({ node }) => node.to)).toEqual(['new@example.org']);
  expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  const { rows } = await app.db.pool.query(
    `SELECT a.email, e.details FROM audit_entries e JOIN accounts a ON a.id = e.actor_account_id WHERE e.action = 'mailbox-read' ORDER BY e.at`,
  );
  expect(rows).toEqual([
    { email: 'boss@example.org', details: { messages: first.edges.map(({ node }) => node.id) } },
    { email: 'boss@example.org', details: { messages: second.edges.map(({ node }) => node.id) } },
  ]);
});

it.each([{ first: 0 }, { first: 51 }, { after: 'nonsense' }, { after: Buffer.from('["a",1]').toString('base64url') }])(
  'refuses %j',
  async (page) => {
    expect(await (await signedIn(app, 'boss@example.org')).ask(QUERY, page)).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { [Object.keys(page)[0] ?? '']: expect.any(String) },
    });
  },
);

it('opens to no access token, not even an administrator’s', async () => {
  const { token } = await accessToken(await signedIn(app, 'boss@example.org'));
  expect((await app.browser().ask(QUERY, {}, { authorization: `Bearer ${token}` })).code).toBe('FORBIDDEN');
});

it('keeps files that nobody else can read, for seven days', async () => {
  const folder = join(app.dataDir, 'mail');
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  const files = (await readdir(folder)).sort();
  expect(files).toHaveLength(3);
  for (const file of files) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
  await utimes(join(folder, files[0] ?? ''), days(8), days(8));
  await utimes(join(folder, files[1] ?? ''), days(6), days(6));
  await app.get(MailFolder).sweep();
  expect((await readdir(folder)).sort()).toEqual(files.slice(1));
});

it('passes over what is no message of ours', async () => {
  await writeFile(join(app.dataDir, 'mail', 'notes.txt'), 'x');
  await writeFile(join(app.dataDir, 'mail', '../secret.eml'), 'x');
  const page = (await (await signedIn(app, 'boss@example.org')).ask(QUERY)).data?.['keptMail'] as KeptPage;
  expect(page.edges).toHaveLength(2);
  expect(await app.get(MailFolder).read('../secret')).toBeNull();
});

it('is not there where mail is sent', async () => {
  const sending = await startIdentity({ SMTP_URL: 'smtp://127.0.0.1:1', PUBLIC_URL: 'https://copse.example.org' });
  try {
    const { db } = sending;
    const browser = sending.browser();
    await browser.call('signUp', {
      email: 'boss@example.org',
      password: 'lanterns over 9 rivers',
      name: 'Boss',
      language: 'EN',
    });
    await db.pool.query('UPDATE accounts SET is_staff = true, email_verified_at = now()');
    const answer = await browser.call(
      'signIn',
      { email: 'boss@example.org', password: 'lanterns over 9 rivers' },
      '{ id }',
    );
    // With https the cookie is bound to this host and to https.
    expect(answer.setCookie).toEqual([
      expect.stringMatching(/^__Host-copse=[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    expect((await browser.ask(QUERY)).code).toBe('NOT_FOUND');
    expect((await browser.ask('{ site { mailboxKept } }')).data?.['site']).toEqual({ mailboxKept: false });
  } finally {
    await sending.close();
  }
});
