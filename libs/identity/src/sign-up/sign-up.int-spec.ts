import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { PasswordHasher } from '../password/password-hasher.service.js';
import { startIdentity, type IdentityApp } from '../testing/identity-app.js';
import { ACCOUNT, PASSWORD, signedIn, signUp } from '../testing/people.js';

let app: IdentityApp;
beforeAll(async () => {
  app = await startIdentity();
});
afterAll(() => app.close());

const input = (email: string, more: object = {}) => ({
  email,
  password: PASSWORD,
  name: 'Ada',
  language: 'FR',
  ...more,
});

describe('signUp', () => {
  it('makes an unverified account, no administrator, and mails a link in its language', async () => {
    expect((await app.browser().call('signUp', input('Ada@Example.org'))).data?.['signUp']).toBe(true);
    const mails = await app.runJobs();
    expect(mails).toEqual([
      {
        to: 'Ada@Example.org',
        subject: 'Confirmez votre adresse courriel',
        text: expect.stringContaining('http://localhost:3000/verify#token='),
        token: expect.any(String),
      },
    ]);
    const browser = await signedIn(app, 'ada@example.org');
    expect((await browser.ask(`{ me ${ACCOUNT} }`)).data?.['me']).toMatchObject({
      email: 'Ada@Example.org',
      emailVerified: false,
      isStaff: false,
      language: 'FR',
    });
    const { rows } = await app.db.pool.query(
      'SELECT recipient, subject, text_body, html_body, state FROM outgoing_mails',
    );
    expect(rows).toEqual([{ recipient: null, subject: null, text_body: null, html_body: null, state: 'sent' }]);
  });

  it('answers and works for a known address as for an unknown one', async () => {
    const hashes = jest.spyOn(app.get(PasswordHasher), 'hash');
    const mutation = async (email: string) => {
      hashes.mockClear();
      const answer = await app.browser().call('signUp', input(email, { password: 'another 9 rivers', name: 'Eve' }));
      const { rows } = await app.db.pool.query('SELECT count(*)::int AS waiting FROM outgoing_mails WHERE state = $1', [
        'waiting',
      ]);
      return { answer, hashes: hashes.mock.calls.length, rows };
    };
    await signUp(app, 'known@example.org', 'Known');
    const known = await mutation('KNOWN@example.org');
    const [mail] = await app.runJobs();
    const unknown = await mutation('unknown@example.org');
    await app.runJobs();
    hashes.mockRestore();
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({
      hashes: 1,
      rows: [{ waiting: 1 }],
      answer: { status: 200, data: { signUp: true }, setCookie: [] },
    });
    // To the owner, with the owner's name and no link that opens anything; the account is as it was.
    expect(mail).toMatchObject({ to: 'known@example.org', subject: 'You already have an account', token: undefined });
    expect(mail?.text).toContain('Hello Known,');
    await signedIn(app, 'known@example.org');
  });

  it('makes one account of twenty calls at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => app.browser().call('signUp', input('race@example.org'))),
    );
    expect(answers.every(({ data }) => data?.['signUp'] === true)).toBe(true);
    const { rows } = await app.db.pool.query(
      `SELECT count(*)::int AS count FROM accounts WHERE email = 'race@example.org'`,
    );
    expect(rows).toEqual([{ count: 1 }]);
    // One address is not mailed more than five times an hour, whoever asks.
    expect(await app.runJobs()).toHaveLength(5);
  });

  it.each([
    [{ email: 'no address' }, 'email'],
    [{ email: 'a@b.org\r\nBcc: c@d.org' }, 'email'],
    [{ email: `${'a'.repeat(64)}@${'b'.repeat(250)}.org` }, 'email'],
    [{ password: 'short' }, 'password'],
    [{ password: 'password1' }, 'password'],
    [{ password: 'x'.repeat(257) }, 'password'],
    [{ password: 'nul \u0000 inside' }, 'password'],
    [{ name: '   ' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 'Ada\r\nBcc: eve@evil.example' }, 'name'],
    [{ name: 'Ada\u0000' }, 'name'],
    [{ name: '\ud800' }, 'name'],
    [{ name: 'gnp\u202eexe' }, 'name'],
    [{ language: 'DE' }, 'language'],
    [{ isStaff: true }, 'isStaff'],
    [{ emailVerified: true }, 'emailVerified'],
  ])('refuses %j', async (wrong, field) => {
    const answer = await app.browser().call('signUp', input('bad@example.org', wrong));
    expect(answer).toMatchObject({ code: 'BAD_USER_INPUT', fields: { [field]: expect.any(String) } });
    const { rows } = await app.db.pool.query(`SELECT 1 FROM accounts WHERE name = 'Ada' AND email LIKE 'bad%'`);
    expect(rows).toEqual([]);
  });
});

describe('verifyEmail', () => {
  it('works once', async () => {
    const token = await signUp(app, 'once@example.org');
    const answers = await Promise.all([1, 2, 3].map(() => app.browser().call('verifyEmail', { token })));
    expect(answers.filter(({ data }) => data?.['verifyEmail'] === true)).toHaveLength(1);
    expect(answers.find(({ code }) => code)).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { token: expect.any(String) },
    });
  });

  it('refuses a link that is too old, was replaced, or was made for something else', async () => {
    const old = await signUp(app, 'old@example.org');
    await app.db.pool.query(`UPDATE mail_tokens SET expires_at = now() WHERE email = 'old@example.org'`);
    expect((await app.browser().call('verifyEmail', { token: old })).code).toBe('BAD_USER_INPUT');

    const browser = await signedIn(app, 'old@example.org');
    await browser.call('resendVerification');
    const [first] = await app.runJobs();
    await browser.call('resendVerification');
    const [second] = await app.runJobs();
    expect((await app.browser().call('verifyEmail', { token: first?.token })).code).toBe('BAD_USER_INPUT');
    expect(
      (await app.browser().call('resetPassword', { token: second?.token, password: 'another 9 rivers' })).code,
    ).toBe('BAD_USER_INPUT');
    expect((await app.browser().call('verifyEmail', { token: second?.token })).data?.['verifyEmail']).toBe(true);
  });

  it.each(['', 'x', 'a b'.repeat(10), '\u0000'.repeat(43), 'x'.repeat(201)])('refuses %j', async (token) => {
    expect((await app.browser().call('verifyEmail', { token })).code).toBe('BAD_USER_INPUT');
  });
});

it('resendVerification refuses a stranger, and tells its owner when it is too often', async () => {
  expect((await app.browser().call('resendVerification')).code).toBe('UNAUTHENTICATED');
  await signUp(app, 'often@example.org');
  const browser = await signedIn(app, 'often@example.org');
  for (let i = 0; i < 4; i += 1)
    expect((await browser.call('resendVerification')).data?.['resendVerification']).toBe(true);
  expect(await browser.call('resendVerification')).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
  await app.runJobs();
});
