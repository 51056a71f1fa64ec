import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { aWindow, hasBrowser, startBrowser } from '../support/browser.js';
import { freshProduct } from '../support/fresh-product.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson, appoint, PASSWORD, theAdministrator } from '../support/people.js';
import type { Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';
import { until } from '../support/until.js';
import { enter, faultsOf } from './screens/looking.js';
import { untilFocused } from './support/focus.js';

type Someone = GraphqlClient & { email: string };

const OPEN = 'small-museums';
const APPLIED = 'educators-programmers';
const DOMAIN = 'sciencenorth.example.com';
const JOIN = 'mutation ($slug: String!) { joinCommunity(input: {slug: $slug}) { id } }';
const START = 'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }';
const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { id } }';
const REPORT = 'mutation ($input: ReportPostInput!) { reportPost(input: $input) }';
const APPLY = 'mutation ($input: ApplyToCommunityInput!) { applyToCommunity(input: $input) { id } }';
const INSTITUTION = 'mutation ($input: AddInstitutionInput!) { addInstitution(input: $input) { id } }';
const AFFILIATE = 'mutation ($input: AffiliateInput!) { affiliate(input: $input) { source } }';
const AFFILIATIONS = '{ myAffiliations { source from until institution { id } } }';
const QUEUE = `query ($slug: String!) { community(slug: $slug) {
  reports(first: 10) { edges { node { id reason } } } applications(first: 10) { totalCount } } }`;

describeWith('browser', hasBrowser)('what is done for good, what is taken back, and the keys of the queues', () => {
  let browser: Browser;
  let product: Product;
  let remove: () => Promise<void>;
  let staff: GraphqlClient;
  let lead: Someone;
  let amara: Someone;
  let maude: Someone;
  let thread: string;
  let institution: string;
  const complaints: string[][] = [];

  beforeAll(async () => {
    ({ product, remove } = await freshProduct({ env: { RATE_LIMITS: 'sign-in-address=1000/600,sign-up=1000/600' } }));
    staff = await theAdministrator(product);
    const names = [
      { en: 'Science North', fr: 'Science Nord' },
      { en: 'Maple House', fr: 'Maison des érables' },
    ];
    const ids: string[] = [];
    for (const [place, name] of names.entries()) {
      const answer = await staff.data<{ addInstitution: { id: string } }>(INSTITUTION, {
        input: {
          name,
          kind: 'SCIENCE_CENTRE',
          country: 'CA',
          province: 'ON',
          domains: place === 0 ? [DOMAIN] : [],
          memberships: ['astc', 'casc'].map((association) => ({ association, tie: 'MEMBER', from: '2020-01-01' })),
        },
      });
      ids.push(answer.addInstitution.id);
    }
    institution = ids[1] ?? '';
    lead = await aPerson(product, 'Lena Fox');
    amara = await aPerson(product, 'Amara Bell', 'EN', DOMAIN);
    maude = await aPerson(product, 'Maude Roy', 'EN', DOMAIN);
    for (const slug of [OPEN, APPLIED]) await appoint(staff, lead, slug);
    const answers = [
      { key: 'position', value: 'Programmer' },
      { key: 'language', value: 'fr' },
    ];
    for (const person of [amara, maude]) await person.data(APPLY, { input: { slug: APPLIED, answers } });
    for (const person of [amara, maude]) await person.data(JOIN, { slug: OPEN });
    const input = { communitySlug: OPEN, title: 'Which floor cleaner?', body: 'Ours is worn.' };
    const { startThread } = await maude.data<{ startThread: { id: string } }>(START, { input });
    thread = startThread.id;
    for (const body of ['Buy *MiracleShine*.', 'Visit my shop.']) {
      const written = await maude.data<{ reply: { id: string } }>(REPLY, { input: { threadId: thread, body } });
      await amara.data(REPORT, { input: { postId: written.reply.id, reason: `It sells: ${body}` } });
    }
    const { me } = await amara.data<{ me: { id: string } }>('{ me { id } }');
    await staff.data(AFFILIATE, { input: { accountId: me.id, institutionId: institution, from: '2025-03-01' } });
    browser = await startBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await remove?.();
  });

  const open = async (who: GraphqlClient, path: string): Promise<Page> => {
    const window = await aWindow(browser, product.origin);
    complaints.push(window.complaints);
    await enter(window.context, product.origin, who.cookieHeader);
    await window.page.goto(path);
    await window.page.locator('h1').first().waitFor();
    return window.page;
  };
  /** Presses a key until the page, which may not listen yet, has done what it should. */
  const untilPressed = (page: Page, key: string, done: () => Promise<boolean>): Promise<unknown> =>
    until(`what ${key} does`, async () => {
      if (await done()) return true;
      await page.keyboard.press(key);
      return done();
    });
  const hasFocus = (what: Locator): Promise<boolean> =>
    what.evaluate((element) => element.matches(':focus-within')).catch(() => false);
  const queue = (slug: string) =>
    lead.data<{
      community: { reports: { edges: { node: { id: string } }[] }; applications: { totalCount: number } };
    }>(QUEUE, { slug });

  it('reports are stepped through by keys, a post may stay, and that is taken back', async () => {
    const page = await open(lead, `/c/${OPEN}/facilitate?part=reports`);
    const [first, second] = [page.getByRole('article').nth(0), page.getByRole('article').nth(1)];
    await second.waitFor();
    const before = await queue(OPEN);
    // Without the focus on a report nothing is done to any: the first one gets it.
    await untilPressed(page, 'a', () => hasFocus(first));
    await page.keyboard.press('j');
    await untilFocused(second);
    await page.keyboard.press('k');
    await untilFocused(first);
    await page.keyboard.press('h');
    const dialog = page.getByRole('dialog', { name: /^Remove/ });
    await dialog.waitFor();
    // What is written there is no key.
    await page.keyboard.type('ajk');
    expect(await dialog.getByRole('textbox').inputValue()).toBe('ajk');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await first.focus();
    expect(await queue(OPEN)).toEqual(before);

    await page.keyboard.press('a');
    const undo = page.getByRole('button', { name: 'Undo' });
    await undo.waitFor();
    await until('one report less', async () => (await page.getByRole('article').count()) === 1);
    expect((await queue(OPEN)).community.reports.edges).toHaveLength(1);
    await page.getByRole('status').filter({ hasText: 'The post stays.' }).waitFor({ state: 'attached' });
    expect(await faultsOf(page, 'a settled report')).toEqual([]);
    await page.keyboard.press('Tab');
    await untilFocused(undo);
    await page.keyboard.press('Enter');
    await second.waitFor();
    await undo.waitFor({ state: 'detached' });
    expect(await queue(OPEN)).toEqual(before);
    expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
    await page.context().close();
  }, 240_000);

  it('applications are stepped through by keys, and nobody is let in by one key alone', async () => {
    const page = await open(lead, `/c/${APPLIED}/facilitate`);
    const row = (name: string) => page.locator('a[data-application]', { hasText: name });
    const looksAt = (name: string) => page.locator('article h3', { hasText: name });
    await looksAt('Amara Bell').waitFor();
    await untilPressed(page, 'j', () => hasFocus(row('Amara Bell')));
    await page.keyboard.press('j');
    await looksAt('Maude Roy').waitFor();
    await untilFocused(row('Maude Roy'));
    await page.keyboard.press('k');
    await looksAt('Amara Bell').waitFor();
    await page.keyboard.press('s');
    await looksAt('Maude Roy').waitFor();
    await page.keyboard.press('s');
    await looksAt('Amara Bell').waitFor();
    await page.keyboard.press('d');
    await page.getByRole('dialog', { name: /^Decline .*Amara Bell/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await untilFocused(page.getByRole('button', { name: 'Decline Amara Bell' }));
    await page.keyboard.press('a');
    const asked = page.getByRole('dialog', { name: /^Accept Amara Bell/ });
    await asked.waitFor();
    expect((await queue(APPLIED)).community.applications.totalCount).toBe(2);
    await page.keyboard.press('Tab');
    await untilFocused(asked.getByRole('button', { name: 'Accept' }));
    await page.keyboard.press('Enter');
    await looksAt('Maude Roy').waitFor();
    expect((await queue(APPLIED)).community.applications.totalCount).toBe(1);

    expect(await page.locator('article [data-keys]').count()).toBe(2);
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await untilPressed(page, '?', () => help.isVisible());
    for (const words of ['Next application', 'Accept the application', 'Decline the application'])
      await help.getByText(words).waitFor();
    await help.getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    // Off means off, and the buttons do not promise them any more.
    expect(await page.locator('article [data-keys]').count()).toBe(0);
    await page.keyboard.press('a');
    // Keys that are held down with another still work: what the single one would have opened had its time.
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Commands' }).waitFor();
    expect(await page.getByRole('dialog', { name: /^Accept/ }).count()).toBe(0);
    await page.context().close();
  }, 240_000);

  it('an affiliation that was ended comes back with its days', async () => {
    const page = await open(staff, '/admin/accounts');
    const search = page.locator('main input').first();
    // What was asked for before the change and comes after it would show what was.
    const found = page.waitForResponse((answer) => answer.request().postData()?.includes('"Amara"') ?? false);
    await search.fill('Amara');
    await (await found).finished();
    const end = page.getByRole('button', { name: 'End: Amara Bell at Maple House' });
    const before = await amara.data(AFFILIATIONS);
    await end.focus();
    await page.keyboard.press('Enter');
    const undo = page.getByRole('button', { name: 'Undo: Amara Bell at Maple House' });
    await untilFocused(undo);
    await end.waitFor({ state: 'detached' });
    expect(await amara.data(AFFILIATIONS)).not.toEqual(before);
    expect(await faultsOf(page, 'an affiliation that was ended')).toEqual([]);
    await page.keyboard.press('Enter');
    await end.waitFor();
    await undo.waitFor({ state: 'detached' });
    expect(await amara.data(AFFILIATIONS)).toEqual(before);
    await untilFocused(page.getByRole('group', { name: 'Institutions of Amara Bell' }));
    await page.context().close();
  }, 240_000);

  it('a suspension is lifted, and another device is signed out, only after a question', async () => {
    const { me } = await amara.data<{ me: { id: string } }>('{ me { id } }');
    const elsewhere = product.client();
    await elsewhere.data('mutation ($input: SignInInput!) { signIn(input: $input) { id } }', {
      input: { email: amara.email, password: PASSWORD },
    });
    const sessions = await open(amara, '/settings/sessions');
    const out = sessions.getByRole('button', { name: /^Sign out .+/ }).first();
    const asked = sessions.getByRole('dialog', { name: /^Sign out/ });
    await out.click();
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await untilFocused(out);
    expect(await elsewhere.data('{ me { id } }')).toEqual({ me });
    await out.click();
    expect(await faultsOf(sessions, 'signing another device out')).toEqual([]);
    await asked.getByRole('button', { name: 'Sign out' }).click();
    await asked.waitFor({ state: 'detached' });
    await until('the other device', async () => (await elsewhere.data<{ me: unknown }>('{ me { id } }')).me === null);
    await sessions.context().close();

    await staff.data('mutation ($input: SuspendAccountInput!) { suspendAccount(input: $input) }', {
      input: { accountId: me.id, until: new Date(Date.now() + 40 * 86_400_000).toISOString(), reason: 'Advertising.' },
    });
    const page = await open(staff, '/admin/accounts');
    await page.locator('main input').first().fill('Amara');
    const lift = page.getByRole('button', { name: 'Lift the suspension of Amara Bell' });
    await lift.click();
    await page.keyboard.press('Escape');
    await untilFocused(lift);
    await page.getByText('Reason: Advertising.').waitFor();
    await lift.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Lift the suspension' }).click();
    await page.getByRole('button', { name: 'Suspend Amara Bell' }).waitFor();
    expect(await page.getByText('Reason: Advertising.').count()).toBe(0);
    await page.context().close();
  }, 240_000);

  it('what was changed in a post is thrown away only after a question, and at once where nothing was', async () => {
    const page = await open(maude, `/c/${OPEN}/d/${thread}`);
    const edit = async (): Promise<void> => {
      await page.getByRole('button', { name: 'More about post 2' }).click();
      await page.getByRole('button', { name: 'Edit', exact: true }).click();
    };
    const text = page.getByRole('textbox', { name: 'Text of your post' });
    const discard = page.getByRole('button', { name: 'Discard changes' });
    await edit();
    await text.waitFor();
    await discard.click();
    await text.waitFor({ state: 'detached' });
    await edit();
    await text.fill('Something else.');
    await discard.click();
    const asked = page.getByRole('dialog', { name: 'Discard your changes?' });
    expect(await faultsOf(page, 'throwing changes away')).toEqual([]);
    await asked.getByRole('button', { name: 'Keep it' }).click();
    await untilFocused(discard);
    expect(await text.inputValue()).toBe('Something else.');
    await discard.click();
    await asked.getByRole('button', { name: 'Discard' }).click();
    await text.waitFor({ state: 'detached' });
    await page.getByText('MiracleShine').waitFor();
    await page.context().close();
  }, 240_000);

  it('without a complaint of the browser', () => {
    expect(complaints.flat()).toEqual([]);
  });
});
