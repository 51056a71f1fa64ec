import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aWindow, hasBrowser, picture, startBrowser } from '../support/browser.js';
import { freshProduct } from '../support/fresh-product.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson, PASSWORD, theAdministrator } from '../support/people.js';
import type { Product } from '../support/product.js';
import { faultsOf } from './screens/looking.js';
import { describeWith } from '../support/requirement.js';

type Someone = GraphqlClient & { email: string; name: string };

const SLUG = 'small-museums';
const TITLE = 'Which floor cleaner survives a toddler gallery?';
const START = 'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }';
const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { id } }';
const APPOINT = 'mutation ($input: AppointFacilitatorInput!) { appointFacilitator(input: $input) { id } }';
const JOIN = 'mutation ($input: JoinCommunityInput!) { joinCommunity(input: $input) { id } }';
const REASON = 'This is advertising, which the guidelines rule out.';

/** What is wrong with the page as it is shown, wherever one has scrolled. */
const axeFinds = (page: Page): Promise<string[]> => faultsOf(page, 'report-removed');

const ENGLISH = { address: 'E-mail address', password: 'Password', enter: 'Sign in' };
const FRENCH = { address: 'Adresse courriel', password: 'Mot de passe', enter: 'Ouvrir une session' };

async function signIn(page: Page, { email, name }: Someone, words = ENGLISH): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel(words.address).fill(email);
  await page.getByLabel(words.password).fill(PASSWORD);
  await page.getByRole('button', { name: words.enter }).click();
  await page.getByRole('button', { name }).waitFor();
}

describeWith('browser', hasBrowser)('a reported post', () => {
  let browser: Browser;
  let product: Product;
  let remove: () => Promise<void>;
  let threadId: string;
  let author: Someone;
  let reader: Someone;
  let lead: Someone;
  const complaints: string[] = [];

  beforeAll(async () => {
    ({ product, remove } = await freshProduct({ env: { RATE_LIMITS: 'new-reply=1000/600,sign-in-address=1000/600' } }));
    const staff = await theAdministrator(product);
    const someone = async (name: string, language?: 'FR'): Promise<Someone> => {
      const person = Object.assign(await aPerson(product, name, language), { name });
      await person.data(JOIN, { input: { slug: SLUG } });
      return person;
    };
    author = await someone('Maude Roy', 'FR');
    reader = await someone('Amara Bell');
    lead = await someone('Lena Fox');
    const { me } = await lead.data<{ me: { id: string } }>('{ me { id } }');
    await staff.data(APPOINT, { input: { slug: SLUG, accountId: me.id } });
    const input = { communitySlug: SLUG, title: TITLE, body: 'Ours does **not**.' };
    const { startThread } = await reader.data<{ startThread: { id: string } }>(START, { input });
    threadId = startThread.id;
    await author.data(REPLY, { input: { threadId, body: 'Buy *MiracleShine* from my shop.' } });
    browser = await startBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await remove?.();
  });

  it('is removed with a reason, and its author sees why', async () => {
    const [readers, leads, authors] = await Promise.all([
      aWindow(browser, product.origin),
      aWindow(browser, product.origin),
      aWindow(browser, product.origin, { language: 'fr-CA', width: 390 }),
    ]);
    const [amara, lena, maude] = [readers.page, leads.page, authors.page];
    await Promise.all([signIn(amara, reader), signIn(lena, lead), signIn(maude, author, FRENCH)]);
    const thread = `/c/${SLUG}/d/${threadId}`;
    for (const page of [amara, maude]) await page.goto(thread);
    await amara.getByText('MiracleShine').waitFor();
    await amara.getByRole('button', { name: 'More about post 2' }).click();
    await picture(amara, 'report-removed-menu');
    await amara.getByRole('button', { name: 'Report…' }).click();
    await amara.getByLabel('Reason').fill('It only sells something.');
    await picture(amara, 'report-removed-report-dialog');
    expect(await axeFinds(amara)).toEqual([]);
    await amara.getByRole('button', { name: 'Report', exact: true }).click();
    await amara.getByRole('dialog').waitFor({ state: 'detached' });

    await lena.goto(`/c/${SLUG}/facilitate?part=reports`);
    await lena.getByText('It only sells something.').waitFor();
    expect(await axeFinds(lena)).toEqual([]);
    await picture(lena, 'report-removed-queue');
    await lena.setViewportSize({ width: 390, height: 844 });
    await picture(lena, 'report-removed-queue-narrow');
    await lena.setViewportSize({ width: 1280, height: 900 });
    await lena.getByRole('button', { name: /^Remove the post/ }).click();
    await lena.getByLabel('Reason').fill(REASON);
    await picture(lena, 'report-removed-remove-dialog');
    await lena.getByRole('button', { name: 'Remove', exact: true }).click();
    await lena.getByText('The post was removed.').first().waitFor();
    await lena.getByText('No reports waiting').waitFor();
    await picture(lena, 'report-removed-queue-empty');

    // The other two pages were open all the time.
    const gone = amara.getByRole('article').filter({ hasText: REASON });
    await gone.waitFor();
    expect(await amara.getByText('MiracleShine').count()).toBe(0);
    expect(await gone.getByRole('button').count()).toBe(0);
    await picture(amara, 'report-removed-tombstone');
    const own = maude.getByRole('article').filter({ hasText: REASON });
    await own.waitFor();
    await own.getByRole('button', { name: 'Montrer ce qu’il disait' }).click();
    await own.getByText('MiracleShine').waitFor();
    expect(await axeFinds(maude)).toEqual([]);
    await picture(maude, 'report-removed-tombstone-author');

    await lena.goto(thread);
    await lena.getByRole('button', { name: 'Restore' }).waitFor();
    await picture(lena, 'report-removed-tombstone-lead');
    expect(await axeFinds(lena)).toEqual([]);
    await lena.getByRole('button', { name: 'Restore' }).click();
    await lena.waitForFunction(() => document.activeElement?.id === 'post-2');
    await amara.getByText('MiracleShine').waitFor();

    await lena.getByRole('button', { name: 'Moderate' }).click();
    await picture(lena, 'report-removed-thread-menu');
    await lena.getByRole('button', { name: 'Lock the discussion' }).click();
    await amara.getByText('A facilitator locked this discussion').waitFor();
    await picture(amara, 'report-removed-locked');
    expect(await axeFinds(amara)).toEqual([]);
    await lena.getByRole('button', { name: 'Moderate' }).click();
    await lena.getByRole('button', { name: 'Pin it to the top of the list' }).click();
    await lena.getByText('Pinned', { exact: true }).waitFor();
    await picture(lena, 'report-removed-locked-lead');
    await amara.goto(`/c/${SLUG}`);
    await amara.getByText('Pinned', { exact: true }).waitFor();
    await picture(amara, 'report-removed-list');
    await lena.getByRole('button', { name: 'Moderate' }).click();
    await lena.getByRole('button', { name: 'Unlock the discussion' }).click();
    await lena.getByRole('button', { name: /Write a reply/ }).waitFor();
    for (const one of [readers, leads, authors]) complaints.push(...one.complaints);
    expect(complaints).toEqual([]);
  }, 240_000);
});
