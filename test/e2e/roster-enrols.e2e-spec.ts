import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aWindow, hasBrowser, picture, startBrowser } from '../support/browser.js';
import { freshProduct } from '../support/fresh-product.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson, letterTo, theAdministrator } from '../support/people.js';
import type { Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';
import { aWindowOf } from '../support/sign-in.js';
import { until } from '../support/until.js';

const PROGRAMME = 'tam-microgrant';
const LEAVE = 'mutation ($input: LeaveCommunityInput!) { leaveCommunity(input: $input) { id } }';
const STANDING = `{ community(slug: "together-against-misinformation") {
  viewerRole viewerEnrolledBy viewerCan { leave }
} }`;

interface Standing {
  community: { viewerRole: string | null; viewerEnrolledBy: string[]; viewerCan: { leave: boolean } };
}

/** A list as Excel saves it in French: semicolons, Windows-1252. */
const csv = (...rows: readonly string[]): Buffer => Buffer.from(rows.join('\r\n'), 'latin1');

describeWith('browser', hasBrowser)('the roster of a programme', () => {
  let browser: Browser;
  let product: Product;
  let remove: () => Promise<void>;
  let staff: GraphqlClient;
  let zoe: GraphqlClient & { email: string };
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    ({ product, remove } = await freshProduct());
    staff = await theAdministrator(product);
    zoe = await aPerson(product, 'Zoe Roy');
    browser = await startBrowser();
    const window = await aWindow(browser, product.origin);
    const [name = '', ...value] = (staff.cookieHeader ?? '').split('=');
    await window.context.addCookies([{ name, value: value.join('='), url: product.origin }]);
    ({ page } = window);
    page.on('pageerror', (error) => complaints.push(error.message));
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await remove?.();
  });

  const bring = async (name: string, file: Buffer): Promise<void> =>
    page.getByLabel('The whole list, as a CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer: file });

  const replace = async (go: RegExp): Promise<void> => {
    await page.getByRole('button', { name: go }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Replace the roster' }).click();
    await page.getByText('The roster is replaced.').waitFor();
  };

  it('is brought as a file whose every row is told, enrols at once, and releases', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('link', { name: 'Administration' }).click();
    await page.getByRole('link', { name: 'Programmes' }).click();
    await page.getByRole('link', { name: PROGRAMME }).click();

    // A formula and a quotation mark that is left open: nothing of the file is guessed at.
    await bring('broken.csv', csv('Nom;Courriel', `"Zoé;${zoe.email}`));
    await page.getByText(/In row 2 a quotation mark is opened/).waitFor();
    await bring(
      'roster.csv',
      csv(
        'Nom;Courriel',
        `Zoé;${zoe.email}`,
        'Ève;=A1&"@x.ca"',
        'Luc;later@example.org',
        `Z.;${zoe.email.toUpperCase()}`,
      ),
    );
    await page.getByText('2 addresses can be used.').waitFor();
    await page.getByRole('row', { name: /^3 =A1/ }).waitFor();
    await picture(page, 'roster-review');
    expect((await zoe.data<Standing>(STANDING)).community.viewerRole).toBeNull();
    await replace(/^Continue with the 2 good ones/);
    await page.getByRole('row', { name: new RegExp(zoe.email) }).waitFor();
    await page.getByText('Roster: 2 addresses').waitFor();
    expect((await zoe.data<Standing>(STANDING)).community).toEqual({
      viewerRole: 'MEMBER',
      viewerEnrolledBy: [PROGRAMME],
      viewerCan: { leave: false },
    });

    // Whoever signs up with an address of the list is enrolled once it is confirmed.
    const later = await aPerson(product, 'later');
    await until('the newcomer to be enrolled', async () => {
      const { community } = await later.data<Standing>(STANDING);
      return community.viewerEnrolledBy.includes(PROGRAMME) || undefined;
    });
    await page.getByRole('button', { name: 'Choose another file' }).click();
    await bring('next.csv', csv('later@example.org'));
    await replace(/^Continue with 1 address/);
    await page.getByRole('button', { name: '1 released' }).click();
    await page.getByRole('row', { name: new RegExp(zoe.email) }).waitFor();
    expect((await zoe.data<Standing>(STANDING)).community).toEqual({
      viewerRole: 'MEMBER',
      viewerEnrolledBy: [],
      viewerCan: { leave: true },
    });
    expect((await later.data<Standing>(STANDING)).community.viewerEnrolledBy).toEqual([PROGRAMME]);
    expect(complaints).toEqual([]);
  });

  it('tells whoever it holds why they are there, and lets them leave once it has released them', async () => {
    const { page: hers, complaints: heard } = await aWindowOf(browser, product, zoe);
    await hers.goto('/c/genaction');
    await hers.getByRole('heading', { level: 1, name: 'GenAction' }).waitFor();
    const leave = hers.getByRole('button', { name: 'Leave GenAction' });
    expect(await leave.count()).toBe(0);

    await page.goto('/admin/programmes/genaction');
    // As Excel saves it under "CSV UTF-8": with a byte order mark.
    const rows = [
      '\uFEFFNom;Courriel',
      `Zoé;${zoe.email}`,
      'Ève;=HYPERLINK("x@example.org")',
      'Luc;luc at example.org',
    ];
    await bring('genaction.csv', Buffer.from(rows.join('\r\n')));
    await page.getByText('1 address can be used.').waitFor();
    await page.getByText('Read as UTF-8, separated by semicolons.').waitFor();
    await page.getByRole('row', { name: /^3 =HYPERLINK.*This is a formula, not an address/ }).waitFor();
    await page.getByRole('row', { name: /^4 luc at example\.org There is no @ in it/ }).waitFor();
    await replace(/^Continue with the 1 good one/);

    await hers.getByText('on the roster of genaction').waitFor();
    await picture(hers, 'roster-enrolled');
    expect(await leave.count()).toBe(0);
    expect(await zoe.refusal(LEAVE, { input: { slug: 'genaction' } })).toBe('FORBIDDEN');
    const { text } = await letterTo(product.dataDir, zoe.email, 'You are a member: GenAction');
    expect(text).toContain('genaction');

    await page.getByRole('button', { name: 'Choose another file' }).click();
    await bring('genaction.csv', csv('someone.else@example.org'));
    await replace(/^Continue with 1 address/);
    await letterTo(product.dataDir, zoe.email, 'The programme released you: GenAction');
    await leave.click();
    await hers.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
    await hers.getByText('You are no longer a member.').waitFor();
    expect(await leave.count()).toBe(0);
    expect([...complaints, ...heard]).toEqual([]);
  });
});
