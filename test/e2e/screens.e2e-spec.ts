import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { aWindow, hasBrowser, picture, startBrowser, type Look } from '../support/browser.js';
import { freshProduct } from '../support/fresh-product.js';
import { aPerson, theAdministrator } from '../support/people.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import type { Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';
import { CHOOSE, choices, enter, faultsOf, isLookedAt, LOOKS, settle } from './screens/looking.js';

const MAIN = new Set([
  'home',
  'directory',
  'community',
  'private-community',
  'thread',
  'new-thread',
  'library',
  'resource',
  'share',
  'sign-up',
  'settings',
  'settings-mail',
]);

describeWith('browser', hasBrowser)('every screen', () => {
  let browser: Browser;
  let product: Product;
  let remove: () => Promise<void>;
  let people: Record<'member' | 'staff', GraphqlClient>;
  let threadId: string;
  let personId: string;
  let resourceId: string;

  beforeAll(async () => {
    ({ product, remove } = await freshProduct());
    const staff = await theAdministrator(product);
    const member = await aPerson(product, 'Amara Okafor');
    await member.data('mutation { joinCommunity(input: {slug: "small-museums"}) { id } }');
    ({
      startThread: { id: threadId },
    } = await member.data<{ startThread: { id: string } }>(
      'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }',
      {
        input: {
          communitySlug: 'small-museums',
          title: 'Tactile models: which materials survive 100,000 hands?',
          body: 'We are re-making **six** models.\n\n- finish\n- relief\n\n| Material | Years |\n|---|---|\n| Bronze | 4 |\n\n- [x] bronze\n- [ ] Corian\n\n> a quotation\n\n`code` and [a link](https://example.org)',
        },
      },
    ));
    for (const body of [
      'Bronze, after four years.',
      'Nous avons fait couler les nôtres en bronze.',
      'To be taken back.',
    ]) {
      await member.data('mutation ($id: ID!, $body: String!) { reply(input: {threadId: $id, body: $body}) { id } }', {
        id: threadId,
        body,
      });
    }
    const other = await aPerson(product, 'Étienne Lavoie', 'FR');
    await other.data('mutation { joinCommunity(input: {slug: "small-museums"}) { id } }');
    const { thread } = await member.data<{ thread: { posts: { edges: { node: { id: string } }[] } } }>(
      'query ($id: ID!) { thread(id: $id) { posts(last: 1) { edges { node { id } } } } }',
      { id: threadId },
    );
    await member.data('mutation ($id: ID!) { deletePost(input: {postId: $id}) { id } }', {
      id: thread.posts.edges[0]?.node.id,
    });
    const share = async (title: string, language: string): Promise<string> => {
      const url = `https://example.org/${encodeURIComponent(title)}`;
      const input = {
        communitySlug: 'small-museums',
        url,
        title,
        language,
        licence: 'CC_BY_SA_4_0',
        tags: ['été', 'access'],
      };
      const { shareResource } = await member.data<{ shareResource: { id: string } }>(
        'mutation ($input: ShareResourceInput!) { shareResource(input: $input) { id } }',
        { input },
      );
      return shareResource.id;
    };
    await share('Guide des visites tactiles pour les petits musées qui débutent', 'FR');
    const gone = await share('A link to be taken back', 'EN');
    await member.data('mutation ($id: ID!) { deleteResource(input: {resourceId: $id}) { id } }', { id: gone });
    resourceId = await share('Condition report, form and guide', 'BILINGUAL');
    personId = (await member.data<{ me: { id: string } }>('{ me { id } }')).me.id;
    people = { member, staff };
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await remove?.();
  });

  const signIn = async (
    context: BrowserContext,
    who: 'nobody' | 'member' | 'staff',
    look: Look = {},
  ): Promise<void> => {
    if (who === 'nobody') return;
    await people[who].data(CHOOSE, choices(look));
    await enter(context, product.origin, people[who].cookieHeader);
  };

  const examine = async (page: Page, name: string): Promise<void> => {
    expect(await faultsOf(page, name)).toEqual([]);
  };

  const screens = (): [string, 'nobody' | 'member' | 'staff', string][] => [
    ['home', 'nobody', '/'],
    ['directory', 'nobody', '/communities'],
    ['directory-open-to-join', 'nobody', '/communities?join=open'],
    ['community', 'nobody', '/c/small-museums'],
    ['community-without-reply', 'nobody', '/c/small-museums?show=unanswered'],
    ['community-unread', 'member', '/c/small-museums?show=unread'],
    ['private-community', 'nobody', '/c/indigenous-practitioners'],
    ['archived-community', 'nobody', '/c/solar-eclipse-2024'],
    ['thread', 'nobody', `/c/small-museums/d/${threadId}`],
    ['library', 'nobody', '/c/small-museums/library'],
    ['resource', 'nobody', `/c/small-museums/r/${resourceId}`],
    ['resource-not-found', 'nobody', '/c/small-museums/r/01999999-0000-7000-8000-000000000000'],
    ['share-nobody', 'nobody', '/c/small-museums/library/share'],
    ['sign-up', 'nobody', '/sign-up'],
    ['sign-in', 'nobody', '/sign-in'],
    ['forgot-password', 'nobody', '/forgot-password'],
    ['reset-password', 'nobody', '/reset-password#token=aaaaaaaaaaaaaaaaaaaaaaaa'],
    ['settings-nobody', 'nobody', '/settings'],
    ['unsubscribe-unknown', 'nobody', '/unsubscribe/a-link-that-leads-to-nothing'],
    ['not-found', 'nobody', '/nowhere'],
    ['community-not-found', 'nobody', '/c/nothing-here'],
    ['thread-not-found', 'nobody', '/c/small-museums/d/01999999-0000-7000-8000-000000000000'],
    ['home', 'member', '/'],
    ['community', 'member', '/c/small-museums'],
    ['community-empty', 'member', '/c/steam'],
    ['members', 'member', '/c/small-museums/members'],
    ['about', 'member', '/c/small-museums/about'],
    ['new-thread', 'member', '/c/small-museums/new'],
    ['thread', 'member', `/c/small-museums/d/${threadId}`],
    ['library', 'member', '/c/small-museums/library'],
    ['library-empty', 'member', '/c/steam/library'],
    ['library-nothing-found', 'member', '/c/small-museums/library?kind=video&language=fr&sort=title'],
    ['library-deleted', 'member', '/c/small-museums/library?deleted=true'],
    ['library-private', 'member', '/c/indigenous-practitioners/library'],
    ['share', 'member', '/c/small-museums/library/share'],
    ['share-not-a-member', 'member', '/c/steam/library/share'],
    ['share-archived', 'member', '/c/solar-eclipse-2024/library/share'],
    ['resource', 'member', `/c/small-museums/r/${resourceId}`],
    ['edit-resource', 'member', `/c/small-museums/r/${resourceId}/edit`],
    ['profile', 'member', `/people/${personId}`],
    ['settings', 'member', '/settings'],
    ['settings-security', 'member', '/settings/security'],
    ['settings-sessions', 'member', '/settings/sessions'],
    ['settings-tokens', 'member', '/settings/tokens'],
    ['settings-mail', 'member', '/settings/mail'],
    ['settings-close', 'member', '/settings/account'],
    ['mailbox-forbidden', 'member', '/admin/mailbox'],
    ['mailbox', 'staff', '/admin/mailbox'],
    ['admin-waiting', 'staff', '/admin'],
    ['admin-communities', 'staff', '/admin/communities'],
    ['admin-new-community', 'staff', '/admin/communities/new'],
    ['admin-community', 'staff', '/admin/communities/indigenous-practitioners'],
    ['admin-institutions', 'staff', '/admin/institutions'],
    ['admin-new-institution', 'staff', '/admin/institutions/new'],
    ['admin-programmes', 'staff', '/admin/programmes'],
    ['admin-programme', 'staff', '/admin/programmes/tam-microgrant'],
    ['admin-accounts', 'staff', '/admin/accounts'],
    ['admin-audit', 'staff', '/admin/audit'],
    ['members', 'staff', '/c/small-museums/members'],
  ];

  it.each(Object.entries(LOOKS))(
    'passes axe and fits: %s',
    async (look, options) => {
      const shown = look.replace(/[^a-z0-9]+/gi, '-');
      const window = async (who: 'nobody' | 'member' | 'staff'): Promise<void> => {
        const { context, page, complaints } = await aWindow(browser, product.origin, options);
        await signIn(context, who, options);
        for (const [name, viewer, path] of screens()) {
          if (viewer !== who || !isLookedAt(MAIN.has(name), options.of)) continue;
          await page.goto(path);
          await settle(page);
          await examine(page, `${name} (${who}, ${look})`);
          await picture(page, `${name}-${who}-${shown}`);
          if (options.language === 'fr-CA') {
            expect(await page.evaluate(() => document.documentElement.lang)).toMatch(/^fr/);
          }
        }
        expect(complaints.filter((line) => !/Failed to load resource/.test(line))).toEqual([]);
        await context.close();
      };
      // All at a time: a page waits for the network more than it computes.
      await Promise.all([window('nobody'), window('member'), window('staff')]);
    },
    600_000,
  );

  it.each([
    ['desktop', {}],
    ['phone', { width: 390, dark: true }],
  ] as const)('passes axe with what opens on it: %s', async (look, options) => {
    const { context, page } = await aWindow(browser, product.origin, options);
    await signIn(context, 'member');
    await page.goto(`/c/small-museums/d/${threadId}`);
    await settle(page);
    const opener = page.getByRole('button', { name: /Write a reply/ }).first();
    if (look === 'phone') {
      // The bar that leads to it is away beside it.
      const bar = page.locator('.thread-bar');
      await bar.waitFor();
      await opener.scrollIntoViewIfNeeded();
      await bar.waitFor({ state: 'hidden' });
    }
    await opener.click();
    await page.getByRole('textbox', { name: 'Your reply' }).fill('A **bold** reply.');
    await examine(page, `composer (${look})`);
    await picture(page, `composer-${look}`);
    await page.getByRole('tab', { name: 'Preview' }).click();
    await page.locator('strong', { hasText: 'bold' }).waitFor();
    await examine(page, `preview (${look})`);
    await page.getByRole('button', { name: 'Close' }).click();
    await page
      .getByRole('button', { name: /^More about/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Copy link' }).waitFor();
    await examine(page, `menu of a post (${look})`);
    await page.keyboard.press('Escape');
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await examine(page, `account menu (${look})`);
    await context.close();
  });

  it('folds the filters of the directory on a phone, and keeps in view what was chosen', async () => {
    const { context, page } = await aWindow(browser, product.origin, { width: 390, dark: true });
    await page.goto('/communities');
    await page.getByText('30 communities', { exact: true }).waitFor();
    const open = page.getByRole('link', { name: 'Open to join' });
    expect(await open.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Filters' }).click();
    await open.click();
    await page.getByText('23 communities', { exact: true }).waitFor();
    expect(await open.getAttribute('aria-current')).toBe('page');
    await examine(page, 'directory, filters unfolded (phone)');
    await page.getByRole('button', { name: 'Filters: 1' }).click();
    expect(await open.isVisible()).toBe(false);
    await page.reload();
    await open.waitFor();
    await context.close();
  });

  it.each([
    ['desktop', {}],
    ['phone', { width: 390, dark: true }],
  ] as const)('passes axe while one shares: %s', async (look, options) => {
    const { context, page } = await aWindow(browser, product.origin, options);
    await signIn(context, 'member');
    await page.goto('/c/small-museums/library/share');
    await page.getByRole('button', { name: 'Choose files' }).waitFor();
    const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    await page
      .locator('input[type=file]')
      .setInputFiles([file('notes.txt', 'Some words.'), file('drawing.svg', '<svg/>')]);
    await page.getByText('Uploaded').waitFor();
    await page.getByText('Description and more').click();
    await page.getByLabel('Or share a link').fill('nowhere');
    await page.getByRole('button', { name: 'Add the link' }).click();
    await page.getByLabel('Licence').selectOption('OWN_TERMS');
    await page.getByRole('button', { name: 'Share 1 resource' }).click();
    await page.getByText('Say the terms, or choose another licence.').waitFor();
    await examine(page, `share (${look})`);
    await picture(page, `share-filled-${look}`);
    await page.getByRole('link', { name: 'Library' }).last().click();
    await page.getByRole('dialog').waitFor();
    await examine(page, `leaving while one shares (${look})`);
    await picture(page, `share-leave-${look}`);
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { name: 'Library', level: 2 }).waitFor();
    await context.close();
  });

  it('can be operated by the keyboard alone: to a discussion, into the reply box, and out', async () => {
    const { context, page } = await aWindow(browser, product.origin);
    await signIn(context, 'member');
    await page.goto('/c/small-museums');
    await settle(page);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toMatch(/^#/);
    const link = page.getByRole('link', { name: /Tactile models/ });
    for (let i = 0; i < 40 && !(await link.evaluate((element) => element === document.activeElement)); i += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Tactile models/ }).waitFor();
    await page.keyboard.press('r');
    const field = page.getByRole('textbox', { name: 'Your reply' });
    await field.waitFor();
    await page.keyboard.type('Typed only.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('article').filter({ hasText: 'Typed only.' }).waitFor();
    await context.close();
  });
});
