import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aWindow, hasBrowser, picture, startBrowser } from '../support/browser.js';
import { freshProduct } from '../support/fresh-product.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson, appoint, mailedToken, PASSWORD, theAdministrator } from '../support/people.js';
import type { Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';
import { aWindowOf } from '../support/sign-in.js';
import { until } from '../support/until.js';

type Someone = GraphqlClient & { email: string };

const SLUG = 'indigenous-practitioners';
const GUEST = 'nell.ward@example.org';
const ACCEPT = 'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { id } }';

describeWith('browser', hasBrowser)('an invitation', () => {
  let browser: Browser;
  let product: Product;
  let remove: () => Promise<void>;
  let lead: Someone;
  let stranger: Someone;
  let lena: Page;
  let nell: Page;
  let links: { first: string; second: string };
  const complaints: string[][] = [];

  const linkOf = (token: string): string => `/invitation#token=${token}`;
  const newestLink = async (): Promise<string> => linkOf(await mailedToken(product.dataDir, GUEST, 'invitation'));

  beforeAll(async () => {
    ({ product, remove } = await freshProduct());
    const staff = await theAdministrator(product);
    lead = await aPerson(product, 'Lena Fox');
    stranger = await aPerson(product, 'Tom Hale');
    await appoint(staff, lead, SLUG);
    browser = await startBrowser();
    const windows = [await aWindowOf(browser, product, lead), await aWindow(browser, product.origin)] as const;
    [lena, nell] = [windows[0].page, windows[1].page];
    complaints.push(...windows.map((window) => window.complaints));
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await remove?.();
  });

  it('is sent from the page, and sent again: the former link ends', async () => {
    await lena.goto(`/c/${SLUG}/facilitate`);
    await lena.getByRole('link', { name: 'Invitations' }).click();
    await lena.getByLabel('E-mail addresses').fill(GUEST);
    await lena.getByLabel('A word to go with it (optional)').fill('We would love to have you.');
    await lena.getByRole('button', { name: 'Send the invitations' }).click();
    await lena.getByText('1 invitation is on its way.').waitFor();
    const first = await newestLink();
    await lena.getByRole('button', { name: `Send again: the invitation to ${GUEST}` }).click();
    const second = await until('another link', async () => {
      const link = await newestLink();
      return link !== first && link;
    });
    links = { first, second };
    await picture(lena, 'invitation-sent');
    await nell.goto(first);
    await nell.getByText('it was used or taken back, or it is too old').waitFor();
  });

  it('is not for somebody else who is signed in', async () => {
    const { page: tom, complaints: his } = await aWindowOf(browser, product, stranger);
    complaints.push(his);
    await tom.goto(links.second);
    await tom.getByText(`and you are signed in as ${stranger.email}`).waitFor();
    await picture(tom, 'invitation-other-address');
    expect(await tom.getByRole('button', { name: 'Accept the invitation' }).count()).toBe(0);
    const token = links.second.split('=').at(-1);
    expect(await stranger.refusal(ACCEPT, { input: { token } })).toBe('FORBIDDEN');
    await tom.goto(`/c/${SLUG}`);
    await tom.getByRole('link', { name: 'Apply to join Indigenous Practitioners' }).waitFor();
  });

  it('makes an account and a member in one step', async () => {
    // The same address with another fragment would not be loaded anew.
    await nell.goto('/communities');
    await nell.goto(links.second);
    await nell.getByRole('heading', { name: 'You are invited to Indigenous Practitioners' }).waitFor();
    await nell.getByText('We would love to have you.').waitFor();
    await nell.getByLabel('Name', { exact: true }).fill('Nell Ward');
    await nell.getByLabel('Password').fill(PASSWORD);
    await nell.getByRole('button', { name: 'Create the account and join' }).click();
    await nell.waitForURL(`**/c/${SLUG}`);
    await nell.getByRole('button', { name: 'Account of Nell Ward' }).waitFor();
    await nell.getByRole('link', { name: 'Start a discussion' }).waitFor();
    await nell.getByRole('link', { name: 'Members' }).click();
    await nell.getByRole('heading', { name: '2 members' }).waitFor();
    await lena.reload();
    await lena.getByRole('listitem').filter({ hasText: GUEST }).getByText('Accepted').waitFor();
  });

  it('works once', async () => {
    await nell.goto(links.second);
    await nell.getByText('it was used or taken back').waitFor();
    await nell.getByText('you find the community among yours').waitFor();
    const elsewhere = await aWindow(browser, product.origin);
    complaints.push(elsewhere.complaints);
    await elsewhere.page.goto(links.second);
    await elsewhere.page.getByText('it was used or taken back').waitFor();
    expect(await stranger.refusal(ACCEPT, { input: { token: links.second.split('=').at(-1) } })).toBe('BAD_USER_INPUT');
  });

  it('without a complaint of the browser', () => {
    expect(complaints.flat()).toEqual([]);
  });
});
