import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Request } from 'playwright-core';
import { aWindow, hasBrowser, startBrowser } from '../support/browser.js';
import { freshProduct } from '../support/fresh-product.js';
import { aPerson } from '../support/people.js';
import type { Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';
import { until } from '../support/until.js';

/** What a first visit may weigh, packed, in bytes: all of its scripts, those without which it is not drawn, its styles, itself. */
const MOST = { scripts: 150_000, toDraw: 139_500, styles: 15_000, page: 15_000 } as const;
/** How many requests it may take. */
const MOST_REQUESTS = 15;

const JOIN = 'mutation { joinCommunity(input: {slug: "small-museums"}) { id } }';
const START = 'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }';

describeWith('browser', hasBrowser)('a first visit', () => {
  let browser: Browser;
  let product: Product;
  let remove: () => Promise<void>;
  let path: string;

  beforeAll(async () => {
    ({ product, remove } = await freshProduct());
    const member = await aPerson(product, 'Amara Bell');
    await member.data(JOIN);
    const input = { communitySlug: 'small-museums', title: 'Which floor cleaner?', body: 'Ours is worn.' };
    const { startThread } = await member.data<{ startThread: { id: string } }>(START, { input });
    path = `/c/small-museums/d/${startThread.id}`;
    browser = await startBrowser([]);
  });
  afterAll(async () => {
    await browser?.close();
    await remove?.();
  });

  it.each(['en-CA', 'fr-CA'] as const)('of a thread from a mail stays light, in %s', async (language) => {
    const { page, context } = await aWindow(browser, product.origin, { language });
    const scripts: Request[] = [];
    const all: Request[] = [];
    let under = 0;
    page.on('request', (request) => {
      under += 1;
      all.push(request);
      if (request.resourceType() === 'script') scripts.push(request);
    });
    const over = (): void => void (under -= 1);
    page.on('requestfinished', over);
    page.on('requestfailed', over);
    await page.goto(path);
    await page.getByRole('heading', { level: 1, name: 'Which floor cleaner?' }).waitFor();
    // The live connection is asked for when the page stands already.
    await until('its live connection', () =>
      Promise.resolve(scripts.some((script) => script.url().includes('/live-socket-'))),
    );
    await until('all that the page asks for', () => Promise.resolve(under === 0));
    const weights = await Promise.all(
      scripts.map(async (script) => {
        const [answer, sizes] = [await script.response(), await script.sizes()];
        return {
          name: new URL(script.url()).pathname,
          packed: answer?.headers()['content-encoding'] ?? null,
          bytes: sizes.responseBodySize,
        };
      }),
    );
    // The page has come with its own scripts, and with none of the pages that are not looked at.
    expect(weights.some(({ name }) => name.includes('/thread-page-'))).toBe(true);
    expect(
      weights.filter(({ name }) => /\/(admin|community|composer|forms|facilitat|inbox|invitation)/.test(name)),
    ).toEqual([]);
    expect(weights.filter(({ name, packed }) => name.startsWith('/assets/') && packed !== 'br')).toEqual([]);
    const sum = (of: typeof weights): number => of.reduce((before, { bytes }) => before + bytes, 0);
    expect(sum(weights)).toBeGreaterThan(50_000);
    const toDraw = weights.filter(({ name }) => !name.includes('/live-socket-'));
    const sizes = await Promise.all(all.map(async (request) => ({ request, size: await request.sizes() })));
    const ofType = (type: string): number =>
      sizes.reduce(
        (before, { request, size }) => before + (request.resourceType() === type ? size.responseBodySize : 0),
        0,
      );
    // What the browser has already is asked of nobody.
    const asked = sizes.filter(({ size }) => size.responseBodySize > 0);
    const figures = {
      scripts: sum(weights),
      toDraw: sum(toDraw),
      styles: ofType('stylesheet'),
      page: ofType('document'),
      requests: asked.length,
    };
    console.log(`first visit, ${language}: ${JSON.stringify(figures)}`);
    for (const what of ['scripts', 'toDraw', 'styles', 'page'] as const) {
      expect([what, figures[what] > 0, figures[what] < MOST[what]]).toEqual([what, true, true]);
    }
    expect(figures.requests).toBeLessThanOrEqual(MOST_REQUESTS);
    // The data came with the page.
    const questions = all.filter((request) => new URL(request.url()).pathname === '/graphql');
    expect(questions.filter((request) => !request.postData()?.includes('query Viewer'))).toEqual([]);
    await context.close();
  });
});
