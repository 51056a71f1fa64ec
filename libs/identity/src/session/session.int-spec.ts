import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startIdentity, type IdentityApp } from '../testing/identity-app.js';
import { ACCOUNT, aMember, accessToken, PASSWORD, signedIn, signUp } from '../testing/people.js';
import { until } from '../../../../test/support/until.js';

let app: IdentityApp;
beforeAll(async () => {
  app = await startIdentity();
});
afterAll(() => app.close());

describe('sessions', () => {
  it('refuses a stranger', async () => {
    expect((await app.browser().ask('{ sessions { id } }')).code).toBe('UNAUTHENTICATED');
    expect((await app.browser().call('revokeSession', { sessionId: crypto.randomUUID() })).code).toBe(
      'UNAUTHENTICATED',
    );
  });

  it('refuses to end the session of somebody else, as if there were none', async () => {
    const ada = await aMember(app, 'ada@example.org');
    const bob = await aMember(app, 'bob@example.org');
    const { data } = await ada.ask('{ sessions { id current } }');
    const session = (data?.['sessions'] as { id: string; current: boolean }[] | undefined)?.[0];
    expect(session?.current).toBe(true);
    expect((await bob.call('revokeSession', { sessionId: session?.id })).code).toBe('NOT_FOUND');
    expect((await ada.ask('{ me { id } }')).data?.['me']).not.toBeNull();
  });

  it('ends one of several at once', async () => {
    const here = await aMember(app, 'carl@example.org');
    const there = await signedIn(app, 'carl@example.org');
    const sessions = (await here.ask('{ sessions { id current userAgent } }')).data?.['sessions'] as {
      id: string;
      current: boolean;
    }[];
    expect(sessions).toHaveLength(2);
    const other = sessions.find(({ current }) => !current);
    expect((await here.call('revokeSession', { sessionId: other?.id })).data?.['revokeSession']).toBe(true);
    expect((await there.ask('{ me { id } }')).data?.['me']).toBeNull();
    expect((await here.ask('{ me { id } }')).data?.['me']).not.toBeNull();
  });
});

describe('signIn', () => {
  it('answers, for a wrong password and for an unknown address, the same', async () => {
    await aMember(app, 'dora@example.org');
    const wrong = await app.browser().call('signIn', { email: 'dora@example.org', password: 'not this one' }, ACCOUNT);
    const unknown = await app
      .browser()
      .call('signIn', { email: 'nobody@example.org', password: 'not this one' }, ACCOUNT);
    expect(wrong).toEqual(unknown);
    expect(wrong).toMatchObject({ status: 200, code: 'UNAUTHENTICATED', data: null, setCookie: [] });
  });

  it('sets a cookie that scripts and other sites cannot use, and takes it back', async () => {
    await aMember(app, 'emil@example.org');
    const browser = app.browser();
    const answer = await browser.call('signIn', { email: 'EMIL@Example.org', password: PASSWORD }, ACCOUNT);
    expect(answer.setCookie).toEqual([
      expect.stringMatching(/^copse=[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(answer.data?.['signIn']).toMatchObject({
      email: 'emil@example.org',
      emailVerified: true,
      isStaff: false,
      language: 'EN',
    });
    const stored = await app.db.pool.query('SELECT token_hash FROM sessions');
    const secret = browser.cookie?.slice('copse='.length);
    expect(stored.rows.map((row: { token_hash: string }) => row.token_hash)).not.toContain(secret);
    const kept = browser.cookie;
    expect((await browser.call('signOut')).data?.['signOut']).toBe(true);
    expect(browser.cookie).toBeUndefined();
    expect((await browser.ask('{ me { id } }', {}, { cookie: kept })).data?.['me']).toBeNull();
    expect((await browser.call('signOut')).data?.['signOut']).toBe(true);
  });

  it('makes a new session each time, and ends the one that the browser had', async () => {
    const browser = await aMember(app, 'fay@example.org');
    const before = browser.cookie;
    await browser.call('signIn', { email: 'fay@example.org', password: PASSWORD }, ACCOUNT);
    expect(browser.cookie).not.toBe(before);
    expect((await browser.ask('{ me { id } }', {}, { cookie: before })).data?.['me']).toBeNull();
  });

  it('lets an unverified account in, to read and to ask for the link again', async () => {
    await signUp(app, 'gil@example.org');
    const browser = await signedIn(app, 'gil@example.org');
    expect((await browser.ask(`{ me ${ACCOUNT} }`)).data?.['me']).toMatchObject({ emailVerified: false });
    expect(await browser.ask('{ sessions { id } }')).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('confirm your e-mail'),
    });
    expect((await browser.call('resendVerification')).data?.['resendVerification']).toBe(true);
    const [mail] = await app.runJobs();
    expect((await app.browser().call('verifyEmail', { token: mail?.token })).data?.['verifyEmail']).toBe(true);
    // At once, although the session was remembered a moment ago.
    expect((await browser.ask('{ sessions { id } }')).code).toBeUndefined();
  });
});

it('ends idle sessions after 30 days and all after 180', async () => {
  const browser = await aMember(app, 'hal@example.org');
  const cookie = browser.cookie;
  const age = async (sql: string): Promise<unknown> => {
    await app.db.pool.query(
      `UPDATE sessions SET ${sql} WHERE account_id = (SELECT id FROM accounts WHERE email = 'hal@example.org')`,
    );
    // Past what this process remembers.
    await browser.call('updateSettings', { name: 'Hal' }, '{ id }');
    return (await browser.ask('{ me { id } }', {}, { cookie })).data?.['me'];
  };
  expect(
    await age(`created_at = now() - interval '179 days', last_seen_at = now() - interval '29 days'`),
  ).not.toBeNull();
  await new Promise((done) => setTimeout(done, 50));
  const { rows } = await app.db.pool.query(
    `SELECT last_seen_at > now() - interval '1 minute' AS fresh FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.email = 'hal@example.org'`,
  );
  expect(rows).toEqual([{ fresh: true }]);
  expect(await age(`created_at = now() - interval '181 days'`)).toBeNull();
});

describe('access tokens', () => {
  it('are shown once, work without cookie and Origin, and end at once', async () => {
    const browser = await aMember(app, 'ida@example.org');
    const { id, token } = await accessToken(browser);
    expect(token).toMatch(/^copse_[\w-]{43}$/);
    const script = app.browser();
    const asScript = { authorization: `Bearer ${token}`, origin: undefined };
    expect((await script.ask('{ me { email } }', {}, asScript)).data?.['me']).toEqual({ email: 'ida@example.org' });
    // Nobody waits for the note of its use, so it may come after the answer.
    const used = await until('the note that the token was used', async () => {
      const { data } = await browser.ask('{ accessTokens { id name lastUsedAt } }');
      const tokens = data?.['accessTokens'] as unknown as { lastUsedAt: string | null }[];
      return tokens.some(({ lastUsedAt }) => lastUsedAt !== null) && tokens;
    });
    expect(used).toEqual([{ id, name: 'script', lastUsedAt: expect.any(String) }]);
    expect((await browser.call('revokeAccessToken', { tokenId: id })).data?.['revokeAccessToken']).toBe(true);
    expect((await script.ask('{ me { email } }', {}, asScript)).code).toBe('UNAUTHENTICATED');
    expect((await browser.call('revokeAccessToken', { tokenId: id })).code).toBe('NOT_FOUND');
  });

  it.each(['Bearer nonsense', 'Bearer ', 'Basic YTpi', 'Bearer a b'])(
    'refuse %s even where anybody may ask',
    async (authorization) => {
      expect((await app.browser().ask('{ me { id } }', {}, { authorization })).code).toBe('UNAUTHENTICATED');
    },
  );

  it('are read from the header alone', async () => {
    const { token } = await accessToken(await aMember(app, 'joe@example.org'));
    const response = await fetch(`${app.origin}/graphql?access_token=${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer nonsense' },
      body: JSON.stringify({ query: '{ me { id } }', access_token: token }),
    });
    expect(((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
  });

  it('may neither make tokens nor change what opens the account', async () => {
    const { id, token } = await accessToken(await aMember(app, 'kim@example.org'));
    const ask = (name: string, input: object, selection = '') => {
      const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
      return app
        .browser()
        .ask(
          `mutation ($input: ${type}!) { ${name}(input: $input) ${selection} }`,
          { input },
          { authorization: `Bearer ${token}` },
        );
    };
    const answers = await Promise.all([
      ask('createAccessToken', { name: 'more', expiresInDays: 1 }, '{ id }'),
      ask('changePassword', { currentPassword: PASSWORD, newPassword: 'another 9 rivers' }),
      ask('requestEmailChange', { email: 'new@example.org', password: PASSWORD }),
      ask('closeAccount', { password: PASSWORD }),
      ask('revokeSession', { sessionId: id }),
      ask('revokeAccessToken', { tokenId: id }),
    ]);
    expect(answers.map(({ code }) => code)).toEqual(Array(6).fill('FORBIDDEN'));
  });

  it.each([
    [{ name: '', expiresInDays: 1 }, 'name'],
    [{ name: 'a\u0000b', expiresInDays: 1 }, 'name'],
    [{ name: 'x', expiresInDays: 0 }, 'expiresInDays'],
    [{ name: 'x', expiresInDays: 366 }, 'expiresInDays'],
  ])('refuse %j', async (input, field) => {
    const browser = await signedIn(app, 'kim@example.org');
    expect(await browser.call('createAccessToken', input, '{ id }')).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { [field]: expect.any(String) },
    });
  });
});

describe('requests that another site makes a browser send', () => {
  const FOREIGN = 'https://evil.example';

  it('are refused with a cookie unless they show our Origin', async () => {
    const browser = await aMember(app, 'lea@example.org');
    const me = (headers: Record<string, string | undefined>) => browser.ask('{ me { id } }', {}, headers);
    const cookie = browser.cookie;
    expect(await me({ origin: FOREIGN, cookie })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(await me({ origin: 'null', cookie })).toMatchObject({ status: 400 });
    expect(await me({ origin: undefined, cookie, 'sec-fetch-site': 'same-site' })).toMatchObject({ status: 400 });
    expect((await me({ origin: 'http://localhost:3000', cookie })).data?.['me']).not.toBeNull();
    expect((await me({ origin: 'http://[::1]:3000', cookie })).data?.['me']).not.toBeNull();
  });

  it('are refused without a cookie too, since they could sign a visitor in', async () => {
    const input = { email: 'lea@example.org', password: PASSWORD };
    const answer = await app
      .browser()
      .ask(`mutation ($input: SignInInput!) { signIn(input: $input) { id } }`, { input }, { origin: FOREIGN });
    expect(answer).toMatchObject({ status: 400, code: 'BAD_USER_INPUT', setCookie: [] });
  });
});
