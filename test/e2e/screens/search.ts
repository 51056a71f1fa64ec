import type { Page } from 'playwright-core';
import { press, type Screen } from './screen.js';
import type { Site } from './site.js';

const SEARCH = /^(Search|Rechercher|Recherche)/;

/** What the server does with a search; everything else goes through. */
const asks = async (page: Page, answer: 'nothing' | 'refuses'): Promise<void> => {
  await page.route('**/graphql', (route) => {
    if (!route.request().postData()?.includes('query Search(')) return route.continue();
    return answer === 'nothing' ? undefined : route.fulfill({ status: 503 });
  });
};

const results = (page: Page): Promise<void> => page.locator('main mark').first().waitFor();

/** The search: its box, what it finds, and what can be done where it finds nothing. */
export const searching = (_site: Site): Screen[] => [
  { name: 'search', who: 'member', path: '/search?q=tactile', main: true, act: results },
  { name: 'search', who: 'nobody', path: '/search?q=cleaner', act: results },
  {
    name: 'search-in-community',
    who: 'member',
    path: '/search?q=models&in=small-museums',
    main: true,
    act: results,
  },
  { name: 'search-empty', who: 'member', path: '/search' },
  { name: 'search-nothing', who: 'member', path: '/search?q=zeppelin', main: true },
  { name: 'search-nothing', who: 'nobody', path: '/search?q=zeppelin' },
  { name: 'search-nothing-in-community', who: 'member', path: '/search?q=zeppelin&in=small-museums' },
  {
    name: 'search-nothing-long',
    who: 'member',
    path: `/search?q=${'Pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(4)}`,
  },
  { name: 'search-no-such-community', who: 'member', path: '/search?q=tactile&in=nowhere-at-all' },
  {
    name: 'search-loading',
    who: 'member',
    path: '/search?q=tactile',
    before: (page) => asks(page, 'nothing'),
    act: (page) => page.getByRole('status', { name: /^(Searching|Recherche en cours)/ }).waitFor(),
    unfinished: true,
  },
  {
    name: 'search-refused',
    who: 'member',
    path: '/search?q=tactile',
    before: (page) => asks(page, 'refuses'),
    act: (page) => page.getByRole('main').getByRole('alert').waitFor(),
  },
  {
    name: 'search-box',
    who: 'member',
    path: '/c/small-museums',
    main: true,
    act: async (page) => {
      // On small screens an icon opens it.
      if ((page.viewportSize()?.width ?? 1280) <= 960) await press(page, SEARCH);
      await page.getByRole('search').getByRole('searchbox').fill('tactile');
    },
  },
];
