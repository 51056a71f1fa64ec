import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startIdentity, type IdentityApp } from '../testing/identity-app.js';
import { ACCOUNT, aMember, PASSWORD, signUp } from '../testing/people.js';
import { ClaimService } from './claim.service.js';

let app: IdentityApp;
beforeAll(async () => {
  app = await startIdentity();
});
afterAll(() => app.close());

const link = async (): Promise<string> =>
  /^http:\/\/localhost:3000\/claim#token=([\w-]{43})$/.exec((await app.get(ClaimService).issueLink()) ?? '')?.[1] ??
  'none';
const claim = (token: string, email: string, password = PASSWORD) =>
  app.browser().call('claimSite', { token, name: 'Ada', email, password }, ACCOUNT);
const staff = async (): Promise<string[]> =>
  (await app.db.pool.query<{ email: string }>('SELECT email FROM accounts WHERE is_staff')).rows.map(
    ({ email }) => email,
  );

it('refuses whoever has no link, an old one or one that was replaced', async () => {
  expect(await claim('x'.repeat(43), 'eve@example.org')).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: { token: expect.any(String) },
  });
  const first = await link();
  const second = await link();
  expect((await claim(first, 'eve@example.org')).code).toBe('BAD_USER_INPUT');
  await app.db.pool.query('UPDATE site_claims SET expires_at = now()');
  expect((await claim(second, 'eve@example.org')).code).toBe('BAD_USER_INPUT');
  expect(await staff()).toEqual([]);
  expect((await app.browser().ask('{ site { claimable mailboxKept } }')).data?.['site']).toEqual({
    claimable: true,
    mailboxKept: true,
  });
});

it('never makes a stranger an administrator who signed up with the address before', async () => {
  const mine = await signUp(app, 'boss@example.org', 'Stranger');
  expect(mine).toBeDefined();
  const token = await link();
  expect(await claim(token, 'boss@example.org', 'my own 7 words')).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: { email: expect.any(String) },
  });
  expect(await claim(token, 'other@example.org', 'password1')).toMatchObject({
    fields: { password: expect.any(String) },
  });
  expect(await staff()).toEqual([]);
});

it('makes one administrator of twenty calls at the same time', async () => {
  const token = await link();
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => claim(token, `admin${i}@example.org`)));
  const made = answers.filter(({ data }) => data?.['claimSite']);
  expect(made).toHaveLength(1);
  expect(made[0]?.data?.['claimSite']).toMatchObject({ isStaff: true, emailVerified: true });
  expect(made[0]?.setCookie[0]).toMatch(/^copse=/);
  expect(answers.filter(({ code }) => code === 'BAD_USER_INPUT')).toHaveLength(19);
  expect(await staff()).toHaveLength(1);
  const { rows } = await app.db.pool.query(`SELECT count(*)::int AS count FROM accounts WHERE email LIKE 'admin%'`);
  expect(rows).toEqual([{ count: 1 }]);
  const { rows: noted } = await app.db.pool.query('SELECT action FROM audit_entries');
  expect(noted).toContainEqual({ action: 'site-claimed' });
});

it('is over once an administrator exists', async () => {
  expect(await app.get(ClaimService).issueLink()).toBeNull();
  await app.db.pool.query(
    `INSERT INTO site_claims (token_hash, expires_at) VALUES ('forged', now() + interval '1 day')`,
  );
  expect((await claim('x'.repeat(43), 'eve@example.org')).code).toBe('BAD_USER_INPUT');
  expect((await app.browser().ask('{ site { claimable } }')).data?.['site']).toEqual({ claimable: false });
});

it('lets an account that signed up before take the site by its own password, and end what was signed in', async () => {
  await app.db.pool.query('UPDATE accounts SET is_staff = false');
  const before = await aMember(app, 'known@example.org');
  const token = await link();
  const answer = await claim(token, 'Known@example.org');
  expect(answer.data?.['claimSite']).toMatchObject({ email: 'known@example.org', isStaff: true });
  expect((await before.ask('{ me { id } }')).data?.['me']).toBeNull();
  expect(await staff()).toEqual(['known@example.org']);
});
