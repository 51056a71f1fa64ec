import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { aWindow, hasBrowser, picture, startBrowser, untilQuiet, type Look } from '../support/browser.js';
import { describeWith } from '../support/requirement.js';
import { until } from '../support/until.js';
import { enter, faultsOf, settle } from './screens/looking.js';
import { aSite, type Site } from './screens/site.js';
import { answers, asking, ASKS_NOTHING, follow, isOffline, notNow, silence, type Asking } from './screens/states.js';

const SHARE = 'mutation ($input: ShareResourceInput!) { shareResource(input: $input) { id } }';
const ALL = process.env['COPSE_TEST_LOOKS'] === 'all';
const LOOK: Look = { width: 390, dark: true };

/** Every address at which the client draws a page, read from its sources. */
function routes(): string[] {
  const made = /(?:const (\w+) = )?createRoute\(\{\s*getParentRoute: \(\) => (\w+),\s*(path|id): '([^']+)'/g;
  return globSync('apps/web/src/app/rout{er,es/*}.ts')
    .flatMap((file) => {
      const all = [...readFileSync(file, 'utf8').matchAll(made)].map(([, name = '', parent = '', by, says = '']) => {
        return { name, parent, path: by === 'path' ? says : '' };
      });
      const below = (parent: string): string => {
        const frame = all.find(({ name }) => name === parent);
        return frame ? below(frame.parent) + frame.path : '';
      };
      return all
        .filter(({ name }) => !all.some(({ parent }) => name !== '' && parent === name))
        .map(({ parent, path }) => below(parent) + path);
    })
    .toSorted();
}

describeWith('browser', hasBrowser)('every route', () => {
  let browser: Browser;
  let site: Site;
  let routesThatAsk: Readonly<Record<string, Asking>>;

  beforeAll(async () => {
    [site, browser] = await Promise.all([aSite(), startBrowser()]);
    const input = {
      communitySlug: 'small-museums',
      url: 'https://example.org/guide',
      title: 'A guide',
      language: 'EN',
      licence: 'CC0_1_0',
    };
    const { shareResource } = await site.people.member.data<{ shareResource: { id: string } }>(SHARE, { input });
    routesThatAsk = asking(site, shareResource.id);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.end();
  });

  const problems = (page: Page) => page.locator('main [role=alert]');

  it('is looked at while it waits, when it is refused and without a line, or asks nothing', () => {
    expect([...Object.keys(routesThatAsk), ...ASKS_NOTHING].toSorted()).toEqual(routes());
  });

  /** The page in this state, in a window of its own. */
  const inState = async (
    state: string,
    { who, path }: Asking,
    bring: (page: Page, context: BrowserContext) => Promise<void>,
    goOn: (page: Page, context: BrowserContext) => Promise<void>,
  ): Promise<string[]> => {
    const { context, page } = await aWindow(browser, site.product.origin, LOOK);
    await enter(context, site.product.origin, site.cookies[who]);
    const faults: string[] = [];
    try {
      await bring(page, context);
      faults.push(...(await faultsOf(page, `${path}, ${state}`)));
      await picture(page, `state-${state}-${path.replace(/[^a-z0-9]+/gi, '-')}`);
      await goOn(page, context);
    } catch (error) {
      faults.push(`${path}, ${state}: ${String(error).split('\n', 4).join(' ')}`);
      await picture(page, `fault-${state}-${path.replace(/[^a-z0-9]+/gi, '-')}`);
    }
    await context.close();
    return faults;
  };
  /** Each part that failed has its own way to try again; at the end none is left, and the page is all there. */
  const triedAgain = async (page: Page): Promise<void> => {
    const again = problems(page).getByRole('button', { name: 'Try again' });
    await until('the page without what failed', async () => {
      if ((await problems(page).count()) === 0) return true;
      // It may go, or its page be loaded anew, in this very moment.
      await again
        .first()
        .click({ timeout: 1_000 })
        .catch(() => undefined);
      await untilQuiet(page);
      return undefined;
    });
    await settle(page);
    expect(await problems(page).count()).toBe(0);
  };

  /** A page from which one goes on without loading a document, which would bring its first answers along. */
  const elsewhere = async (page: Page): Promise<void> => {
    await page.goto('/verify');
    await settle(page);
  };

  const states: Readonly<Record<string, (route: Asking) => Promise<string[]>>> = {
    waits: (route) =>
      inState(
        'waits',
        route,
        async (page) => {
          await elsewhere(page);
          await answers(page, silence);
          await follow(page, route);
          await page.locator('main [role=status]:not(:empty), main [aria-busy=true]').first().waitFor();
          expect(await problems(page).count()).toBe(0);
        },
        async () => undefined,
      ),
    refused: (route) =>
      inState(
        'refused',
        route,
        async (page) => {
          await elsewhere(page);
          await answers(page, notNow);
          await follow(page, route);
          await problems(page).first().waitFor();
        },
        async (page) => {
          await page.unrouteAll({ behavior: 'wait' });
          await triedAgain(page);
        },
      ),
    // What is opened by itself has the browser's own words then.
    offline: async (route) =>
      route.isOpened
        ? []
        : inState(
            'offline',
            route,
            async (page, context) => {
              await elsewhere(page);
              await isOffline(context, true);
              await follow(page, route);
              await problems(page).first().waitFor();
            },
            async (page, context) => {
              await isOffline(context, false);
              await triedAgain(page);
            },
          ),
  };

  it.each(Object.keys(states))(
    'says so, passes axe and goes on: %s',
    async (state) => {
      const left = Object.values(routesThatAsk).filter(({ main }) => ALL || main);
      const faults: string[] = [];
      const window = async (): Promise<void> => {
        for (let route = left.shift(); route; route = left.shift())
          faults.push(...((await states[state]?.(route)) ?? []));
      };
      await Promise.all([window(), window(), window()]);
      expect(faults).toEqual([]);
    },
    900_000,
  );
});
