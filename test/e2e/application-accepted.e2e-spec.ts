import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aWindow, hasBrowser, picture, startBrowser } from '../support/browser.js';
import { untilFocused } from './support/focus.js';
import { freshProduct } from '../support/fresh-product.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson, appoint, letterTo, lettersTo, theAdministrator } from '../support/people.js';
import type { Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';
import { aWindowOf, enterAs } from '../support/sign-in.js';

type Someone = GraphqlClient & { email: string };

const EDUCATORS = 'educators-programmers';
const CIRCLE = 'indigenous-practitioners';
const HOPE = 'A place to listen to my aunties';
const ADD = 'mutation ($input: AddInstitutionInput!) { addInstitution(input: $input) { id } }';
const QUEUE = `{ community(slug: "${CIRCLE}") { applications { totalCount } members { totalCount } } }`;
const OWN = `{ community(slug: "${CIRCLE}") { viewerApplication { status answers { key private value } } } }`;

/** Marks the page, so that one which was loaded anew meanwhile is told from one that was not. */
const mark = (page: Page): Promise<void> => page.evaluate(() => void Object.assign(globalThis, { marked: true }));
const isMarked = (page: Page): Promise<boolean> => page.evaluate(() => 'marked' in globalThis);

describeWith('browser', hasBrowser)('an application', () => {
  let browser: Browser;
  let product: Product;
  let remove: () => Promise<void>;
  let staff: Someone;
  const people: Record<string, Someone> = {};
  const complaints: string[][] = [];

  const open = async (who?: Someone): Promise<Page> => {
    const window = who ? await aWindowOf(browser, product, who) : await aWindow(browser, product.origin);
    complaints.push(window.complaints);
    return window.page;
  };

  beforeAll(async () => {
    ({ product, remove } = await freshProduct({ env: { RATE_LIMITS: 'sign-in-address=1000/600' } }));
    staff = Object.assign(await theAdministrator(product), { email: 'ada@example.org' });
    await staff.data(ADD, {
      input: {
        name: { en: 'Science House', fr: 'Maison des sciences' },
        kind: 'SCIENCE_CENTRE',
        country: 'CA',
        province: 'ON',
        domains: ['sciencehouse.ca'],
        memberships: [{ association: 'casc', tie: 'MEMBER', from: '2020-01-01' }],
      },
    });
    people.amara = await aPerson(product, 'Amara Bell', 'EN', 'sciencehouse.ca');
    people.lena = await aPerson(product, 'Lena Fox');
    people.noor = await aPerson(product, 'Noor Cardinal');
    people.tala = await aPerson(product, 'Tala Beaver');
    await appoint(staff, people.lena, EDUCATORS);
    await appoint(staff, people.noor, CIRCLE);
    browser = await startBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await remove?.();
  });

  it('is made by the form, accepted with a word, and opens the page that was waiting', async () => {
    const { amara, lena } = people as { amara: Someone; lena: Someone };
    const page = await open();
    await page.goto(`/c/${EDUCATORS}`);
    await page.getByText('for people whose institution is a member of the association').first().waitFor();
    await page.getByRole('link', { name: 'Sign in to apply' }).click();
    await enterAs(page, amara.email);
    await page.getByRole('link', { name: 'Apply to join Educators and Programmers' }).click();

    const send = page.getByRole('button', { name: 'Send the application' });
    await send.click();
    const summary = page.getByRole('alert').filter({ hasText: '2 answers need your attention' });
    await untilFocused(summary.locator('..'));
    await picture(page, 'application-error-summary');
    await summary.getByRole('button', { name: 'Your position' }).click();
    const position = page.getByRole('textbox', { name: 'Your position' });
    await untilFocused(position);
    await position.fill('Head of outreach');
    await page.getByLabel('Preferred language of the invitations').selectOption('fr');
    await send.click();
    await untilFocused(page.getByRole('heading', { name: 'Your application has been sent' }));
    await page.goto(`/c/${EDUCATORS}`);
    await page.getByText('A facilitator decides').waitFor();
    await mark(page);

    const queue = await open(lena);
    await queue.goto(`/c/${EDUCATORS}/facilitate`);
    await queue.getByText('1 application waiting').waitFor();
    await queue.getByText('Head of outreach').waitFor();
    await queue.getByText('Meets the rule').waitFor();
    await queue.getByLabel('A word to go with the decision (optional)').fill('Welcome! We meet on Tuesdays.');
    await picture(queue, 'application-queue');
    await queue.getByRole('button', { name: 'Accept Amara Bell' }).click();
    const asked = queue.getByRole('dialog', { name: 'Accept Amara Bell?' });
    await asked.getByText('with your word').waitFor();
    await asked.getByRole('button', { name: 'Accept' }).click();
    await queue.getByText('Amara Bell is a member now.').first().waitFor();
    await queue.getByText('No applications waiting').waitFor();

    await page.getByRole('button', { name: 'Leave Educators and Programmers' }).waitFor();
    expect(await isMarked(page)).toBe(true);
    const { text } = await letterTo(product.dataDir, amara.email, 'Welcome: Educators and Programmers');
    expect(text).toContain('We meet on Tuesdays.');
    await page.getByRole('link', { name: 'Start a discussion' }).first().click();
    await page.getByLabel('Title').fill('Good morning from Science House');
    await page.getByRole('textbox', { name: 'Your post' }).fill('Who else runs night programmes?');
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Good morning from Science House' }).waitFor();
  }, 240_000);

  it('with private answers is read by the facilitator alone, and nothing of them is left once it is declined', async () => {
    const { tala, noor } = people as { tala: Someone; noor: Someone };
    const page = await open(tala);
    await page.goto(`/c/${CIRCLE}`);
    await page.getByRole('link', { name: 'Apply to join Indigenous Practitioners' }).click();
    await page.getByLabel('I self-identify as First Nations, Inuit or Métis (private)').check();
    await page.getByRole('textbox', { name: /^What would you like from the circle/ }).fill(HOPE);
    await page.getByRole('button', { name: 'Send the application' }).click();
    await page.getByRole('heading', { name: 'Your application has been sent' }).waitFor();
    await mark(page);

    expect(await staff.data(QUEUE)).toEqual({ community: { applications: null, members: null } });
    const office = await open(staff);
    await office.goto(`/c/${CIRCLE}/facilitate`);
    await office.getByText('This page is for the people who facilitate the community.').waitFor();
    await office.goto('/admin');
    await office.getByRole('heading', { level: 2 }).first().waitFor();
    expect(await office.getByText(/Tala|aunties/).count()).toBe(0);
    const queue = await open(noor);
    await queue.goto(`/c/${CIRCLE}/facilitate`);
    await queue.getByText(HOPE).waitFor();
    await queue.getByLabel('A word to go with the decision (optional)').fill('Not this season; write to me.');
    await queue.getByRole('button', { name: 'Decline Tala Beaver' }).click();
    await picture(queue, 'application-decline-dialog');
    await queue.getByRole('dialog').getByRole('button', { name: 'Decline', exact: true }).click();
    await queue.getByText('The application of Tala Beaver was declined.').first().waitFor();
    await untilFocused(queue.getByText('No applications waiting'));
    expect(await queue.getByText(HOPE).count()).toBe(0);

    await page.getByText('Your application was declined').waitFor();
    await page.getByText('Not this season; write to me.').waitFor();
    expect(await isMarked(page)).toBe(true);
    expect(await tala.data(OWN)).toEqual({
      community: {
        viewerApplication: {
          status: 'DECLINED',
          answers: [
            { key: 'selfIdentification', private: true, value: null },
            { key: 'hope', private: true, value: null },
          ],
        },
      },
    });
    // A screen is read by others too: the letter names no community, and those to others not who applied.
    const { text } = await letterTo(product.dataDir, tala.email, 'Your application on Copse');
    expect(text).not.toMatch(/Indigenous|Not this season/);
    for (const { email } of [noor, staff]) {
      const letters = await lettersTo(product.dataDir, email);
      expect(letters.filter((letter) => `${letter.subject} ${letter.text}`.match(/Tala|aunties/))).toEqual([]);
    }
  }, 240_000);

  it('without a complaint of the browser', () => {
    expect(complaints.flat()).toEqual([]);
  });
});
