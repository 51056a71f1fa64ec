import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { createLogger } from '#platform/logging';
import { Mailer } from '#platform/mail';
import { RealtimeServer } from '#platform/realtime';
import { AccountService } from '../account/account.service.js';
import { Authentication } from '../session/authentication.service.js';
import type { Browser } from '../testing/browser.js';
import { startIdentity, type IdentityApp } from '../testing/identity-app.js';
import { ACCOUNT, accessToken, aMember, makeStaff, PASSWORD, signedIn, signUp } from '../testing/people.js';

const ORIGIN = 'http://localhost:3000';
let app: IdentityApp;
let staff: Browser;
beforeAll(async () => {
  app = await startIdentity();
  staff = await makeStaff(app, 'staff@example.org');
});
afterAll(() => app.close());

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
const idOf = async (email: string): Promise<string> =>
  (await app.db.pool.query<{ id: string }>('SELECT id FROM accounts WHERE email = $1', [email])).rows[0]?.id ?? '';
const suspend = (by: Browser, accountId: string, more: object = {}) =>
  by.call('suspendAccount', { accountId, until: inDays(3), reason: 'Advertising, twice.', ...more });
const me = async (browser: Browser, cookie = browser.cookie) =>
  (await browser.ask('{ me { id } }', {}, { cookie })).data?.['me'];
/** Past what this process remembers of the account. */
const forget = (id: string): void => app.get(Authentication)['known'].forgetAccount(id);

describe('suspendAccount', () => {
  it('refuses a stranger, somebody unverified and a member', async () => {
    await aMember(app, 'victim@example.org');
    const id = await idOf('victim@example.org');
    expect((await suspend(app.browser(), id)).code).toBe('UNAUTHENTICATED');
    await signUp(app, 'unverified@example.org');
    expect((await suspend(await signedIn(app, 'unverified@example.org'), id)).code).toBe('FORBIDDEN');
    expect((await suspend(await aMember(app, 'member@example.org'), id)).code).toBe('FORBIDDEN');
    expect((await app.browser().call('liftSuspension', { accountId: id })).code).toBe('UNAUTHENTICATED');
    expect((await (await signedIn(app, 'member@example.org')).call('liftSuspension', { accountId: id })).code).toBe(
      'FORBIDDEN',
    );
    expect(await me(await signedIn(app, 'victim@example.org'))).not.toBeNull();
  });

  it.each([
    [{ accountId: 'x' }, 'accountId'],
    [{ until: 'soon' }, 'until'],
    [{ until: '2020-01-01T00:00:00Z' }, 'until'],
    [{ until: '+200000-01-01T00:00:00Z' }, 'until'],
    [{ reason: ' ' }, 'reason'],
    [{ reason: 'a\nb' }, 'reason'],
    [{ reason: 'x'.repeat(1_001) }, 'reason'],
  ])('refuses %j', async (wrong, field) => {
    expect(await suspend(staff, await idOf('victim@example.org'), wrong)).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { [field]: expect.any(String) },
    });
  });

  it('refuses oneself, another administrator, nobody and a closed account', async () => {
    await makeStaff(app, 'staff2@example.org');
    expect(await suspend(staff, await idOf('staff@example.org'))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await suspend(staff, await idOf('staff2@example.org'))).toMatchObject({ code: 'FORBIDDEN' });
    expect((await suspend(staff, crypto.randomUUID())).code).toBe('NOT_FOUND');
    const closed = await aMember(app, 'closed@example.org');
    const id = await idOf('closed@example.org');
    await closed.call('closeAccount', { password: PASSWORD });
    expect((await suspend(staff, id)).code).toBe('NOT_FOUND');
    expect((await staff.call('liftSuspension', { accountId: id })).code).toBe('NOT_FOUND');
  });

  it('ends sessions, tokens, mailed links and pending mail at once, tells the person by one letter, and is noted', async () => {
    const ada = await aMember(app, 'ada@example.org', 'Ada');
    const there = await signedIn(app, 'ada@example.org');
    const { token } = await accessToken(ada);
    const id = await idOf('ada@example.org');
    await ada.call('requestEmailChange', { email: 'ada2@example.org', password: PASSWORD });
    const link = (await app.runJobs())[0]?.token;
    const mailer = app.get(Mailer);
    const about = [`account:${id}`];
    await app.db.tx((tx) =>
      mailer.queue(tx, { to: 'ada@example.org', subject: 'pending', text: 't', html: 'h', about }),
    );
    expect(await me(ada)).not.toBeNull();

    expect(await suspend(staff, id)).toMatchObject({ data: { suspendAccount: true } });

    expect(await me(ada)).toBeNull();
    expect(await me(there)).toBeNull();
    const asScript = { authorization: `Bearer ${token}`, origin: undefined };
    expect((await app.browser().ask('{ me { id } }', {}, asScript)).code).toBe('UNAUTHENTICATED');
    expect((await app.browser().call('confirmEmailChange', { token: link })).code).toBe('BAD_USER_INPUT');
    const mails = await app.runJobs();
    expect(mails.filter(({ to }) => to === 'ada@example.org').map(({ subject }) => subject)).toEqual([
      'Your account is suspended',
    ]);
    expect(mails.at(-1)?.text).toContain('Advertising, twice.');
    const { rows } = await app.db.pool.query(
      `SELECT action, account_id, reason, actor_account_id, details FROM audit_entries WHERE subject = $1 AND action LIKE 'account-%'`,
      [id],
    );
    expect(rows).toEqual([
      {
        action: 'account-suspended',
        account_id: id,
        reason: 'Advertising, twice.',
        actor_account_id: await idOf('staff@example.org'),
        details: { until: expect.any(String) },
      },
    ]);
  });

  it('ends open sockets, by cookie and by token', async () => {
    const bea = await aMember(app, 'bea@example.org');
    const { token } = await accessToken(bea);
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const doors = app.get(Authentication);
    const realtime = app.get(RealtimeServer);
    realtime.attach(server, {
      origins: [ORIGIN],
      trustProxy: [],
      limits: { account: 10, address: 10 },
      authenticate: ({ cookie, token: given }) => doors.viewerOfHandshake({ cookie, token: given }),
      logger: createLogger('silent'),
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const options = { transports: ['websocket'], reconnection: false };
    const sockets: Socket[] = [
      io(url, { ...options, extraHeaders: { cookie: bea.cookie ?? '', origin: ORIGIN } }),
      io(url, { ...options, forceNew: true, auth: { token } }),
    ];
    const ended: Promise<unknown>[] = [];
    for (const socket of sockets) {
      await new Promise<void>((done, fail) => socket.once('connect', done).once('connect_error', fail));
      ended.push(new Promise((done) => socket.once('disconnect', done)));
    }
    expect(await suspend(staff, await idOf('bea@example.org'))).toMatchObject({ data: { suspendAccount: true } });
    await Promise.all(ended);
    expect(sockets.map(({ connected }) => connected)).toEqual([false, false]);
    realtime.close();
    server.close();
  });

  it('writes no letter to an address that nobody proved', async () => {
    await signUp(app, 'spam@example.org');
    await app.runJobs();
    await suspend(staff, await idOf('spam@example.org'));
    expect(await app.runJobs()).toEqual([]);
  });
});

describe('a suspended account', () => {
  it('is refused with day and reason for the right password, and like any other for a wrong one', async () => {
    await aMember(app, 'carl@example.org');
    const id = await idOf('carl@example.org');
    const until = inDays(2);
    await suspend(staff, id, { until });
    const input = { email: 'carl@example.org', password: PASSWORD };
    const answer = await app.browser().call('signIn', input, ACCOUNT);
    expect(answer).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringMatching(/suspended until \d{4}-\d\d-\d\d \d\d:\d\d UTC\. Reason: Advertising, twice\.$/),
      setCookie: [],
    });
    const wrong = await app.browser().call('signIn', { ...input, password: 'not this one' }, ACCOUNT);
    expect(wrong).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(wrong.message).not.toContain('suspended');
    // Right passwords cost no attempts, or nobody could sign in when the day comes.
    for (let time = 0; time < 12; time += 1)
      expect((await app.browser().call('signIn', input, ACCOUNT)).code).toBe('FORBIDDEN');
  });

  it('is no account to hold, to write to, or to let in by what was left over', async () => {
    const dora = await aMember(app, 'dora@example.org');
    const id = await idOf('dora@example.org');
    const people = app.get(AccountService);
    const held = () => app.db.tx(async (tx) => [...(await people.hold(tx, [id])).keys()]);
    expect([await held(), (await people.addressees([id])).length]).toEqual([[id], 1]);
    const cookie = dora.cookie;
    // The row alone, as another process would see it: sessions are not deleted here.
    await app.db.pool.query(
      `UPDATE accounts SET suspended_until = now() + interval '1 day', suspension_reason = 'x' WHERE id = $1`,
      [id],
    );
    forget(id);
    expect(await me(dora, cookie)).toBeNull();
    expect([await held(), await people.addressees([id])]).toEqual([[], []]);
    // A suspension that has run out lets in again, without anybody's act.
    await app.db.pool.query(`UPDATE accounts SET suspended_until = now() - interval '1 second' WHERE id = $1`, [id]);
    expect(await me(dora, cookie)).not.toBeNull();
    expect([await held(), (await people.addressees([id])).length]).toEqual([[id], 1]);
    expect(await signedIn(app, 'dora@example.org')).toBeDefined();
  });

  it('is mailed no link for a new password, asked for before or after', async () => {
    await aMember(app, 'rosa@example.org');
    const id = await idOf('rosa@example.org');
    const input = { email: 'rosa@example.org' };
    await app.browser().call('requestPasswordReset', input);
    await app.db.pool.query(
      `UPDATE accounts SET suspended_until = now() + interval '1 day', suspension_reason = 'x' WHERE id = $1`,
      [id],
    );
    expect((await app.browser().call('requestPasswordReset', input)).data).toEqual({ requestPasswordReset: true });
    expect((await app.runJobs()).filter(({ to }) => to === input.email)).toEqual([]);
    await app.db.pool.query(`UPDATE accounts SET suspended_until = now() WHERE id = $1`, [id]);
    await app.browser().call('requestPasswordReset', input);
    expect((await app.runJobs()).filter(({ to }) => to === input.email)).toHaveLength(1);
  });

  it('begins no session while it is being suspended', async () => {
    await aMember(app, 'emil@example.org');
    const id = await idOf('emil@example.org');
    const input = { email: 'emil@example.org', password: PASSWORD };
    await Promise.all(
      [...Array(6).keys()].map((at) => (at === 2 ? suspend(staff, id) : app.browser().call('signIn', input, ACCOUNT))),
    );
    const { rows } = await app.db.pool.query('SELECT 1 FROM sessions WHERE account_id = $1', [id]);
    expect(rows).toEqual([]);
  });
});

describe('liftSuspension', () => {
  it('lets in again and tells so; nothing happens where there is no suspension', async () => {
    await aMember(app, 'fay@example.org');
    const accountId = await idOf('fay@example.org');
    await suspend(staff, accountId);
    await app.runJobs();
    expect(await staff.call('liftSuspension', { accountId: 'x' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { accountId: expect.any(String) },
    });
    expect((await staff.call('liftSuspension', { accountId })).data?.['liftSuspension']).toBe(true);
    expect(await me(await signedIn(app, 'fay@example.org'))).not.toBeNull();
    expect((await staff.call('liftSuspension', { accountId })).data?.['liftSuspension']).toBe(true);
    expect((await app.runJobs()).map(({ subject }) => subject)).toEqual(['Your account is no longer suspended']);
    const { rows } = await app.db.pool.query(
      `SELECT action FROM audit_entries WHERE account_id = $1 AND action LIKE '%susp%' ORDER BY id`,
      [accountId],
    );
    expect(rows).toEqual([{ action: 'account-suspended' }, { action: 'suspension-lifted' }]);
  });
});

it('the letter speaks the reader’s language', async () => {
  await aMember(app, 'gil@example.org', 'Gil');
  await app.db.pool.query(`UPDATE accounts SET language = 'FR' WHERE email = 'gil@example.org'`);
  await suspend(staff, await idOf('gil@example.org'), { until: '2077-12-01T18:00:00Z' });
  const [mail] = await app.runJobs();
  expect(mail?.subject).toBe('Votre compte est suspendu');
  expect(mail?.text.replaceAll(/\s/g, ' ')).toContain('jusqu’à la fin du 1er décembre 2077.');
});

it.each([
  // The end of the 10th in Toronto, as an administrator there chose it.
  ['UTC', '2077-12-11T05:00:00Z'],
  ['America/Toronto', '2077-12-11T05:00:00Z'],
  ['America/Vancouver', '2077-12-11T05:00:00Z'],
  ['UTC', '2077-12-11T00:00:00Z'],
])('the letter names the last day that was chosen, also to a reader in %s', async (timeZone, until) => {
  const email = `zone-${timeZone.replace('/', '-').toLowerCase()}-${until.slice(11, 13)}@example.org`;
  await aMember(app, email);
  await app.db.pool.query('UPDATE accounts SET time_zone = $2 WHERE email = $1', [email, timeZone]);
  await suspend(staff, await idOf(email), { until });
  expect((await app.runJobs()).at(-1)?.text).toContain('until the end of December 10, 2077.');
});
