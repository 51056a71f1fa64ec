import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Response } from 'express';
import { Outbox } from '#platform/events';
import { AccountService } from '../account/account.service.js';
import { AddressConfirmed } from '../identity.events.js';
import type { Viewer } from '../viewer/viewer.js';
import { Authentication } from '../session/authentication.service.js';
import { startIdentity, type IdentityApp } from '../testing/identity-app.js';
import { aMember, makeStaff, PASSWORD, signedIn, signUp } from '../testing/people.js';
import { InvitedAccounts } from './invited-accounts.service.js';

const CLIENT = { address: '192.0.2.1', userAgent: 'test' };
let app: IdentityApp;
let invited: InvitedAccounts;
beforeAll(async () => {
  app = await startIdentity({ RATE_LIMITS: 'sign-up=30/3600' });
  invited = app.get(InvitedAccounts);
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => app.close());

const idOf = async (email: string): Promise<string> =>
  (await app.db.pool.query<{ id: string }>('SELECT id FROM accounts WHERE email = $1', [email])).rows[0]?.id ?? '';
const person = (email: string, more: object = {}) =>
  ({ name: 'Ada', email, password: PASSWORD, language: 'FR', ...more }) as const;
const insert = async (email: string): Promise<string | null> => {
  const prepared = await invited.prepare(person(email), CLIENT);
  return app.db.tx((tx) => invited.insert(tx, prepared));
};
/** Accounts whose proof is recorded from here on. */
const recorded = (): string[] => {
  const ids: string[] = [];
  const outbox = app.get(Outbox);
  const record = outbox.record.bind(outbox);
  jest.spyOn(outbox, 'record').mockImplementation(async (tx, event) => {
    if (event instanceof AddressConfirmed) ids.push(event.accountId);
    await record(tx, event);
  });
  return ids;
};
/** What `signIn` does to a real answer; the cookie that it sets. */
const cookieOf = async (accountId: string, former?: Viewer): Promise<string> => {
  const server = createServer((_, res) => {
    const append = (name: string, value: string) => res.appendHeader(name, value);
    void invited
      .signIn(accountId, CLIENT, Object.assign(res, { append }) as unknown as Response, former)
      .then(() => res.end())
      .catch((error: { code: string }) => res.writeHead(403).end(error.code));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const text = await response.text();
  server.close();
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? text;
};
const viewerOf = (cookie: string): Promise<Viewer> =>
  app.get(Authentication).viewerOfHandshake({ cookie, token: undefined });

describe('InvitedAccounts', () => {
  it('refuses a bad password, and too many from one address', async () => {
    await expect(invited.prepare(person('a@example.org', { password: 'password1' }), CLIENT)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { fields: { password: expect.any(String) } },
    });
    const client = { ...CLIENT, address: '192.0.2.99' };
    const all = await Promise.allSettled(
      [...Array(31).keys()].map((at) => invited.prepare(person(`many${at}@example.org`), client)),
    );
    expect(all.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { code: 'RATE_LIMITED' } }]);
  });

  it('makes a verified account that is found by its name and address, and says so', async () => {
    const proved = recorded();
    const id = await insert('Invited@example.org');
    expect(proved).toEqual([id]);
    const people = app.get(AccountService);
    expect(await people.addressees([id ?? ''])).toEqual([
      { accountId: id, email: 'Invited@example.org', name: 'Ada', language: 'FR' },
    ]);
    const cookie = await cookieOf(id ?? '');
    expect(await viewerOf(cookie)).toMatchObject({ accountId: id, emailVerified: true, language: 'FR' });
    expect(await signedIn(app, 'invited@example.org')).toBeDefined();
  });

  it('makes nothing for an address that has an account, also for two at the same time', async () => {
    expect(await insert('INVITED@example.org')).toBeNull();
    const made = await Promise.all([insert('twice@example.org'), insert('Twice@example.org')]);
    expect(made.filter((id) => id === null)).toHaveLength(1);
  });

  it('takes the proof of an unverified account’s own address once, and kills the link that waited', async () => {
    const link = await signUp(app, 'waits@example.org');
    const id = await idOf('waits@example.org');
    const browser = await signedIn(app, 'waits@example.org');
    expect((await browser.ask('{ sessions { id } }')).code).toBe('FORBIDDEN');
    const proved = recorded();
    await app.db.tx((tx) => invited.confirmAddress(tx, id, 'other@example.org'));
    expect(proved).toEqual([]);
    await app.db.tx((tx) => invited.confirmAddress(tx, id, 'Waits@example.org'));
    invited.confirmed(id);
    expect((await browser.ask('{ sessions { id } }')).code).toBeUndefined();
    await app.db.tx((tx) => invited.confirmAddress(tx, id, 'waits@example.org'));
    expect(proved).toEqual([id]);
    expect((await app.browser().call('verifyEmail', { token: link })).code).toBe('BAD_USER_INPUT');
  });

  it('ends the session that the browser had, and begins none for a suspended account', async () => {
    const browser = await aMember(app, 'former@example.org');
    const former = await viewerOf(browser.cookie ?? '');
    const id = (await insert('next@example.org')) ?? '';
    expect(await viewerOf(await cookieOf(id, former))).toMatchObject({ accountId: id });
    expect((await browser.ask('{ me { id } }')).data?.['me']).toBeNull();
    await app.db.pool.query(
      `UPDATE accounts SET suspended_until = now() + interval '1 day', suspension_reason = 'x' WHERE id = $1`,
      [id],
    );
    expect(await cookieOf(id)).toBe('UNAUTHENTICATED');
    expect(await cookieOf(crypto.randomUUID())).toBe('UNAUTHENTICATED');
  });
});

it('every way of proving an address is recorded', async () => {
  const proved = recorded();
  await aMember(app, 'ways@example.org');
  const id = await idOf('ways@example.org');
  expect(proved).toEqual([id]);
  const browser = await signedIn(app, 'ways@example.org');
  await browser.call('requestEmailChange', { email: 'ways2@example.org', password: PASSWORD });
  await app.browser().call('confirmEmailChange', { token: (await app.runJobs())[0]?.token });
  expect(proved).toEqual([id, id]);
  await signUp(app, 'reset@example.org');
  await app.browser().call('requestPasswordReset', { email: 'reset@example.org' });
  const token = (await app.runJobs()).find(({ to }) => to === 'reset@example.org')?.token;
  expect((await app.browser().call('resetPassword', { token, password: 'another 9 rivers' })).code).toBeUndefined();
  expect(proved).toEqual([id, id, await idOf('reset@example.org')]);
});

describe('addresses', () => {
  it('are those of open, verified accounts', async () => {
    const people = app.get(AccountService);
    await aMember(app, 'Open@example.org', 'Open');
    const staff = await makeStaff(app, 'staff@example.org');
    await signUp(app, 'unproved@example.org');
    const [open, unproved] = [await idOf('Open@example.org'), await idOf('unproved@example.org')];
    const all = ['OPEN@example.org', 'open@example.org', 'unproved@example.org', 'nobody@example.org'];
    const addressees = async () => (await people.addressees([open, unproved])).map(({ accountId }) => accountId);
    expect(await addressees()).toEqual([open]);
    expect(await people.addressees([])).toEqual([]);
    expect([await people.verifiedAddress(open), await people.verifiedAddress(unproved)]).toEqual([
      'open@example.org',
      null,
    ]);
    expect(await people.byVerifiedAddresses(all)).toEqual(
      new Map([['open@example.org', { accountId: open, name: 'Open' }]]),
    );
    expect(await people.byVerifiedAddresses([])).toEqual(new Map());
    expect((await people.staffAddressees()).map(({ email }) => email)).toEqual(['staff@example.org']);
    await staff.call('suspendAccount', { accountId: open, until: '2077-01-01T00:00:00Z', reason: 'x' });
    // No letters; but the address stays its own, so that nobody else is taken for it.
    expect([await addressees(), await people.verifiedAddress(open)]).toEqual([[], 'open@example.org']);
    const closing = await aMember(app, 'closing@example.org');
    const closed = await idOf('closing@example.org');
    await closing.call('closeAccount', { password: PASSWORD });
    expect([await people.verifiedAddress(closed), await people.addressees([closed])]).toEqual([null, []]);
  });
});
