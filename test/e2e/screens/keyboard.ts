import type { Page } from 'playwright-core';
import { until } from '../../support/until.js';
import { dialog, press, type Screen } from './screen.js';
import type { Site } from './site.js';

/** Presses keys until their dialog is there: the page may not listen yet. */
const summon = async (page: Page, keys: string): Promise<void> => {
  await until(`what ${keys} opens`, async () => {
    await page.keyboard.press(keys);
    return page.getByRole('dialog').isVisible();
  });
};

/** What keys open over a page, and what asks once more before it does something for good. */
export const byKeys = (_site: Site): Screen[] => [
  { name: 'commands', who: 'member', path: '/c/small-museums', main: true, act: (page) => summon(page, 'Control+k') },
  {
    name: 'commands-nothing-found',
    who: 'nobody',
    path: '/communities',
    act: async (page) => {
      await summon(page, 'Control+k');
      await page.keyboard.type('zeppelin '.repeat(20));
    },
  },
  {
    name: 'keyboard-help',
    who: 'member',
    path: '/c/small-museums',
    main: true,
    act: async (page) => summon(page, '?'),
  },
  {
    name: 'session-sign-out',
    who: 'member',
    path: '/settings/sessions',
    act: async (page) => {
      await press(page, /^(Sign out|Fermer la session) /);
      await dialog(page);
    },
  },
  {
    name: 'token-revoke',
    who: 'member',
    path: '/settings/tokens',
    act: async (page) => {
      await page.locator('main input:not([type=radio], [type=checkbox])').first().fill('Export');
      await page.locator('main form button[type=submit]').click();
      await press(page, /^(Revoke|Révoquer) Export/);
      await dialog(page);
    },
  },
];
