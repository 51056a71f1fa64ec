import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, picture, startBrowser } from '../support/browser.js';
import { freshProduct } from '../support/fresh-product.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson, appoint, theAdministrator } from '../support/people.js';
import type { Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';
import { aWindowOf } from '../support/sign-in.js';

const [PRIVATE, PUBLIC] = ['night-shift', 'small-museums'];
const CREATE = 'mutation ($input: CreateCommunityInput!) { createCommunity(input: $input) { id } }';
const RULES = 'mutation ($input: ChangeCommunityRulesInput!) { changeCommunityRules(input: $input) { id } }';
const JOIN = 'mutation ($input: JoinCommunityInput!) { joinCommunity(input: $input) { id } }';
const START = 'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }';
const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { id } }';
const REMOVE = 'mutation ($input: RemovePostInput!) { removePost(input: $input) { id } }';
const NONE = (word: string): string => `No results for “${word}”.`;

describeWith('browser', hasBrowser)('a search finds what one may read, and nothing else', () => {
  let browser: Browser;
  let product: Product;
  let remove: () => Promise<void>;
  let lead: GraphqlClient;
  let amara: GraphqlClient & { email: string };
  let sam: GraphqlClient & { email: string };

  beforeAll(async () => {
    ({ product, remove } = await freshProduct());
    const staff = await theAdministrator(product);
    [lead, amara, sam] = [
      await aPerson(product, 'Lena Fox'),
      await aPerson(product, 'Amara Bell'),
      await aPerson(product, 'Sam Roy'),
    ];
    const words = { en: 'Night Shift', fr: 'Équipe de nuit' };
    await staff.data(CREATE, {
      input: {
        slug: PRIVATE,
        association: 'astc',
        name: words,
        summary: words,
        visibility: 'PRIVATE',
        joinPolicy: 'OPEN',
        eligibility: 'ANYONE',
      },
    });
    await staff.data(RULES, { input: { slug: PRIVATE, status: 'OPERATIONAL' } });
    for (const slug of [PRIVATE, PUBLIC]) await appoint(staff, lead, slug);
    for (const slug of [PRIVATE, PUBLIC]) await amara.data(JOIN, { input: { slug } });
    await sam.data(JOIN, { input: { slug: PUBLIC } });
    browser = await startBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await remove?.();
  });

  const start = async (communitySlug: string, title: string, body: string): Promise<string> =>
    (await amara.data<{ startThread: { id: string } }>(START, { input: { communitySlug, title, body } })).startThread
      .id;
  const search = async (page: Page, words: string): Promise<void> => {
    const box = page.getByRole('search').getByRole('searchbox');
    await box.fill(words);
    await box.press('Enter');
    await page.getByRole('heading', { level: 1, name: `Results for “${words}”` }).waitFor();
  };
  const rows = (page: Page) => page.locator('main ol > li');

  it('by another form of the word, with the words marked, and leads to the post itself', async () => {
    const threadId = await start(PUBLIC, 'Lanterns for a winter walk', 'What do you light them with?');
    await amara.data(REPLY, { input: { threadId, body: 'We found **beeswax candles** in the village.' } });
    const { page } = await aWindowOf(browser, product, sam);
    // What names a community leads there, whatever else was found, and however it was typed.
    await page.goto('/communities');
    await search(page, '"small museums" -closed');
    const communities = page.getByRole('navigation', { name: 'Communities', exact: true });
    await communities.getByRole('link', { name: 'Small Museums' }).click();
    await page.getByRole('heading', { level: 1, name: 'Small Museums' }).waitFor();
    await page.goto('/communities');
    await search(page, 'candle');
    await page.getByText('1 result', { exact: true }).waitFor();
    expect(await rows(page).locator('mark').allTextContents()).toEqual(['candles']);
    await picture(page, 'search-found');
    await rows(page).getByRole('link', { name: 'Lanterns for a winter walk' }).click();
    // The words stand among the results as well: the discussion is there once its post has the focus.
    await page.getByRole('heading', { level: 1, name: 'Lanterns for a winter walk' }).waitFor();
    await page.locator('#post-2:focus').getByText('beeswax candles').waitFor();
    expect(new URL(page.url()).hash).toBe('#post-2');
    // Inside a community the box searches there, and all others are a click away.
    await search(page, 'lantern');
    await page.getByText('in Small Museums').waitFor();
    await page.getByRole('link', { name: /^Search in all communities/ }).click();
    await page.getByText('in Small Museums').waitFor({ state: 'detached' });
    await rows(page).getByRole('link', { name: 'Lanterns for a winter walk' }).waitFor();
    await page.context().close();
  }, 240_000);

  it('a private community’s words for its members, and for nobody else; no more once a post is removed', async () => {
    const threadId = await start(PRIVATE, 'Keys of the vault', 'They hang behind the kestrel.');
    const { reply } = await amara.data<{ reply: { id: string } }>(REPLY, {
      input: { threadId, body: 'And the wyvern guards them.' },
    });
    const [member, stranger] = [await aWindowOf(browser, product, amara), await aWindowOf(browser, product, sam)];
    await member.page.goto('/');
    await search(member.page, 'wyvern');
    await rows(member.page).getByRole('link', { name: 'Keys of the vault' }).waitFor();
    await stranger.page.goto('/');
    for (const word of ['wyvern', 'kestrel', 'vault']) {
      await search(stranger.page, word);
      await stranger.page.getByText(NONE(word)).waitFor();
    }
    await stranger.page.goto(`/search?q=wyvern&in=${PRIVATE}`);
    await stranger.page.getByText(NONE('wyvern')).waitFor();

    await lead.data(REMOVE, { input: { postId: reply.id, reason: 'Not for here.' } });
    await search(member.page, 'kestrel');
    await rows(member.page).getByRole('link', { name: 'Keys of the vault' }).waitFor();
    await search(member.page, 'wyvern');
    await member.page.getByText(NONE('wyvern')).waitFor();
    for (const { context } of [member, stranger]) await context.close();
  }, 240_000);

  it('nothing: the words go along into a new discussion', async () => {
    const { page } = await aWindowOf(browser, product, sam);
    await page.goto(`/c/${PUBLIC}`);
    await search(page, 'How to store a dirigible?');
    await page.getByText(NONE('How to store a dirigible?')).waitFor();
    await page.getByRole('link', { name: 'Ask the community' }).click();
    await page.getByRole('heading', { level: 1, name: 'Start a discussion' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('How to store a dirigible?');
    await page.context().close();
  }, 240_000);
});
