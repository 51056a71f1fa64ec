import type { Browser } from './browser.js';
import type { IdentityApp } from './identity-app.js';

/** A password that no list knows. */
export const PASSWORD = 'lanterns over 9 rivers';

/** What `signIn` and `me` are asked for. */
export const ACCOUNT = '{ id name email language timeZone theme emailVerified isStaff pendingEmail }';

/** Signs somebody up; the address stays unproved. Answers the token of the mailed link. */
export async function signUp(app: IdentityApp, email: string, name = 'Ada Lovelace'): Promise<string> {
  const answer = await app.browser().call('signUp', { email, password: PASSWORD, name, language: 'EN' });
  if (answer.data?.['signUp'] !== true) throw new Error(`Not signed up: ${answer.message}`);
  const mail = (await app.runJobs()).find(({ to }) => to === email);
  if (mail?.token === undefined) throw new Error('No link was mailed.');
  return mail.token;
}

/** A browser in which a fresh, verified account is signed in. */
export async function aMember(app: IdentityApp, email: string, name?: string): Promise<Browser> {
  await app.browser().call('verifyEmail', { token: await signUp(app, email, name) });
  return signedIn(app, email);
}

/** Another browser in which this account is signed in. */
export async function signedIn(app: IdentityApp, email: string, password = PASSWORD): Promise<Browser> {
  const browser = app.browser();
  const answer = await browser.call('signIn', { email, password }, ACCOUNT);
  if (!answer.data?.['signIn']) throw new Error(`Not signed in: ${answer.message}`);
  return browser;
}

/** A browser in which an administrator is signed in: the site's claim, redeemed. */
export async function makeStaff(app: IdentityApp, email: string): Promise<Browser> {
  const browser = await aMember(app, email);
  await app.db.pool.query('UPDATE accounts SET is_staff = true WHERE lower(email) = lower($1)', [email]);
  await browser.call('signOut');
  return signedIn(app, email);
}

/** An access token of whoever is signed in there. */
export async function accessToken(browser: Browser): Promise<{ id: string; token: string }> {
  const answer = await browser.call('createAccessToken', { name: 'script', expiresInDays: 1 }, '{ id token }');
  return answer.data?.['createAccessToken'] as { id: string; token: string };
}
