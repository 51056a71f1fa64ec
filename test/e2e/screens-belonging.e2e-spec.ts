import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { aWindow, hasBrowser, picture, startBrowser, type Look } from '../support/browser.js';
import { describeWith } from '../support/requirement.js';
import { administration } from './screens/administration.js';
import { belonging } from './screens/belonging.js';
import { facilitating } from './screens/facilitating.js';
import { attaching } from './screens/attaching.js';
import { inbox, someNews } from './screens/inbox.js';
import { byKeys } from './screens/keyboard.js';
import { library } from './screens/library.js';
import { longNames, withLongNames } from './screens/long-names.js';
import { searching } from './screens/search.js';
import { CHOOSE, choices, enter, faultsOf, isLookedAt, LOOKS, settle } from './screens/looking.js';
import type { Screen } from './screens/screen.js';
import { aShelf } from './screens/shelf.js';
import { aSite, type Site } from './screens/site.js';

describeWith('browser', hasBrowser)('every screen of belonging, order, the library, the inbox and the search', () => {
  let browser: Browser;
  let site: Site;
  let screens: Screen[][];

  beforeAll(async () => {
    [site, browser] = await Promise.all([aSite(), startBrowser()]);
    const shelf = await aShelf(site, browser);
    await someNews(site);
    const long = await longNames(site);
    // The library apart: whoever has many screens looks at them in several windows.
    screens = [
      attaching(site, shelf),
      library(site, shelf),
      inbox(site),
      searching(site),
      byKeys(site),
      withLongNames(site, long),
      [...belonging(site), ...facilitating(site), ...administration(site)],
    ];
  });
  afterAll(async () => {
    await browser?.close();
    await site?.end();
  });

  /** Everything that one of them sees, one after the other in their own window. */
  const lookAt = async (theirs: readonly Screen[], look: string, options: Look): Promise<string[]> => {
    const faults: string[] = [];
    const { context, page, complaints } = await aWindow(browser, site.product.origin, options);
    const who = theirs[0]?.who ?? 'nobody';
    await enter(context, site.product.origin, site.cookies[who]);
    for (const { name, path, before, act, unfinished } of theirs) {
      const shown = `${name} (${who}, ${look})`;
      await before?.(page);
      await page.goto(path);
      try {
        if (!unfinished) await settle(page);
        await act?.(page);
        if (act && !unfinished) await settle(page);
      } catch (error) {
        faults.push(`${shown}: ${String(error).split('\n', 3).join(' ')}`);
      }
      faults.push(...(await faultsOf(page, shown)));
      await picture(page, `${name}-${who}-${look.replace(/[^a-z0-9]+/gi, '-')}`);
      if (
        options.language === 'fr-CA' &&
        !(await page.evaluate(() => document.documentElement.lang)).startsWith('fr')
      ) {
        faults.push(`${shown}: not in French`);
      }
      // By way of nowhere: what was held must not go out after all, and an address that differs by its fragment alone
      // would not be loaded anew.
      await page.goto('about:blank');
      await page.unrouteAll({ behavior: 'ignoreErrors' });
    }
    await context.close();
    return [...faults, ...complaints.filter((line) => !/Failed to load resource/.test(line))];
  };

  it.each(Object.entries(LOOKS))(
    'passes axe and fits: %s',
    async (look, { of, ...options }) => {
      const { suspended: _, ...people } = site.people;
      for (const person of [site.staff, ...Object.values(people)]) await person.data(CHOOSE, choices(options));
      const waiting = screens.flatMap((part) => [
        ...Map.groupBy(
          part.filter(({ main = false }) => isLookedAt(main, of)),
          ({ who }) => who,
        ).values(),
      ]);
      const faults: string[] = [];
      const window = async (): Promise<void> => {
        for (let theirs = waiting.shift(); theirs; theirs = waiting.shift()) {
          faults.push(...(await lookAt(theirs, look, options)));
        }
      };
      // Three at a time: a page waits for the network more than it computes.
      await Promise.all([window(), window(), window()]);
      expect(faults).toEqual([]);
    },
    900_000,
  );
});
