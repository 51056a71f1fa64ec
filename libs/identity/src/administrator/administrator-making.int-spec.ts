import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BadInput, DomainError } from '#platform/errors';
import { startIdentity, type IdentityApp } from '../testing/identity-app.js';
import { ACCOUNT, aMember, PASSWORD, signUp } from '../testing/people.js';
import { AdministratorMaking, type MadeAdministrator } from './administrator-making.service.js';

let app: IdentityApp;
beforeAll(async () => {
  app = await startIdentity();
});
afterAll(() => app.close());

const make = (email: string, name = 'Ada'): Promise<MadeAdministrator> =>
  app.get(AdministratorMaking).make({ email, name, language: 'EN' });
const staff = async (): Promise<string[]> =>
  (await app.db.pool.query<{ email: string }>('SELECT email FROM accounts WHERE is_staff ORDER BY email')).rows.map(
    ({ email }) => email,
  );
const refusal = (making: Promise<unknown>): Promise<unknown> =>
  making.then(
    () => null,
    (error: unknown) => (error instanceof BadInput ? error.details.fields : error),
  );

describe('an administrator made on the server', () => {
  it('needs an address and a name', async () => {
    expect(await refusal(make('no address'))).toEqual({ email: expect.any(String) });
    expect(await refusal(make('ada@example.org', ' '))).toEqual({ name: expect.any(String) });
    const german = { email: 'ada@example.org', name: 'Ada', language: 'DE' as 'EN' };
    expect(await refusal(app.get(AdministratorMaking).make(german))).toEqual({ language: expect.any(String) });
    expect(await staff()).toEqual([]);
  });

  it('is no stranger who signed up with the address before, and nobody who is suspended', async () => {
    await signUp(app, 'stranger@example.org', 'Stranger');
    expect(await refusal(make('Stranger@example.org'))).toEqual({ email: expect.stringMatching(/never proved/) });
    await aMember(app, 'banned@example.org');
    await app.db.pool.query(
      `UPDATE accounts SET suspended_until = now() + interval '1 day', suspension_reason = 'x' WHERE email = 'banned@example.org'`,
    );
    expect(await refusal(make('banned@example.org'))).toEqual({ email: expect.stringMatching(/suspended/) });
    expect(await staff()).toEqual([]);
  });

  it('chooses the password by the link, once, and signs in; then the site cannot be claimed', async () => {
    const { how, secret } = await make('boss@example.org', 'The Boss');
    expect(how).toBe('made');
    const reset = { token: secret ?? '', password: PASSWORD };
    expect((await app.browser().call('resetPassword', reset)).code).toBeUndefined();
    expect((await app.browser().call('resetPassword', reset)).code).toBe('BAD_USER_INPUT');
    const browser = app.browser();
    const answer = await browser.call('signIn', { email: 'boss@example.org', password: PASSWORD }, ACCOUNT);
    expect(answer.data?.['signIn']).toMatchObject({ isStaff: true, emailVerified: true });
    expect((await app.browser().ask('{ site { claimable } }')).data?.['site']).toEqual({ claimable: false });
    const { rows } = await app.db.pool.query('SELECT actor_account_id AS actor, action FROM audit_entries');
    expect(rows).toContainEqual({ actor: null, action: 'administrator-made' });
  });

  it('gets a new link when the password is lost, and the former link dies', async () => {
    const first = await make('boss@example.org');
    const second = await make('BOSS@example.org');
    expect([first.how, second.how]).toEqual(['known', 'known']);
    const use = (made: MadeAdministrator) =>
      app.browser().call('resetPassword', { token: made.secret ?? '', password: 'quite another 7' });
    expect((await use(first)).code).toBe('BAD_USER_INPUT');
    expect((await use(second)).code).toBeUndefined();
    const { rows } = await app.db.pool.query(`SELECT FROM audit_entries WHERE action = 'administrator-link-made'`);
    expect(rows).toHaveLength(2);
  });

  it('keeps the password of an account that was there, and is signed out everywhere', async () => {
    const member = await aMember(app, 'member@example.org');
    const made = await make('member@example.org');
    expect(made).toEqual({ how: 'promoted', secret: null });
    expect((await member.ask('{ me { id } }')).data?.['me'] ?? null).toBeNull();
    const again = await app.browser().call('signIn', { email: 'member@example.org', password: PASSWORD }, ACCOUNT);
    expect(again.data?.['signIn']).toMatchObject({ isStaff: true });
  });

  it('is one account when asked for several times at once', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 4 }, () => make('several@example.org')));
    const how = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.how] : []));
    expect(how.filter((each) => each === 'made')).toHaveLength(1);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(DomainError);
    expect((await staff()).filter((email) => email === 'several@example.org')).toHaveLength(1);
  });
});
