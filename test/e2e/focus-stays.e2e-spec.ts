import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { aWindow, hasBrowser, startBrowser } from '../support/browser.js';
import { freshProduct } from '../support/fresh-product.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson, appoint, mailedToken, theAdministrator } from '../support/people.js';
import type { Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';
import { Keyboard } from './support/keyboard.js';

type Someone = GraphqlClient & { email: string };

const OPEN = 'small-museums';
const INVITING = 'indigenous-practitioners';
const GUEST = 'nell.guest@example.org';
const OTHER_GUEST = 'otto.guest@example.org';

describeWith('browser', hasBrowser)('the focus stays in the page', () => {
  let browser: Browser;
  let product: Product;
  let remove: () => Promise<void>;
  let amara: Someone;
  let lena: Someone;
  const complaints: string[][] = [];

  const open = async ({ email }: Someone, path: string): Promise<Keyboard> => {
    const window = await aWindow(browser, product.origin);
    complaints.push(window.complaints);
    await window.page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
    const keyboard = new Keyboard(window.page);
    await keyboard.enterAs(email);
    await window.page.waitForURL(`**${path}`);
    return keyboard;
  };

  beforeAll(async () => {
    ({ product, remove } = await freshProduct({ env: { RATE_LIMITS: 'sign-in-address=1000/600' } }));
    const staff = await theAdministrator(product);
    amara = await aPerson(product, 'Amara Bell');
    lena = await aPerson(product, 'Lena Fox');
    for (const slug of [OPEN, INVITING]) await appoint(staff, lena, slug);
    browser = await startBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await remove?.();
  });

  it('when one has joined, and when one has left', async () => {
    const member = await open(amara, `/c/${OPEN}`);
    const { page } = member;
    const join = page.getByRole('button', { name: 'Join Small Museums' });
    const title = page.getByRole('heading', { level: 1 });
    await member.press(join);
    await join.waitFor({ state: 'detached' });
    await member.arrives(title);
    const leave = page.getByRole('button', { name: 'Leave Small Museums' });
    await member.press(leave);
    await member.press(page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }));
    await leave.waitFor({ state: 'detached' });
    await member.arrives(title);
    // Who has clicked beside everything is left alone.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.getByRole('button', { name: 'Join Small Museums' }).waitFor();
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  }, 240_000);

  it('when one has taken an invitation back', async () => {
    const facilitator = await open(lena, `/c/${INVITING}/facilitate`);
    const { page } = facilitator;
    await facilitator.press(page.getByRole('link', { name: 'Invitations' }));
    await facilitator.type(page.getByLabel('E-mail addresses'), GUEST);
    await facilitator.press(page.getByRole('button', { name: 'Send the invitations' }));
    const revoke = page.getByRole('button', { name: `Take back the invitation to ${GUEST}` });
    await facilitator.press(revoke);
    await facilitator.escapeTo(revoke);
    await facilitator.press(revoke);
    await facilitator.press(page.getByRole('dialog').getByRole('button', { name: 'Take back' }));
    await revoke.waitFor({ state: 'detached' });
    await facilitator.arrives(page.getByRole('heading', { name: 'Sent invitations' }));
  }, 240_000);

  it('when one signs out to accept an invitation, whose link outlasts a reload and a look elsewhere', async () => {
    await lena.data('mutation ($input: InviteToCommunityInput!) { inviteToCommunity(input: $input) { id } }', {
      input: { slug: INVITING, emails: [OTHER_GUEST] },
    });
    const link = `/invitation#token=${await mailedToken(product.dataDir, OTHER_GUEST, 'invitation')}`;
    const guest = await open(amara, '/communities');
    const { page } = guest;
    await page.goto(link);
    const title = page.getByRole('heading', { level: 1, name: /You are invited to/ });
    await title.waitFor();
    expect(new URL(page.url()).hash).toBe('');
    await page.reload();
    await title.waitFor();
    await page.goto('/forgot-password');
    await page.goto('/invitation');
    await guest.press(page.getByRole('button', { name: 'Sign out and go on' }));
    await page.getByRole('radio', { name: 'I am new here' }).waitFor();
    await guest.arrives(page.locator('main'));

    const newcomer = await aWindow(browser, product.origin);
    await newcomer.page.goto('/invitation');
    await newcomer.page.getByText('Open the link in the e-mail again').waitFor();
    await newcomer.page.goto('/invitation#token=spent-spent-spent-spent');
    await newcomer.page.getByText('This invitation does not work any more').waitFor();
    await newcomer.page.reload();
    await newcomer.page.getByText('Open the link in the e-mail again').waitFor();
  }, 240_000);

  it('when one pauses and removes the files of a reply, and is asked before they are left behind', async () => {
    const started = await lena.data<{ startThread: { id: string } }>(
      'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }',
      { input: { communitySlug: OPEN, title: 'Cases', body: 'Which ones last?' } },
    );
    const path = `/c/${OPEN}/d/${started.startThread.id}`;
    const writer = await open(lena, path);
    const { page } = writer;
    // No answer ever comes: the files stay on their way.
    await page.route('**/uploads', () => undefined);
    await writer.press(page.getByRole('button', { name: /^Write a reply/ }));
    const text = page.getByRole('textbox', { name: 'Your reply' });
    await writer.arrives(text);
    const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) });
    await page.locator('[data-composer] input[type=file]').setInputFiles([file('one.txt'), file('two.txt')]);
    await writer.press(page.getByRole('button', { name: 'Pause one.txt' }));
    const goOn = page.getByRole('button', { name: 'Resume one.txt' });
    await writer.arrives(goOn);
    await writer.press(page.getByRole('link', { name: 'Copse, home page' }));
    const dialog = page.getByRole('dialog', { name: 'Leave this page?' });
    await dialog.getByText('Your text is kept on this device.').waitFor();
    await writer.press(dialog.getByRole('button', { name: 'Stay' }));
    await dialog.waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe(path);
    await writer.press(page.getByRole('button', { name: 'Remove one.txt' }));
    await writer.arrives(page.getByRole('button', { name: 'Remove two.txt' }));
    await page.keyboard.press('Enter');
    await writer.arrives(text);
  }, 240_000);

  it('without a complaint of the browser', () => {
    expect(complaints.flat()).toEqual([]);
  });
});
