import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startIdentity, type IdentityApp } from '../testing/identity-app.js';
import { accessToken, ACCOUNT, aMember, PASSWORD } from '../testing/people.js';
import { Viewer } from '../viewer/viewer.js';
import { Authentication } from './authentication.service.js';
import { SessionRepository } from './session.repository.js';
import { ViewerCache } from '../viewer/viewer-cache.js';

let app: IdentityApp;
beforeAll(async () => {
  app = await startIdentity();
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => app.close());

const forget = async (): Promise<void> => {
  const { rows } = await app.db.pool.query<{ id: string }>('SELECT id FROM accounts');
  for (const { id } of rows) app.get(ViewerCache).forgetAccount(id);
};

describe('viewerOfHandshake', () => {
  it('knows nobody, a cookie and a token, and prefers the token', async () => {
    const doors = app.get(Authentication);
    expect(await doors.viewerOfHandshake({ cookie: undefined, token: undefined })).toBe(Viewer.anonymous);
    expect(await doors.viewerOfHandshake({ cookie: `copse=${'x'.repeat(43)}; other=1`, token: undefined })).toBe(
      Viewer.anonymous,
    );
    const browser = await aMember(app, 'ada@example.org');
    const { id, token } = await accessToken(browser);
    expect(await doors.viewerOfHandshake({ cookie: browser.cookie, token: undefined })).toMatchObject({
      isMember: true,
      tokenId: null,
      sessionId: expect.any(String),
    });
    expect(await doors.viewerOfHandshake({ cookie: browser.cookie, token })).toMatchObject({
      isMember: true,
      tokenId: id,
      sessionId: null,
    });
    await expect(doors.viewerOfHandshake({ cookie: browser.cookie, token: 'copse_forged' })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    await app.db.pool.query('UPDATE access_tokens SET expires_at = now() WHERE id = $1', [id]);
    await forget();
    await expect(doors.viewerOfHandshake({ cookie: undefined, token })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});

describe('a page that names the account it shows', () => {
  const NAME = 'mutation { updateSettings(input: {name: "Renamed"}) { id } }';
  const id = async (browser: ReturnType<IdentityApp['browser']>): Promise<string> => {
    const { data } = await browser.ask('{ me { id } }');
    return (data as { me: { id: string } }).me.id;
  };

  it('is refused when the cookie is somebody else’s, and nothing is done in their name', async () => {
    const amara = await aMember(app, 'amara@example.org');
    const luc = await aMember(app, 'luc@example.org');
    const meant = { 'x-copse-account': await id(amara) };
    expect(await luc.ask(NAME, {}, meant)).toMatchObject({ status: 200, code: 'UNAUTHENTICATED', data: undefined });
    expect(await luc.ask('{ me { name } }')).not.toMatchObject({ data: { me: { name: 'Renamed' } } });
    expect(await amara.ask(NAME, {}, meant)).toMatchObject({ code: undefined });
  });

  it('is refused when nobody is signed in any more, or somebody who was not', async () => {
    const amara = await aMember(app, 'amara.two@example.org');
    const meant = { 'x-copse-account': await id(amara) };
    expect((await app.browser().ask('{ site { claimable } }', {}, meant)).code).toBe('UNAUTHENTICATED');
    expect((await amara.ask('{ site { claimable } }', {}, { 'x-copse-account': 'none' })).code).toBe('UNAUTHENTICATED');
    const visitor = await app.browser().ask('{ site { claimable } }', {}, { 'x-copse-account': 'none' });
    expect(visitor).toMatchObject({ status: 200, code: undefined });
  });

  it('holds for access tokens as well, and is not asked of who sends no header', async () => {
    const amara = await aMember(app, 'amara.three@example.org');
    const { token } = await accessToken(amara);
    const authorization = `Bearer ${token}`;
    const script = app.browser();
    expect((await script.ask('{ me { id } }', {}, { authorization })).code).toBeUndefined();
    expect((await script.ask('{ me { id } }', {}, { authorization, 'x-copse-account': 'none' })).code).toBe(
      'UNAUTHENTICATED',
    );
  });
});

it('asks the database once for a session that is used often', async () => {
  const browser = await aMember(app, 'bob@example.org');
  const find = jest.spyOn(app.get(SessionRepository), 'find');
  for (let i = 0; i < 5; i += 1) await browser.ask('{ me { id } }');
  expect(find.mock.calls.length).toBeLessThanOrEqual(1);
});

it('says that it is busy, not that nobody is signed in, when the database is away', async () => {
  const browser = await aMember(app, 'carl@example.org');
  await forget();
  jest
    .spyOn(app.get(SessionRepository), 'find')
    .mockRejectedValue(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
  expect(await browser.ask('{ me { id } }')).toMatchObject({ status: 503, code: 'UNAVAILABLE', setCookie: [] });
  jest.spyOn(app.get(SessionRepository), 'find').mockRejectedValue(new Error('a bug with details'));
  expect(await browser.ask('{ me { id } }')).toMatchObject({
    status: 500,
    code: 'INTERNAL',
    message: 'Something went wrong on our side.',
  });
});

const attempts = async (limited: IdentityApp, from: (i: number) => string): Promise<(string | undefined)[]> => {
  const codes: (string | undefined)[] = [];
  for (let i = 0; i < 5; i += 1) {
    const input = { email: `nobody${i}@example.org`, password: 'guess' };
    const answer = await limited
      .browser()
      .ask(
        `mutation ($input: SignInInput!) { signIn(input: $input) ${ACCOUNT} }`,
        { input },
        { 'x-forwarded-for': from(i) },
      );
    codes.push(answer.code);
  }
  return codes;
};

describe('limits for an address', () => {
  const THREE = ['UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'RATE_LIMITED', 'RATE_LIMITED'];

  it('count the connection where no proxy is trusted, and the client where one is', async () => {
    const plain = await startIdentity({ RATE_LIMITS: 'sign-in-address=3/600,sign-up=1/600' });
    const proxied = await startIdentity({ RATE_LIMITS: 'sign-in-address=3/600', TRUST_PROXY: 'loopback' });
    try {
      expect(await attempts(plain, (i) => `192.0.2.${i}`)).toEqual(THREE);
      expect(await attempts(proxied, (i) => `192.0.2.${i}`)).toEqual(Array(5).fill('UNAUTHENTICATED'));
      expect(await attempts(proxied, () => '192.0.2.200')).toEqual(THREE);
      // Changing within one's own IPv6 network gains nothing.
      expect(await attempts(proxied, (i) => `2001:db8::${i}`)).toEqual(THREE);
      const signUp = (email: string) =>
        plain.browser().call('signUp', { email, password: PASSWORD, name: 'Ada', language: 'EN' });
      expect((await signUp('one@example.org')).code).toBeUndefined();
      expect(await signUp('two@example.org')).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
    } finally {
      await plain.close();
      await proxied.close();
    }
  });
});
