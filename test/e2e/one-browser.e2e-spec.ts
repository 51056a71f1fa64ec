import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { aWindow, hasBrowser, picture, startBrowser } from '../support/browser.js';
import { freshProduct } from '../support/fresh-product.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson, mailedToken, PASSWORD, theAdministrator } from '../support/people.js';
import type { Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';
import { until } from '../support/until.js';

const JOIN = 'mutation { joinCommunity(input: {slug: "small-museums"}) { id } }';
const LEAVE = 'mutation ($slug: String!) { leaveCommunity(input: {slug: $slug}) { id } }';
const START = 'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }';
const POSTS = 'query ($id: ID!) { thread(id: $id) { posts(last: 50) { edges { node { body author { name } } } } } }';

describeWith('browser', hasBrowser)('the tabs of one browser', () => {
  let browser: Browser;
  let product: Product;
  let remove: () => Promise<void>;
  let staff: GraphqlClient;
  let amara: GraphqlClient & { email: string };
  let luc: GraphqlClient & { email: string };
  let threadId: string;
  let thread: string;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    ({ product, remove } = await freshProduct());
    staff = await theAdministrator(product);
    amara = await aPerson(product, 'Amara Okafor');
    luc = await aPerson(product, 'Luc Tremblay');
    for (const one of [amara, luc]) await one.data(JOIN);
    ({
      startThread: { id: threadId },
    } = await amara.data<{ startThread: { id: string } }>(START, {
      input: { communitySlug: 'small-museums', title: 'Which materials survive?', body: 'What has lasted for you?' },
    }));
    thread = `/c/small-museums/d/${threadId}`;
    browser = await startBrowser();
  });
  beforeEach(async () => {
    await context?.close();
    ({ context, page } = await aWindow(browser, product.origin));
  });
  afterAll(async () => {
    await browser?.close();
    await remove?.();
  });

  /** Puts somebody's cookie into the browser, of which no tab hears anything. */
  const become = async (who: GraphqlClient): Promise<void> => {
    const [name = '', ...value] = (who.cookieHeader ?? '').split('=');
    await context.addCookies([{ name, value: value.join('='), url: product.origin }]);
  };
  const signIn = async (tab: Page, email: string): Promise<void> => {
    await tab.goto('/sign-in');
    await tab.getByLabel('E-mail address').fill(email);
    await tab.getByLabel('Password').fill(PASSWORD);
    await tab.getByRole('button', { name: 'Sign in' }).click();
    await tab.getByRole('button', { name: /^Account of/ }).waitFor();
  };
  const signOut = async (tab: Page): Promise<void> => {
    await tab.getByRole('button', { name: /^Account of/ }).click();
    await tab.getByRole('button', { name: 'Sign out' }).click();
  };
  const write = async (tab: Page, text: string): Promise<void> => {
    await tab.getByRole('button', { name: /Write a reply|Continue your draft/ }).click();
    await tab.getByRole('textbox', { name: 'Your reply' }).fill(text);
    await tab.getByText('Saved on this device').waitFor();
  };
  const post = (tab: Page) => tab.getByRole('button', { name: 'Post', exact: true }).click();
  const bodies = async (): Promise<string[]> => {
    const answer = await luc.data<{ thread: { posts: { edges: { node: { body: string } }[] } } }>(POSTS, {
      id: threadId,
    });
    return answer.thread.posts.edges.map(({ node }) => node.body);
  };

  it('never publish what one person wrote under the name of the next, and keep it', async () => {
    await become(amara);
    await page.goto(thread);
    await write(page, 'Amara wrote this.');
    await become(luc);
    await post(page);
    await page.getByRole('status').getByText('Luc Tremblay').waitFor();
    await picture(page, 'one-browser-switched');
    expect(await page.getByRole('textbox', { name: 'Your reply' }).count()).toBe(0);
    expect(await bodies()).toEqual(['What has lasted for you?']);

    await become(amara);
    await page.reload();
    await page.getByRole('button', { name: /Continue your draft: Amara wrote this/ }).click();
    await post(page);
    await page.getByRole('article').filter({ hasText: 'Amara wrote this.' }).waitFor();
    await until('the reply on the server', async () => (await bodies()).includes('Amara wrote this.'));
  });

  it('follow each other when somebody signs out, and when another signs in; unfinished texts are asked about', async () => {
    await signIn(page, amara.email);
    await page.goto(thread);
    await write(page, 'Not finished');
    const other = await context.newPage();
    await other.goto('/communities');
    await signOut(other);
    await other.getByRole('dialog').getByText('1 text that you have not posted').waitFor();
    await picture(other, 'one-browser-sign-out');
    await other.getByRole('button', { name: 'Stay signed in' }).click();
    await signOut(other);
    await other.getByRole('button', { name: 'Sign out and keep it' }).click();
    await other.getByRole('link', { name: 'Sign in' }).first().waitFor();
    await page.getByText('Your session has ended.').waitFor();
    await page.getByText('Members of the community can answer').waitFor();

    await signIn(other, luc.email);
    await page.getByRole('button', { name: 'Account of Luc Tremblay' }).waitFor();
    await page.getByRole('button', { name: /Write a reply/ }).waitFor();
    await signOut(other);
    await page.getByText('Your session has ended.').waitFor();

    await signIn(other, amara.email);
    await page.getByRole('button', { name: /Continue your draft: Not finished/ }).waitFor();
    await page.bringToFront();
    await signOut(page);
    await page.getByRole('button', { name: 'Sign out and delete it' }).click();
    await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft')))).toEqual([]);
  });

  it('say so when signing out fails, and stay signed in', async () => {
    await signIn(page, amara.email);
    await page.goto('/communities');
    await page.getByRole('button', { name: /^Account of/ }).waitFor();
    await page.route('**/graphql', (route) => route.abort());
    await signOut(page);
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
  });

  it('do not take a member for a visitor because the first question failed', async () => {
    await become(amara);
    let failing = true;
    await page.route('**/graphql', (route) => (failing ? route.abort() : route.continue()));
    await page.goto('/');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('link', { name: 'Sign in' }).count()).toBe(0);
    failing = false;
    await page.getByRole('button', { name: 'Account of Amara Okafor' }).waitFor();
  });

  it('lead on to the community from which somebody signed up, and all know at once that the address is confirmed', async () => {
    const email = 'newcomer@example.org';
    await page.goto('/c/small-museums');
    await page.getByRole('link', { name: 'Sign in to join' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page.getByRole('link', { name: 'Create an account' }).last().click();
    await page.getByLabel('Name').fill('New Comer');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Create an account' }).click();
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
    await signIn(page, email);
    await page.getByRole('heading', { level: 1, name: 'Small Museums' }).waitFor();
    const strip = page.getByRole('region', { name: 'Confirm your address' });
    await strip.waitFor();

    const other = await context.newPage();
    await other.goto(`/verify#token=${await mailedToken(product.dataDir, email, 'verify')}`);
    await other.getByRole('button', { name: 'Continue to Small Museums' }).waitFor();
    await picture(other, 'one-browser-verified');
    await strip.waitFor({ state: 'detached' });
    await other.getByRole('button', { name: 'Continue to Small Museums' }).click();
    await other.getByRole('button', { name: 'Join Small Museums' }).waitFor();
  });

  it('say that a membership has ended where one could write, and where one can no longer read', async () => {
    await become(luc);
    await page.goto(thread);
    await write(page, 'Luc’s last words');
    await luc.data(LEAVE, { slug: 'small-museums' });
    await page.getByText('You are no longer a member. Your text is kept.').waitFor();
    await page.getByRole('button', { name: 'Join Small Museums' }).waitFor();
    await picture(page, 'one-browser-left');

    const slug = 'indigenous-practitioners';
    // Two of them, since the last facilitator cannot leave.
    for (const who of [luc, staff]) {
      const { me } = await who.data<{ me: { id: string } }>('{ me { id } }');
      await staff.data('mutation ($input: AppointFacilitatorInput!) { appointFacilitator(input: $input) { id } }', {
        input: { slug, accountId: me.id },
      });
    }
    const { startThread } = await luc.data<{ startThread: { id: string } }>(START, {
      input: { communitySlug: slug, title: 'For us', body: 'Only for us.' },
    });
    await page.goto(`/c/${slug}/d/${startThread.id}`);
    await write(page, 'Half a thought');
    await luc.data(LEAVE, { slug });
    await page.getByRole('heading', { level: 1, name: 'You are no longer a member' }).waitFor();
    await page.getByText('What you were writing is kept on this device.').waitFor();
    await picture(page, 'one-browser-left-private');
  });

  it('say that the session has ended, wherever in a page one is', async () => {
    const other = product.client();
    await other.data('mutation ($input: SignInInput!) { signIn(input: $input) { id } }', {
      input: { email: amara.email, password: PASSWORD },
    });
    await become(other);
    await page.goto(thread);
    await page.getByRole('button', { name: /Write a reply/ }).waitFor();
    await amara.data('mutation ($id: ID!) { reply(input: {threadId: $id, body: "It arrives live."}) { id } }', {
      id: threadId,
    });
    await page.getByRole('article').filter({ hasText: 'It arrives live.' }).waitFor();
    await page.evaluate(() => {
      document.querySelector('main')?.style.setProperty('padding-bottom', '3000px');
      window.scrollTo(0, 1500);
    });
    await other.data('mutation { signOut }');
    const strip = page.getByText('Your session has ended.');
    await strip.waitFor();
    await page.evaluate(() => window.scrollTo(0, 1500));
    expect(await strip.evaluate((element) => element.getBoundingClientRect().top)).toBeGreaterThan(40);
    expect(await strip.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(100);
    await picture(page, 'one-browser-ended');
  });
});
