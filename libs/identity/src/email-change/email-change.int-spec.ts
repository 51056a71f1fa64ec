import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Mailer } from '#platform/mail';
import { startIdentity, type IdentityApp } from '../testing/identity-app.js';
import { ACCOUNT, aMember, PASSWORD, signedIn } from '../testing/people.js';

let app: IdentityApp;
beforeAll(async () => {
  app = await startIdentity();
});
afterAll(() => app.close());

describe('e-mail change', () => {
  it('refuses a stranger and a wrong password', async () => {
    expect((await app.browser().call('requestEmailChange', { email: 'x@example.org', password: PASSWORD })).code).toBe(
      'UNAUTHENTICATED',
    );
    const browser = await aMember(app, 'ada@example.org');
    expect(await browser.call('requestEmailChange', { email: 'x@example.org', password: 'guess' })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { password: expect.any(String) },
    });
    expect(await browser.call('requestEmailChange', { email: 'nonsense', password: PASSWORD })).toMatchObject({
      fields: { email: expect.any(String) },
    });
    expect(await app.runJobs()).toEqual([]);
  });

  it('asks the new address, tells the old one, and kills links mailed to the old one', async () => {
    const browser = await aMember(app, 'bob@example.org');
    expect(
      (await browser.call('requestEmailChange', { email: 'bob@new.example', password: PASSWORD })).data?.[
        'requestEmailChange'
      ],
    ).toBe(true);
    const [confirm] = await app.runJobs();
    expect(confirm).toMatchObject({
      to: 'bob@new.example',
      text: expect.stringContaining('http://localhost:3000/confirm-email#token='),
    });
    expect((await browser.ask(`{ me ${ACCOUNT} }`)).data?.['me']).toMatchObject({
      email: 'bob@example.org',
      pendingEmail: 'bob@new.example',
    });

    await app.browser().call('requestPasswordReset', { email: 'bob@example.org' });
    const [reset] = await app.runJobs();
    expect(
      (await app.browser().call('confirmEmailChange', { token: confirm?.token })).data?.['confirmEmailChange'],
    ).toBe(true);
    expect(await app.runJobs()).toMatchObject([
      { to: 'bob@example.org', subject: 'The address of your account was changed', token: undefined },
    ]);
    expect((await browser.ask(`{ me ${ACCOUNT} }`)).data?.['me']).toMatchObject({
      email: 'bob@new.example',
      pendingEmail: null,
      emailVerified: true,
    });
    expect(
      (await app.browser().call('resetPassword', { token: reset?.token, password: 'another 9 rivers' })).code,
    ).toBe('BAD_USER_INPUT');
    expect((await app.browser().call('confirmEmailChange', { token: confirm?.token })).code).toBe('BAD_USER_INPUT');
    await signedIn(app, 'bob@new.example');
  });

  it('takes digests and letters that wait to the new address, and leaves those about the account where they belong', async () => {
    const browser = await aMember(app, 'gus@example.org');
    await browser.call('requestEmailChange', { email: 'gus@new.example', password: PASSWORD });
    const [confirm] = await app.runJobs();
    const { data } = await browser.ask('{ me { id } }');
    const me = data?.['me'] as { id: string } | undefined;
    const about = [`account:${me?.id}`];
    const letter = { to: 'gus@example.org', text: 'x', html: 'x', about };
    const envelope = { listId: { id: 'list-a' }, unsubscribe: 'https://copse.example.org/unsubscribe/token' };
    const mailer = app.get(Mailer);
    await app.db.tx(async (tx) => {
      await mailer.queueAll(tx, [{ ...letter, subject: 'digest', envelope }]);
      await mailer.queue(tx, { ...letter, subject: 'account' });
    });
    await app.browser().call('confirmEmailChange', { token: confirm?.token });
    const sent = (await app.runJobs()).map(({ to, subject }) => `${subject}: ${to}`);
    expect(sent.toSorted()).toEqual([
      'The address of your account was changed: gus@example.org',
      'account: gus@example.org',
      'digest: gus@new.example',
    ]);
  });

  it('tells nobody but its owner that an address is taken', async () => {
    await aMember(app, 'carl@example.org', 'Carl');
    const browser = await aMember(app, 'dora@example.org');
    const taken = await browser.call('requestEmailChange', { email: 'carl@example.org', password: PASSWORD });
    const mails = await app.runJobs();
    const { data } = await browser.ask(`{ me ${ACCOUNT} }`);
    expect(taken.data).toEqual({ requestEmailChange: true });
    expect(data?.['me']).toMatchObject({ pendingEmail: 'carl@example.org' });
    expect(mails).toMatchObject([{ to: 'carl@example.org', subject: 'You already have an account', token: undefined }]);
  });

  it('gives an address that two accounts want to the one that confirms first', async () => {
    const [emil, fay] = [await aMember(app, 'emil@example.org'), await aMember(app, 'fay@example.org')];
    await emil.call('requestEmailChange', { email: 'wanted@example.org', password: PASSWORD });
    const [one] = await app.runJobs();
    await fay.call('requestEmailChange', { email: 'wanted@example.org', password: PASSWORD });
    const [other] = await app.runJobs();
    const answers = await Promise.all(
      [one, other].map((mail) => app.browser().call('confirmEmailChange', { token: mail?.token })),
    );
    expect(answers.filter(({ data }) => data?.['confirmEmailChange'] === true)).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'BAD_USER_INPUT')).toHaveLength(1);
    await app.runJobs();
  });
});
