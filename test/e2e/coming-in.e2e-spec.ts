import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { violationsIn, WCAG_AND_PRACTICE } from '../support/axe.js';
import { aWindow, hasBrowser, picture, startBrowser, type Look } from '../support/browser.js';
import { freshProduct } from '../support/fresh-product.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson, mailedToken, PASSWORD, theAdministrator } from '../support/people.js';
import type { Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';

type Someone = GraphqlClient & { email: string };

const SLUG = 'indigenous-practitioners';
const APPOINT = 'mutation ($input: AppointFacilitatorInput!) { appointFacilitator(input: $input) { id } }';
const INVITE = 'mutation ($input: InviteToCommunityInput!) { inviteToCommunity(input: $input) { id } }';

const axeFinds = async (page: Page): Promise<string[]> => {
  const violations = await violationsIn(page, WCAG_AND_PRACTICE);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};

/** Walks with Tab until the control has the focus, as somebody without a mouse does. */
const tabTo = async (page: Page, control: Locator): Promise<void> => {
  await control.waitFor();
  for (let step = 0; step < 60; step++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(control)}`);
};

describeWith('browser', hasBrowser)('coming into a private community', () => {
  let browser: Browser;
  let product: Product;
  let remove: () => Promise<void>;
  let lead: Someone;
  const complaints: string[][] = [];

  const open = async (who: GraphqlClient | null, look: Look = {}): Promise<Page> => {
    const window = await aWindow(browser, product.origin, look);
    complaints.push(window.complaints);
    const [name = '', ...value] = who?.cookieHeader?.split('=') ?? [];
    if (name) await window.context.addCookies([{ name, value: value.join('='), url: product.origin }]);
    return window.page;
  };

  beforeAll(async () => {
    ({ product, remove } = await freshProduct());
    const staff = await theAdministrator(product);
    lead = await aPerson(product, 'Lena Fox');
    const { me } = await lead.data<{ me: { id: string } }>('{ me { id } }');
    await staff.data(APPOINT, { input: { slug: SLUG, accountId: me.id } });
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await remove?.();
  });

  it('by application: a form, the queue, a decision that opens the page, a first discussion; by keyboard alone', async () => {
    const applicant = await open(await aPerson(product, 'Maude Roy'));
    await applicant.goto(`/c/${SLUG}`);
    await tabTo(applicant, applicant.getByRole('link', { name: 'Apply to join Indigenous Practitioners' }));
    await applicant.keyboard.press('Enter');
    const send = applicant.getByRole('button', { name: 'Send the application' });
    await tabTo(applicant, send);
    await applicant.keyboard.press('Enter');
    // What is missing is said above the form, and leads to its field.
    await applicant.getByText('One answer needs your attention:').waitFor();
    expect(await axeFinds(applicant)).toEqual([]);
    await picture(applicant, 'apply-attention');
    await tabTo(applicant, applicant.getByRole('alert').getByRole('button'));
    await applicant.keyboard.press('Enter');
    await applicant.keyboard.press('Space');
    await tabTo(applicant, applicant.getByRole('textbox', { name: /circle/ }));
    await applicant.keyboard.type('To listen first.');
    await tabTo(applicant, send);
    await applicant.keyboard.press('Enter');
    await applicant.getByRole('heading', { name: 'Your application has been sent' }).waitFor();
    await applicant.goto(`/c/${SLUG}`);
    await applicant.getByText('You applied').waitFor();

    const queue = await open(lead);
    await queue.goto(`/c/${SLUG}`);
    await tabTo(queue, queue.getByRole('link', { name: /^Facilitate/ }));
    await queue.keyboard.press('Enter');
    await queue.getByText('To listen first.').waitFor();
    expect(await axeFinds(queue)).toEqual([]);
    await picture(queue, 'queue');
    await tabTo(queue, queue.getByRole('textbox'));
    await queue.keyboard.type('Welcome, Maude.');
    await tabTo(queue, queue.getByRole('button', { name: 'Accept Maude Roy' }));
    await queue.keyboard.press('Enter');
    await tabTo(queue, queue.getByRole('dialog').getByRole('button', { name: 'Accept' }));
    await queue.keyboard.press('Enter');
    await queue.getByText('Nobody is waiting.').waitFor();

    // Nothing was done on this page: it opens by itself.
    const start = applicant.getByRole('link', { name: 'Start a discussion' });
    await tabTo(applicant, start);
    await applicant.keyboard.press('Enter');
    await tabTo(applicant, applicant.getByLabel('Title'));
    await applicant.keyboard.type('Good morning');
    await tabTo(applicant, applicant.getByRole('textbox', { name: /^(?!Title)/ }).last());
    await applicant.keyboard.type('I am glad to be here.');
    await applicant.keyboard.press('Control+Enter');
    await applicant.getByRole('heading', { level: 1, name: 'Good morning' }).waitFor();
    await queue.goto(`/c/${SLUG}`);
    await queue.getByRole('link', { name: 'Good morning', exact: true }).waitFor();
  });

  it('by invitation: a page that signs up and joins in one step, and a link that works once', async () => {
    const email = 'nell.ward@example.org';
    await lead.data(INVITE, { input: { slug: SLUG, emails: [email], message: 'Join us.' } });
    const link = `/invitation#token=${await mailedToken(product.dataDir, email, 'invitation')}`;
    const page = await open(null, { language: 'fr-CA', width: 390, dark: true });
    await page.goto(link);
    await page.getByRole('heading', { name: /Vous êtes invité·e/ }).waitFor();
    expect(new URL(page.url()).hash).toBe('');
    expect(await axeFinds(page)).toEqual([]);
    await picture(page, 'invitation');
    await page.getByLabel('Nom').fill('Nell Ward');
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.getByRole('button', { name: 'Créer le compte et devenir membre' }).click();
    await page.waitForURL(`**/c/${SLUG}`);
    await page.getByRole('link', { name: 'Membres' }).click();
    await page.getByText('Nell Ward').first().waitFor();

    const other = await open(null);
    await other.goto(link);
    await other.getByText('This invitation does not work any more').waitFor();
    await picture(other, 'invitation-used');
  });

  it('without a complaint of the browser', () => {
    // The used link is refused by the server, which browsers do not report; nothing else went wrong.
    expect(complaints.flat()).toEqual([]);
  });
});
