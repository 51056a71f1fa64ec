import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { aWindow, hasBrowser, picture, startBrowser } from '../support/browser.js';
import { freshProduct } from '../support/fresh-product.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson } from '../support/people.js';
import type { Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';
import { aWindowOf } from '../support/sign-in.js';
import { until } from '../support/until.js';

const JOIN = 'mutation { joinCommunity(input: {slug: "small-museums"}) { id } }';
const START = 'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }';
const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { id } }';
const WATCH = 'mutation ($input: WatchThreadInput!) { watchThread(input: $input) { id } }';
const TOLD = '{ notifications { edges { node { count } } } }';
const READING = 'query ($id: ID!) { thread(id: $id) { unread firstUnreadNumber watchLevel } unreadCount }';

interface Reading {
  thread: { unread: number; firstUnreadNumber: number | null; watchLevel: string };
  unreadCount: number;
}

describeWith('browser', hasBrowser)('reading, mentions and silence', () => {
  let browser: Browser;
  let product: Product;
  let remove: () => Promise<void>;
  let amara: GraphqlClient & { email: string };
  let etienne: GraphqlClient & { email: string };
  let maude: GraphqlClient;
  let etiennesContext: BrowserContext;
  let amarasPage: Page;
  let page: Page;
  let id: string;
  const complaints: string[][] = [];

  const of = (someone: GraphqlClient): Promise<Reading> => someone.data<Reading>(READING, { id });
  const says = (body: string): Promise<unknown> => amara.data(REPLY, { input: { threadId: id, body } });
  const separator = () => page.getByRole('separator');

  beforeAll(async () => {
    ({ product, remove } = await freshProduct({ env: { RATE_LIMITS: 'sign-in-address=1000/600' } }));
    amara = await aPerson(product, 'Amara Okafor');
    etienne = await aPerson(product, 'Étienne Lavoie');
    maude = await aPerson(product, 'Maude Roy');
    for (const someone of [amara, etienne, maude]) await someone.data(JOIN);
    const input = { communitySlug: 'small-museums', title: 'Which varnish lasts?', body: 'Ours is worn.' };
    ({ id } = (await amara.data<{ startThread: { id: string } }>(START, { input })).startThread);
    browser = await startBrowser();
    const his = await aWindowOf(browser, product, etienne, { width: 390 });
    const hers = await aWindowOf(browser, product, amara);
    ({ page, context: etiennesContext } = his);
    amarasPage = hers.page;
    complaints.push(his.complaints, hers.complaints);
  });
  afterAll(async () => {
    await browser?.close();
    await remove?.();
  });

  it('reads what is looked at, and begins the next time where one has stopped', async () => {
    await page.goto(`/c/small-museums/d/${id}`);
    await until('the first post read', async () => (await of(etienne)).thread.unread === 0);
    expect(await separator().count()).toBe(0);
    await page.goto('/communities');
    for (let count = 2; count <= 9; count++)
      await says(`Observation ${count}. ${'About surfaces and hands. '.repeat(20)}`);
    await page.goto('/c/small-museums');
    const filters = page.getByRole('navigation', { name: 'Which discussions' });
    await filters.getByRole('link', { name: 'Started by me' }).click();
    await page.getByText('You have not started a discussion here yet.').waitFor();
    await filters.getByRole('link', { name: 'Unread' }).click();
    await page.getByRole('status').filter({ hasText: '1 discussion' }).waitFor();
    expect(await page.getByRole('link', { name: 'Discussions', exact: true }).getAttribute('aria-current')).toBe(
      'page',
    );
    await page.getByRole('link', { name: 'Which varnish lasts?', exact: true }).click();
    await separator().waitFor();
    expect(await separator().getAttribute('aria-label')).toBe('New since your last visit');
    await until('the divider at the top of the view', async () => {
      const box = await separator().boundingBox();
      return box !== null && box.y > 50 && box.y < 150;
    });
    await page.locator('#post-9').scrollIntoViewIfNeeded();
    await until('the last post read', async () => (await of(etienne)).thread.unread === 0);
    // It stays where it was while the visit lasts.
    expect(await page.locator('li', { has: separator() }).locator('article').getAttribute('id')).toBe('post-2');
    // Whoever wrote all of it has nothing to read.
    await amarasPage.goto('/c/small-museums?show=unread');
    await amarasPage.getByText('You are up to date').waitFor();
    // Nothing is unread to a visitor, who sees all of them there, and that it is all.
    const visitor = await aWindow(browser, product.origin);
    await visitor.page.goto('/c/small-museums?show=unread');
    await visitor.page.locator('[aria-current=page]', { hasText: 'All discussions' }).waitFor();
    await visitor.context.close();
  });

  it('marks unread from a post on, which lasts until the discussion is opened again', async () => {
    await page.locator('#post-7').focus();
    await page.keyboard.press('m');
    await page.getByRole('separator', { name: 'Unread from here' }).waitFor();
    expect((await of(etienne)).thread).toMatchObject({ unread: 3, firstUnreadNumber: 7 });
    await picture(page, 'story-unread-from-here');
  });

  it('offers the people of the thread for an @, and the mention rings in the other window', async () => {
    await amarasPage.goto('/communities');
    await page.getByRole('button', { name: /Write a reply/ }).click();
    const field = page.getByRole('textbox', { name: 'Your reply' });
    await field.pressSequentially('Thank you, @OKA');
    await page.getByRole('option', { name: 'Amara Okafor' }).waitFor();
    expect(await field.getAttribute('aria-activedescendant')).toBe(
      await page.getByRole('option', { name: 'Amara Okafor' }).getAttribute('id'),
    );
    await picture(page, 'story-mention');
    await page.keyboard.press('Enter');
    const { me } = await amara.data<{ me: { id: string } }>('{ me { id } }');
    expect(await field.inputValue()).toBe(`Thank you, [@Amara Okafor](/people/${me.id}) `);
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    await page.getByRole('link', { name: '@Amara Okafor' }).waitFor();
    await page.getByText('You follow this discussion now').waitFor();
    await amarasPage.getByRole('button', { name: 'Inbox, 1 unread' }).waitFor();
    // Read in one tab, gone in the other: from its bell, and from the list that it shows.
    const otherTab = await amarasPage.context().newPage();
    await otherTab.goto('/c/small-museums');
    await otherTab.getByRole('button', { name: 'Inbox, 1 unread' }).waitFor();
    const unread = otherTab.getByRole('link', { name: /^1 unread/ });
    await unread.waitFor();
    await amarasPage.goto(`/c/small-museums/d/${id}#post-10`);
    await until('the mention read', async () => (await of(amara)).unreadCount === 0);
    for (const one of [amarasPage, otherTab]) await one.getByRole('button', { name: 'Inbox', exact: true }).waitFor();
    await unread.waitFor({ state: 'detached' });
    await otherTab.close();
  });

  it('has a complete inbox after a time without a connection, which leads to the first unread', async () => {
    await page.goto('/inbox');
    await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await etiennesContext.setOffline(true);
    await page.getByText('You are offline.').waitFor();
    for (const body of ['In the evening.', 'And at night.']) await says(body);
    await etiennesContext.setOffline(false);
    const row = page.getByRole('link', { name: /2 new replies in “Which varnish lasts\?”/ });
    const pill = page.getByRole('button', { name: /show/ });
    await row.or(pill).first().waitFor();
    if (await pill.isVisible()) await pill.click();
    await row.click();
    await page.locator('#post-11').waitFor();
    expect(new URL(page.url()).hash).toBe('#post-11');
    // From the seventh on it was marked unread: that is where one has stopped.
    await page.locator('li', { has: separator() }).locator('#post-7').waitFor();
    await until('both read', async () => (await of(etienne)).unreadCount === 0);
  });

  it('shows after a time without a connection where it begins', async () => {
    await page.goto(`/c/small-museums/d/${id}`);
    await page.locator('#post-12').scrollIntoViewIfNeeded();
    // All parts of the page have come: without a connection none does.
    await page.getByRole('button', { name: /^Following/ }).waitFor();
    await page.waitForLoadState('networkidle');
    await until('all read', async () => (await of(etienne)).thread.unread === 0);
    await etiennesContext.setOffline(true);
    await page.getByText('You are offline.').waitFor();
    for (const body of ['While you were away, once.', 'While you were away, twice.']) await says(body);
    await etiennesContext.setOffline(false);
    await page.locator('li', { has: separator() }).locator('#post-13').waitFor();
    await page.getByText('While you were away, twice.').waitFor();
  });

  it('is silent where it is muted', async () => {
    await page.getByRole('button', { name: /^Following/ }).click();
    await page.getByRole('button', { name: /^Muted/ }).click();
    await page.getByRole('button', { name: /^Muted/ }).waitFor();
    await page.goto('/communities');
    await maude.data(WATCH, { input: { threadId: id, level: 'WATCHING' } });
    const before = (await of(etienne)).unreadCount;
    const { me } = await etienne.data<{ me: { id: string } }>('{ me { id } }');
    await says(`Are you there, [@Étienne Lavoie](/people/${me.id})?`);
    await says('Nobody but Maude hears this.');
    // Everybody is told at once: when she has heard of both, so would he have.
    await until('both replies told', async () => {
      const { notifications } = await maude.data<{ notifications: { edges: { node: { count: number } }[] } }>(TOLD);
      return notifications.edges[0]?.node.count === 2;
    });
    expect(await of(etienne)).toMatchObject({ thread: { watchLevel: 'MUTED' }, unreadCount: before });
  });

  it('complained of nothing in the console', () => {
    expect(complaints.flat().filter((words) => !words.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });
});
