import type { Browser, BrowserContext, Page } from 'playwright-core';
import { aWindow, type Look } from './browser.js';
import { PASSWORD } from './people.js';
import type { Product } from './product.js';

/** Fills the form of the page that asks who one is. */
export async function enterAs(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Signs in on the page for it and waits until the site knows who is there. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await enterAs(page, email);
  await page.getByRole('button', { name: /^Account of/ }).waitFor();
}

/** Somebody's own browser, signed in. */
export async function aWindowOf(
  browser: Browser,
  product: Product,
  { email }: { email: string },
  look: Look = {},
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const window = await aWindow(browser, product.origin, look);
  await signIn(window.page, email);
  return window;
}
