import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { isDeepStrictEqual } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { aWindow, hasBrowser, picture, startBrowser, type Look } from '../support/browser.js';
import { freshProduct } from '../support/fresh-product.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson } from '../support/people.js';
import type { Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';
import { until } from '../support/until.js';
import { enter, faultsOf } from './screens/looking.js';
import { untilFocused } from './support/focus.js';

const JOIN = 'mutation ($slug: String!) { joinCommunity(input: {slug: $slug}) { id } }';
const START = 'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }';
const TITLES = ['Which floor cleaner?', 'Who lends a planetarium?'];

describeWith('browser', hasBrowser)('commands and keys', () => {
  let browser: Browser;
  let product: Product;
  let remove: () => Promise<void>;
  let amara: GraphqlClient;
  let membre: GraphqlClient;

  beforeAll(async () => {
    ({ product, remove } = await freshProduct());
    amara = await aPerson(product, 'Amara Okafor');
    membre = await aPerson(product, 'Étienne Lavoie', 'FR');
    for (const person of [amara, membre]) await person.data(JOIN, { slug: 'small-museums' });
    for (const title of TITLES) {
      const input = { communitySlug: 'small-museums', title, body: 'Ours is worn.' };
      await amara.data(START, { input });
    }
    browser = await startBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await remove?.();
  });

  const open = async (who: GraphqlClient | null, path: string, look: Look = {}): Promise<Page> => {
    const { context, page } = await aWindow(browser, product.origin, look);
    if (who) await enter(context, product.origin, who.cookieHeader);
    await page.goto(path);
    await page.locator('h1').first().waitFor();
    return page;
  };
  const palette = (page: Page) => page.getByRole('dialog', { name: /^(Commands|Commandes)$/ });
  const field = (page: Page) => palette(page).getByRole('combobox');
  /** Opens it, once the page listens. */
  const ask = async (page: Page): Promise<void> => {
    await until('the commands', async () => {
      await page.keyboard.press('Control+k');
      return palette(page).isVisible();
    });
    await untilFocused(field(page));
  };
  const chosen = (page: Page): Promise<string | null> =>
    palette(page).getByRole('option', { selected: true }).textContent();

  it('a menu that has not come yet is open as soon as it has, for its keys and for who presses its place', async () => {
    const { context, page } = await aWindow(browser, product.origin);
    await enter(context, product.origin, amara.cookieHeader);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/assets/member-menus-*.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('/c/small-museums');
    const account = page.getByRole('button', { name: /^Account of/ });
    await account.focus();
    const place = await account.elementHandle();
    release();
    await place?.waitForElementState('hidden');
    // Whoever stood on its place stands on it still, and nothing opens unasked.
    await untilFocused(account);
    await page.getByRole('button', { name: /^Account of/, expanded: false }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'My profile' }).waitFor();
    await page.close();

    const late = await context.newPage();
    const asked = new Promise<void>((resolve) => (release = resolve));
    await late.route('**/assets/member-menus-*.js', async (route) => {
      await asked;
      await route.continue();
    });
    await late.goto('/c/small-museums');
    await ask(late);
    await late.keyboard.press('Escape');
    await palette(late).waitFor({ state: 'detached' });
    await late.keyboard.press('g');
    await late.keyboard.press('c');
    release();
    await late.getByRole('button', { name: 'My communities', expanded: true }).waitFor();
    await late.locator('header').getByRole('link', { name: 'Small Museums' }).first().waitFor();
    await untilFocused(late.getByRole('button', { name: 'My communities' }));
    await context.close();
  });

  it('a member goes anywhere by name, with the keyboard alone', async () => {
    const page = await open(amara, '/c/small-museums');
    await page.getByRole('button', { name: /^Account of/ }).waitFor();
    await ask(page);
    await palette(page).getByText('On this page').waitFor();
    // One's own communities are among what is offered; the other groups follow.
    await palette(page).getByRole('option', { name: 'Small Museums' }).waitFor();
    expect(await faultsOf(page, 'the commands')).toEqual([]);
    await picture(page, 'commands');
    await page.keyboard.type('settings mail');
    const left = ['Settings: e-mail', 'Settings: password and e-mail address', 'Search for “settings mail”'];
    await until('what is left', async () =>
      isDeepStrictEqual(await palette(page).getByRole('option').allTextContents(), left),
    );
    expect(await chosen(page)).toBe(left[0]);
    // What the field says of the choice is what screen readers hear.
    const active = await field(page).getAttribute('aria-activedescendant');
    expect(await palette(page).getByRole('option', { selected: true }).getAttribute('id')).toBe(active);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/settings/mail');

    await ask(page);
    await page.keyboard.press('ArrowUp');
    expect(await chosen(page)).toBe('Français');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await palette(page).waitFor({ state: 'detached' });
    await ask(page);
    await page.keyboard.type('planetarium');
    await palette(page).getByText('No commands found').waitFor({ state: 'attached' });
    expect(await chosen(page)).toBe('Search for “planetarium”');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search?q=planetarium');
    await page.context().close();
  }, 240_000);

  it('looks change by name, for the next visit as well', async () => {
    const page = await open(null, '/communities');
    const root = page.locator('html');
    const size = (): Promise<number> => root.evaluate((html) => Number.parseFloat(getComputedStyle(html).fontSize));
    const before = await size();
    await ask(page);
    await page.keyboard.type('larger');
    await page.keyboard.press('Enter');
    await until('larger text', async () => (await size()) > before * 1.09);
    await ask(page);
    await page.keyboard.type('high contrast');
    await page.keyboard.press('Enter');
    await until('more contrast', async () => (await root.getAttribute('data-contrast')) === 'more');
    await page.reload({ waitUntil: 'commit' });
    await until('the size on the next visit', async () => (await size()) > before * 1.09);
    expect(await root.getAttribute('data-contrast')).toBe('more');
    await page.context().close();
  }, 240_000);

  it('single keys step through a list, open, go up and search, and rest where one writes', async () => {
    const page = await open(amara, '/c/small-museums');
    const row = (title: string) => page.getByRole('link', { name: title, exact: true });
    const [second = '', first = ''] = TITLES;
    await row(first).waitFor();
    await until('the first row', async () => {
      if (await row(first).evaluate((link) => link === document.activeElement)) return true;
      // Before the first row there is none.
      await page.keyboard.press('k');
      return false;
    });
    await page.keyboard.press('j');
    await untilFocused(row(second));
    await page.keyboard.press('o');
    await page.getByRole('heading', { level: 1, name: second }).waitFor();
    await page
      .getByRole('button', { name: /Write a reply/ })
      .first()
      .waitFor();
    await page.keyboard.press('r');
    await page.getByRole('textbox', { name: 'Your reply' }).waitFor();
    await page.keyboard.type('jku');
    expect(await page.getByRole('textbox', { name: 'Your reply' }).inputValue()).toBe('jku');
    // In a text, the keys of the commands make a link.
    await page.keyboard.press('Control+k');
    await until('the link', async () =>
      (await page.getByRole('textbox', { name: 'Your reply' }).inputValue()).includes(']('),
    );
    expect(await palette(page).count()).toBe(0);
    // Its buttons are no place for single keys either.
    await page.getByRole('tab', { name: 'Write' }).focus();
    await page.keyboard.press('u');
    await page.keyboard.press('/');
    expect(await page.getByRole('tab', { name: 'Write' }).evaluate((tab) => tab === document.activeElement)).toBe(true);
    await page.getByRole('article').first().focus();
    await page.keyboard.press('/');
    await untilFocused(page.getByRole('searchbox'));
    await page.getByRole('article').first().focus();
    await page.keyboard.press('u');
    await page.waitForURL('**/c/small-museums');
    await page.context().close();
  }, 240_000);

  it('says which keys there are, in French too, and turns single ones off on this device', async () => {
    const page = await open(membre, '/c/small-museums', { language: 'fr-CA' });
    await page.getByRole('link', { name: TITLES[0] ?? '', exact: true }).waitFor();
    const help = page.getByRole('dialog', { name: 'Raccourcis clavier' });
    await until('the help', async () => {
      await page.keyboard.press('?');
      return help.isVisible();
    });
    await help.getByText('Sur cette page').waitFor();
    await help.getByText('Toutes les commandes, par leur nom').waitFor();
    expect(await faultsOf(page, 'the help')).toEqual([]);
    await picture(page, 'keyboard-help');
    await help.getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.keyboard.press('/');
    // Keys that are held down with another do no harm, and stay.
    await ask(page);
    expect(await help.count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('link', { name: TITLES[0] ?? '', exact: true }).waitFor();
    await ask(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await ask(page);
    expect(await help.count()).toBe(0);
    await page.context().close();
  }, 240_000);
});
