import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { aWindow, BROWSER, hasBrowser, picture, startBrowser } from '../support/browser.js';
import { freshProduct } from '../support/fresh-product.js';
import { mailedToken, PASSWORD } from '../support/people.js';
import type { Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';
import { until } from '../support/until.js';

/** Signs up in the browser, as a newcomer does, and confirms the address from the kept mail. */
async function newcomer(product: Product, page: Page, name: string, email: string): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
  await page.goto(`/verify#token=${await mailedToken(product.dataDir, email, 'verify')}`);
  await page.getByRole('link', { name: 'Sign in' }).last().click();
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: `Account of ${name}` }).waitFor();
}

/** Finds the community by typing and joins it with one press. */
async function join(page: Page): Promise<void> {
  await page.goto('/communities');
  await page.getByLabel('Find a community').fill('smáll mus');
  await page.getByRole('link', { name: 'Small Museums' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Small Museums' }).waitFor();
  await page.getByRole('button', { name: /^Join/ }).first().click();
  await page
    .getByRole('button', { name: /^Leave/ })
    .first()
    .waitFor();
}

async function reply(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Your reply' });
  if (!(await field.isVisible())) await page.getByRole('button', { name: /Write a reply/ }).click();
  await field.fill(text);
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await page.getByText(text).first().waitFor();
}

const post = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });

describeWith('browser', hasBrowser)('a reply reaches the other browser live', () => {
  let browser: Browser;
  let product: Product;
  let remove: () => Promise<void>;
  let amara: Page;
  let etienne: Page;
  let amarasContext: BrowserContext;
  const complaints: string[] = [];

  beforeAll(async () => {
    expect(BROWSER).not.toBe('');
    ({ product, remove } = await freshProduct({ env: { RATE_LIMITS: 'new-reply=1000/600' } }));
    browser = await startBrowser();
    const first = await aWindow(browser, product.origin);
    const second = await aWindow(browser, product.origin, { width: 390 });
    ({ page: amara, context: amarasContext } = first);
    etienne = second.page;
    complaints.push(...first.complaints, ...second.complaints);
  });
  afterAll(async () => {
    await browser?.close();
    await remove?.();
  });

  it('from signing up to starting a discussion', async () => {
    await newcomer(product, amara, 'Amara Okafor', 'amara@example.org');
    await newcomer(product, etienne, 'Étienne Lavoie', 'etienne@example.org');
    await join(amara);
    await join(etienne);
    await amara.getByRole('link', { name: 'Start a discussion' }).first().click();
    await amara.getByLabel('Title').fill('Which materials survive 100,000 hands?');
    await amara.getByRole('textbox', { name: 'Your post' }).fill('What has **lasted** for you?\n\n- finish\n- relief');
    await amara.getByRole('button', { name: 'Post', exact: true }).click();
    await amara.getByRole('heading', { level: 1, name: 'Which materials survive' }).waitFor();
    expect(await amara.getByRole('article').first().locator('strong').innerText()).toBe('lasted');
    await picture(amara, 'story-thread');
  });

  it('shows the other’s reply without reloading, and the list knows of it', async () => {
    const list = await amarasContext.newPage();
    await list.goto('/c/small-museums');
    await list.getByText('Which materials survive').waitFor();
    const marker = await amara.evaluate(() => ((window as unknown as { marker: number }).marker = 4711));

    await etienne.goto('/c/small-museums');
    await etienne.getByRole('link', { name: 'Which materials survive 100,000 hands?', exact: true }).click();
    await reply(etienne, 'Bronze, after four years.');
    await post(amara, 'Bronze, after four years.').waitFor();
    expect(await amara.evaluate(() => (window as unknown as { marker: number }).marker)).toBe(marker);
    await list.getByText(/1 reply/).waitFor();
    await list.close();
    await picture(etienne, 'story-reply-phone');
  });

  it('keeps the place of a reader who is elsewhere, and offers the way to what is new', async () => {
    for (let i = 0; i < 8; i += 1)
      await reply(etienne, `Observation number ${i}: ${'a long line about surfaces and hands. '.repeat(8)}`);
    await post(amara, 'Observation number 7').waitFor({ state: 'attached' });
    await amara.evaluate(() => window.scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }));
    await amara.getByRole('button', { name: /new repl/ }).waitFor({ state: 'detached' });
    await amara.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
    const before = await amara.evaluate(() => window.scrollY);
    await reply(etienne, 'And a last word.');
    const pill = amara.getByRole('button', { name: /1 new reply/ });
    await pill.waitFor();
    expect(await amara.evaluate(() => window.scrollY)).toBe(before);
    await picture(amara, 'story-pill');
    await pill.click();
    await until('the new reply in view', () =>
      post(amara, 'And a last word.').evaluate((element) => element.getBoundingClientRect().top < window.innerHeight),
    );
  });

  it('shows an edit and a deletion in the open copy', async () => {
    await reply(etienne, 'A reply with a mistaek.');
    const his = post(etienne, 'A reply with a mistaek.');
    await his.getByRole('button', { name: /^More about/ }).click();
    await etienne.getByRole('button', { name: 'Edit', exact: true }).click();
    await etienne
      .getByRole('textbox', { name: /Text of your post/ })
      .last()
      .fill('A reply without a mistake.');
    await etienne.getByRole('button', { name: 'Save', exact: true }).click();
    await post(amara, 'A reply without a mistake.').waitFor();

    const corrected = post(etienne, 'A reply without a mistake.');
    await corrected.getByRole('button', { name: /^More about/ }).click();
    await etienne.getByRole('button', { name: 'Delete…' }).click();
    await etienne
      .getByRole('dialog')
      .getByRole('button', { name: /^Delete/ })
      .click();
    await post(amara, 'A reply without a mistake.').waitFor({ state: 'detached' });
  });

  it('fetches what was missed off line', async () => {
    await amarasContext.setOffline(true);
    await amara
      .getByText(/You are offline/i)
      .first()
      .waitFor();
    await picture(amara, 'story-offline');
    for (const text of ['Missed one.', 'Missed two.', 'Missed three.']) await reply(etienne, text);
    expect(await post(amara, 'Missed one.').count()).toBe(0);
    await amarasContext.setOffline(false);
    for (const text of ['Missed one.', 'Missed two.', 'Missed three.'])
      await post(amara, text).waitFor({ state: 'attached' });
    for (const text of ['Missed one.', 'Missed two.', 'Missed three.']) expect(await post(amara, text).count()).toBe(1);
  });

  it('keeps a draft when the tab is closed', async () => {
    const url = amara.url();
    const tab = await amarasContext.newPage();
    await tab.goto(url);
    await tab.getByRole('button', { name: /Write a reply|Continue your draft/ }).click();
    await tab.getByRole('textbox', { name: 'Your reply' }).fill('Half a thought about');
    await tab.getByText('Saved on this device').waitFor();
    await tab.close();
    const again = await amarasContext.newPage();
    await again.goto(url);
    await again.getByRole('button', { name: /Continue your draft/ }).click();
    expect(await again.getByRole('textbox', { name: 'Your reply' }).inputValue()).toBe('Half a thought about');
    await again.close();
  });

  it('shows both texts when two tabs edited one post', async () => {
    await reply(etienne, 'Shared between two tabs.');
    const url = etienne.url();
    const other = await etienne.context().newPage();
    await other.goto(url);
    for (const [page, text] of [
      [other, 'Written in the second tab.'],
      [etienne, 'Written in the first tab.'],
    ] as const) {
      const mine = page === other ? post(page, 'Shared between two tabs.') : null;
      if (mine) {
        // Both begin before either saves.
        for (const each of [etienne, other]) {
          await post(each, 'Shared between two tabs.')
            .getByRole('button', { name: /^More about/ })
            .click();
          await each.getByRole('button', { name: 'Edit', exact: true }).click();
          await each
            .getByRole('textbox', { name: /Text of your post/ })
            .last()
            .waitFor();
        }
      }
      await page
        .getByRole('textbox', { name: /Text of your post/ })
        .last()
        .fill(text);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      if (mine) await post(other, 'Written in the second tab.').waitFor();
    }
    await etienne.getByText('Written in the second tab.').first().waitFor();
    await etienne.getByRole('button', { name: 'Keep mine' }).waitFor();
    await picture(etienne, 'story-conflict-phone');
    await other.close();
  });

  it('complained of nothing in the console', () => {
    expect(
      complaints.filter((line) => !/ERR_INTERNET_DISCONNECTED|Failed to load resource|WebSocket/.test(line)),
    ).toEqual([]);
  });
});
