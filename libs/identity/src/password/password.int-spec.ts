import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RealtimeServer } from '#platform/realtime';
import type { Browser } from '../testing/browser.js';
import { startIdentity, type IdentityApp } from '../testing/identity-app.js';
import { ACCOUNT, accessToken, aMember, PASSWORD, signedIn, signUp } from '../testing/people.js';

let app: IdentityApp;
beforeAll(async () => {
  app = await startIdentity();
});
afterAll(() => app.close());

const NEW = 'another 9 rivers';
const isSignedIn = async (browser: Browser): Promise<boolean> =>
  (await browser.ask('{ me { id } }')).data?.['me'] !== null;
const resetToken = async (email: string): Promise<string | undefined> => {
  expect((await app.browser().call('requestPasswordReset', { email })).data?.['requestPasswordReset']).toBe(true);
  return (await app.runJobs())[0]?.token;
};

describe('changePassword', () => {
  it('refuses a stranger, and whoever does not know the present one', async () => {
    expect((await app.browser().call('changePassword', { currentPassword: PASSWORD, newPassword: NEW })).code).toBe(
      'UNAUTHENTICATED',
    );
    const browser = await aMember(app, 'ada@example.org');
    expect(await browser.call('changePassword', { currentPassword: 'guess', newPassword: NEW })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { currentPassword: expect.any(String) },
    });
    expect(await browser.call('changePassword', { currentPassword: PASSWORD, newPassword: 'password1' })).toMatchObject(
      { fields: { newPassword: expect.any(String) } },
    );
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('ends other sessions, tokens and sockets, and keeps this one', async () => {
    const here = await aMember(app, 'bob@example.org');
    const there = await signedIn(app, 'bob@example.org');
    const { token } = await accessToken(there);
    const disconnect = jest.spyOn(app.get(RealtimeServer), 'disconnectAccount');
    expect(await isSignedIn(there)).toBe(true);
    expect(
      (await here.call('changePassword', { currentPassword: PASSWORD, newPassword: NEW })).data?.['changePassword'],
    ).toBe(true);
    expect(await isSignedIn(here)).toBe(true);
    expect(await isSignedIn(there)).toBe(false);
    expect((await app.browser().ask('{ me { id } }', {}, { authorization: `Bearer ${token}` })).code).toBe(
      'UNAUTHENTICATED',
    );
    expect(disconnect).toHaveBeenCalledWith(expect.any(String), { exceptSessionId: expect.any(String) });
    disconnect.mockRestore();
    expect((await app.runJobs()).map(({ to, subject }) => ({ to, subject }))).toEqual([
      { to: 'bob@example.org', subject: 'Your password was changed' },
    ]);
    await expect(signedIn(app, 'bob@example.org')).rejects.toThrow('do not belong together');
    await signedIn(app, 'bob@example.org', NEW);
  });
});

describe('requestPasswordReset', () => {
  it('answers alike for a known and an unknown address, and writes one job for either', async () => {
    await signUp(app, 'carl@example.org');
    const ask = async (email: string) => {
      const answer = await app.browser().call('requestPasswordReset', { email });
      const { rows } = await app.db.pool.query('SELECT count(*)::int AS jobs FROM graphile_worker._private_jobs');
      return { answer, rows };
    };
    const known = await ask('carl@example.org');
    expect(await app.runJobs()).toHaveLength(1);
    const unknown = await ask('nobody@example.org');
    expect(await app.runJobs()).toHaveLength(0);
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({ answer: { data: { requestPasswordReset: true } }, rows: [{ jobs: 1 }] });
  });

  it('mails a link to the configured address, whatever the Host header says', async () => {
    await signUp(app, 'dora@example.org');
    const input = { email: 'dora@example.org' };
    await app
      .browser()
      .ask(
        'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }',
        { input },
        { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
      );
    const [mail] = await app.runJobs();
    expect(mail?.text).toContain('http://localhost:3000/reset-password#token=');
    expect(mail?.text).not.toContain('evil.example');
  });

  it('stops after five messages to one address, and says nothing of it', async () => {
    await aMember(app, 'emil@example.org');
    for (let i = 0; i < 8; i += 1)
      expect(
        (await app.browser().call('requestPasswordReset', { email: 'Emil@example.org' })).data?.[
          'requestPasswordReset'
        ],
      ).toBe(true);
    expect(await app.runJobs()).toHaveLength(4);
  });
});

describe('resetPassword', () => {
  it('ends everything that the old password opened, and proves the address', async () => {
    await signUp(app, 'fay@example.org');
    const before = await signedIn(app, 'fay@example.org');
    const disconnect = jest.spyOn(app.get(RealtimeServer), 'disconnectAccount');
    const token = await resetToken('fay@example.org');
    expect((await app.browser().call('resetPassword', { token, password: NEW })).data?.['resetPassword']).toBe(true);
    expect(await isSignedIn(before)).toBe(false);
    expect(disconnect).toHaveBeenCalledWith(expect.any(String), { exceptSessionId: null });
    disconnect.mockRestore();
    const browser = await signedIn(app, 'fay@example.org', NEW);
    expect((await browser.ask(`{ me ${ACCOUNT} }`)).data?.['me']).toMatchObject({ emailVerified: true });
  });

  it('works once, for the latest link, for 30 minutes', async () => {
    await signUp(app, 'gil@example.org');
    const first = await resetToken('gil@example.org');
    const second = await resetToken('gil@example.org');
    expect(await app.browser().call('resetPassword', { token: first, password: NEW })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { token: expect.any(String) },
    });
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => app.browser().call('resetPassword', { token: second, password: NEW })),
    );
    expect(answers.filter(({ data }) => data?.['resetPassword'] === true)).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'BAD_USER_INPUT')).toHaveLength(3);

    const third = await resetToken('gil@example.org');
    const { rows } = await app.db.pool.query(
      `SELECT extract(epoch FROM expires_at - now()) / 60 AS minutes FROM mail_tokens WHERE email = 'gil@example.org' AND kind = 'RESET'`,
    );
    expect(Number((rows[0] as { minutes: string }).minutes)).toBeCloseTo(30, 0);
    await app.db.pool.query(`UPDATE mail_tokens SET expires_at = now() WHERE kind = 'RESET'`);
    expect((await app.browser().call('resetPassword', { token: third, password: NEW })).code).toBe('BAD_USER_INPUT');
  });

  it('leaves the link alive when the new password is refused', async () => {
    await signUp(app, 'hal@example.org');
    const token = await resetToken('hal@example.org');
    expect(await app.browser().call('resetPassword', { token, password: 'hal@example.org' })).toMatchObject({
      fields: { password: expect.any(String) },
    });
    expect((await app.browser().call('resetPassword', { token, password: NEW })).data?.['resetPassword']).toBe(true);
  });

  it('leaves no session behind that signs in with the old password at the same moment', async () => {
    await signUp(app, 'ida@example.org');
    for (let round = 0; round < 4; round += 1) {
      const password = round % 2 === 0 ? PASSWORD : NEW;
      const next = round % 2 === 0 ? NEW : PASSWORD;
      await app.db.pool.query('DELETE FROM sessions');
      const token = await resetToken('ida@example.org');
      await Promise.all([
        app.browser().call('resetPassword', { token, password: next }),
        ...[1, 2, 3].map(() => app.browser().call('signIn', { email: 'ida@example.org', password }, '{ id }')),
      ]);
      const { rows } = await app.db.pool.query('SELECT id FROM sessions');
      expect(rows).toEqual([]);
    }
  });
});

describe('attempts', () => {
  it('are limited for each account alike, known or not, whatever the case', async () => {
    await aMember(app, 'joe@example.org');
    const attempt = (email: string) => app.browser().call('signIn', { email, password: 'guess' }, ACCOUNT);
    const run = async (email: string) => {
      const codes: (string | undefined)[] = [];
      for (let i = 0; i < 12; i += 1) codes.push((await attempt(i % 2 === 0 ? email : email.toUpperCase())).code);
      return codes;
    };
    const known = await run('joe@example.org');
    expect(known).toEqual([...Array<string>(10).fill('UNAUTHENTICATED'), 'RATE_LIMITED', 'RATE_LIMITED']);
    expect(await run('nobody.at.all@example.org')).toEqual(known);
    // The right password does not open it either, until the time is over.
    const right = await app.browser().call('signIn', { email: 'joe@example.org', password: PASSWORD }, ACCOUNT);
    expect(right).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
  });
});
