import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { hasBrowser, picture, startBrowser } from '../support/browser.js';
import { describeWith } from '../support/requirement.js';
import { faultsOf } from './screens/looking.js';

const root = join(import.meta.dirname, '../..');

describeWith('browser', hasBrowser)('the reference that `npm run docs` builds', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await startBrowser();
    const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'scripts/docs.mjs')]);
    expect(stdout).toMatch(/^\d{3} entries in docs-site\/index\.html\n$/);
  });
  afterAll(() => browser?.close());

  it.each([
    ['on a desktop', { viewport: { width: 1280, height: 900 } }],
    ['narrow and dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const }],
  ])('is found through, by words and links, %s', async (look, options) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(root, 'docs-site/index.html')).href);
    await page.keyboard.press('/');
    await page.keyboard.type('expectedRevision body');
    const found = page.getByRole('main').locator('article');
    expect(await page.getByRole('status').textContent()).toMatch(/^[1-9]\d? entries$/);
    expect(await found.locator('visible=true').first().textContent()).toContain('expectedRevision');
    await page.getByRole('searchbox').fill('');
    await page.locator('nav').getByRole('link', { name: 'startThread', exact: true }).click();
    await page.locator('article:target').getByRole('link', { name: 'StartThreadInput' }).click();
    expect(await page.locator('article:target').textContent()).toContain('Slug of the community.');
    await page.getByRole('searchbox').fill('expectedRevision');
    // Looking at ten thousand cells takes a minute; a few of each kind say as much.
    await page.evaluate(() => document.querySelectorAll('[hidden]').forEach((one) => one.remove()));
    expect(await faultsOf(page, look)).toEqual([]);
    await picture(page, `schema-reference-${look.replaceAll(' ', '-')}`);
    await context.close();
  });
});
