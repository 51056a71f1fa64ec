import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startIdentity, type IdentityApp } from '../testing/identity-app.js';
import { ACCOUNT, accessToken, aMember, makeStaff, PASSWORD, signedIn, signUp } from '../testing/people.js';
import { Viewer } from '../viewer/viewer.js';
import { AccountService } from './account.service.js';

let app: IdentityApp;
beforeAll(async () => {
  app = await startIdentity();
});
afterAll(() => app.close());

const idOf = async (email: string): Promise<string> =>
  (await app.db.pool.query<{ id: string }>('SELECT id FROM accounts WHERE email = $1', [email])).rows[0]?.id ?? '';

describe('me', () => {
  it('is null for nobody', async () => {
    expect(await app.browser().ask('{ me { id } }')).toMatchObject({
      status: 200,
      data: { me: null },
      code: undefined,
    });
    expect((await app.browser().ask('{ me { id } }', {}, { cookie: 'copse=../../etc/passwd' })).data).toEqual({
      me: null,
    });
    expect((await app.browser().ask('{ me { id } }', {}, { cookie: `copse=${'x'.repeat(43)}` })).setCookie[0]).toMatch(
      /^copse=; Max-Age=0/,
    );
  });
});

describe('person', () => {
  it('shows name and nothing else, and nobody who never proved the address', async () => {
    await aMember(app, 'ada@example.org', 'Ada');
    await signUp(app, 'new@example.org');
    const people = app.get(AccountService);
    const id = await idOf('ada@example.org');
    expect(await people.person(Viewer.anonymous, id)).toEqual({ id, name: 'Ada', former: false });
    expect(await people.person(Viewer.anonymous, await idOf('new@example.org'))).toBeNull();
    expect(await people.person(Viewer.anonymous, crypto.randomUUID())).toBeNull();
  });
});

describe('updateSettings', () => {
  it('refuses a stranger', async () => {
    expect((await app.browser().call('updateSettings', { name: 'Eve' }, ACCOUNT)).code).toBe('UNAUTHENTICATED');
  });

  it('refuses who has not confirmed the address, with the reason', async () => {
    const browser = await signedIn(app, 'new@example.org');
    for (const change of [{ name: 'Eve' }, { language: 'FR' }, { timeZone: 'UTC' }, { theme: 'DARK' }]) {
      expect(await browser.call('updateSettings', change, ACCOUNT)).toMatchObject({
        code: 'FORBIDDEN',
        message: expect.stringContaining('confirm your e-mail'),
      });
    }
  });

  it('changes what is given, and others see a new name at once', async () => {
    const browser = await aMember(app, 'bob@example.org', 'Bob');
    const id = await idOf('bob@example.org');
    expect((await app.get(AccountService).personsOf([id, id])).get(id)).toEqual({ id, name: 'Bob', former: false });
    const answer = await browser.call(
      'updateSettings',
      { name: ' Robert ', language: 'FR', theme: 'HIGH_CONTRAST', timeZone: null },
      ACCOUNT,
    );
    expect(answer.data?.['updateSettings']).toMatchObject({
      name: 'Robert',
      language: 'FR',
      theme: 'HIGH_CONTRAST',
      timeZone: 'UTC',
    });
    expect((await app.get(AccountService).personsOf([id])).get(id)).toEqual({ id, name: 'Robert', former: false });
    expect((await browser.call('updateSettings', { name: null }, ACCOUNT)).data?.['updateSettings']).toMatchObject({
      name: 'Robert',
    });
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'a\nb' }, 'name'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ timeZone: '+01:00' }, 'timeZone'],
    [{ theme: 'PINK' }, 'theme'],
    [{ email: 'x@example.org' }, 'email'],
    [{ isStaff: true }, 'isStaff'],
    [{ id: 'x' }, 'id'],
  ])('refuses %j', async (wrong, field) => {
    const browser = await signedIn(app, 'ada@example.org');
    expect(await browser.call('updateSettings', wrong, ACCOUNT)).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { [field]: expect.any(String) },
    });
  });
});

describe('closeAccount', () => {
  it('refuses strangers, unverified accounts and wrong passwords', async () => {
    expect((await app.browser().call('closeAccount', { password: PASSWORD })).code).toBe('UNAUTHENTICATED');
    expect((await (await signedIn(app, 'new@example.org')).call('closeAccount', { password: PASSWORD })).code).toBe(
      'FORBIDDEN',
    );
    const browser = await signedIn(app, 'ada@example.org');
    expect(await browser.call('closeAccount', { password: 'guess' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { password: expect.any(String) },
    });
  });

  it('empties the account, ends what is signed in, and frees the address', async () => {
    const browser = await aMember(app, 'carl@example.org', 'Carl');
    const id = await idOf('carl@example.org');
    const other = await signedIn(app, 'carl@example.org');
    const { token } = await accessToken(other);
    await app.get(AccountService).personsOf([id]);
    expect((await browser.call('closeAccount', { password: PASSWORD })).data?.['closeAccount']).toBe(true);
    expect((await browser.ask('{ me { id } }')).data?.['me']).toBeNull();
    expect((await other.ask('{ me { id } }')).data?.['me']).toBeNull();
    expect((await app.browser().ask('{ me { id } }', {}, { authorization: `Bearer ${token}` })).code).toBe(
      'UNAUTHENTICATED',
    );
    expect((await app.get(AccountService).personsOf([id])).get(id)).toEqual({
      id,
      name: 'Former member',
      former: true,
    });
    expect(await app.get(AccountService).person(Viewer.anonymous, id)).toEqual({
      id,
      name: 'Former member',
      former: true,
    });
    const { rows } = await app.db.pool.query('SELECT email, password_hash FROM accounts WHERE id = $1', [id]);
    expect(rows).toEqual([{ email: null, password_hash: null }]);
    await aMember(app, 'carl@example.org', 'Another Carl');
  });

  it('keeps one administrator, also when two close at the same time', async () => {
    const [dora, emil] = [await makeStaff(app, 'dora@example.org'), await makeStaff(app, 'emil@example.org')];
    const answers = await Promise.all(
      [dora, emil].map((browser) => browser.call('closeAccount', { password: PASSWORD })),
    );
    expect(answers.map(({ code }) => code).sort()).toEqual(['FORBIDDEN', undefined]);
    const { rows } = await app.db.pool.query('SELECT count(*)::int AS count FROM accounts WHERE is_staff');
    expect(rows).toEqual([{ count: 1 }]);
  });
});

it('personsOf asks once for many, and never for whom it knows', async () => {
  const ids = await Promise.all(['ada@example.org', 'bob@example.org'].map(idOf));
  const accounts = app.get(AccountService);
  const first = await accounts.personsOf([...ids, crypto.randomUUID()]);
  expect([...first.keys()].sort()).toEqual(ids.toSorted());
  await app.db.pool.query(`UPDATE accounts SET name = 'changed behind our back' WHERE id = ANY($1)`, [ids]);
  expect(await accounts.personsOf(ids)).toEqual(first);
});
