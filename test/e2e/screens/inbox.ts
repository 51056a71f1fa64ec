import type { Page } from 'playwright-core';
import { until } from '../../support/until.js';
import { dialog, press, type Screen } from './screen.js';
import type { Site } from './site.js';

const WHY = /^(Why did I get this|Pourquoi ai-je reçu ceci)/;
const MORE = /^(More about|Autres actions pour)/;
/** Beside the row where there is room, in its menu on a phone. */
const MARK = /^(Mark (un)?read|Marquer comme (non )?lue)/;
const BELL = /^(Inbox|Boîte de réception)/;

const START = 'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }';
const REPLY = 'mutation ($id: ID!, $body: String!) { reply(input: {threadId: $id, body: $body}) { id } }';
const WATCH = 'mutation { watchCommunity(input: {slug: "small-museums", level: WATCHING}) { id } }';

/** Gives the member an inbox with something of most kinds in it. */
export async function someNews({ people: { member, author } }: Site): Promise<void> {
  await member.data(WATCH);
  const starts = async (who: typeof member, title: string): Promise<string> => {
    const input = { communitySlug: 'small-museums', title, body: 'Racontez-nous.' };
    return (await who.data<{ startThread: { id: string } }>(START, { input })).startThread.id;
  };
  const own = await starts(member, 'Tactile models for the new gallery: which materials survive 100,000 hands?');
  for (const body of [
    'Bronze.',
    'Corian, après quatre ans.',
    `[@Amara Okafor](/people/${member.id}) which finish?`,
    '> [Amara Okafor](#post-1):\n> Racontez-nous.\n\nVolontiers.',
  ]) {
    await author.data(REPLY, { id: own, body });
  }
  await starts(author, 'Éclairage : comment réduire la chaleur dans les vitrines anciennes sans tout remplacer?');
  await until('all of it in the inbox', async () => {
    const { unreadCount } = await member.data<{ unreadCount: number }>('{ unreadCount }');
    return unreadCount >= 4 || undefined;
  });
}

/** What the server does with the question for the inbox; everything else goes through. */
const asks = async (page: Page, answer: 'nothing' | 'refuses'): Promise<void> => {
  await page.route('**/graphql', (route) => {
    if (!route.request().postData()?.includes('query Inbox')) return route.continue();
    return answer === 'nothing' ? undefined : route.fulfill({ status: 503 });
  });
};

const isUpToDate = (page: Page): Promise<void> =>
  page
    .getByRole('main')
    .getByText(/^(You are up to date|Vous êtes à jour)/)
    .waitFor();

/** The inbox, the bell, and what the lists say of what is unread. */
export const inbox = (_site: Site): Screen[] => [
  { name: 'inbox', who: 'nobody', path: '/inbox' },
  { name: 'inbox', who: 'member', path: '/inbox', main: true },
  {
    name: 'inbox-why',
    who: 'member',
    path: '/inbox',
    main: true,
    act: async (page) => {
      await page.getByRole('listitem').getByRole('button', { name: MORE }).nth(1).click();
      await press(page, WHY);
      await page.getByRole('button', { name: /^(E-mail|Courriel)/ }).waitFor();
    },
  },
  {
    name: 'inbox-selected',
    who: 'member',
    path: '/inbox',
    act: (page) => page.getByRole('checkbox').nth(2).check(),
  },
  {
    name: 'inbox-menu',
    who: 'member',
    path: '/inbox',
    main: true,
    act: async (page) => {
      await page.getByRole('listitem').getByRole('button', { name: MORE }).first().click();
      await page.getByRole('button', { name: WHY }).waitFor();
    },
  },
  {
    name: 'inbox-marked',
    who: 'member',
    path: '/inbox',
    act: async (page) => {
      const row = page.getByRole('listitem').filter({ has: page.getByRole('checkbox') });
      await row.getByRole('button', { name: MORE }).first().click();
      await row.getByRole('button', { name: MARK }).first().click();
      await page.getByRole('button', { name: /^(Undo|Annuler)/ }).waitFor();
    },
  },
  { name: 'inbox-for-me', who: 'member', path: '/inbox?filter=for-me&unread=true' },
  { name: 'inbox-nothing', who: 'newcomer', path: '/inbox', act: isUpToDate },
  {
    name: 'inbox-nothing-followed',
    who: 'newcomer',
    path: '/inbox?filter=communities',
    // One of the parts is the present one, and no other.
    act: (page) => page.locator('main nav [aria-current=page]').click({ trial: true }),
  },
  { name: 'inbox-nothing-unread', who: 'newcomer', path: '/inbox?unread=true', act: isUpToDate },
  {
    name: 'inbox-loading',
    who: 'member',
    path: '/inbox',
    before: (page) => asks(page, 'nothing'),
    act: (page) => page.getByRole('status', { name: /^(Loading the inbox|Chargement de la boîte)/ }).waitFor(),
    unfinished: true,
  },
  {
    name: 'inbox-refused',
    who: 'member',
    path: '/inbox',
    before: (page) => asks(page, 'refuses'),
    act: (page) => page.getByRole('main').getByRole('alert').waitFor(),
  },
  {
    name: 'bell',
    who: 'member',
    path: '/communities',
    main: true,
    act: async (page) => {
      await press(page, BELL);
      await dialog(page);
    },
  },
  { name: 'home-with-news', who: 'member', path: '/', main: true },
  { name: 'discussions-with-unread', who: 'member', path: '/c/small-museums' },
];
