import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { samplePages } from '#platform/testing';
import { aWindow, hasBrowser, picture, startBrowser } from '../support/browser.js';
import { freshProduct } from '../support/fresh-product.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPicture } from '../support/mixed-files.js';
import { Keyboard } from './support/keyboard.js';
import { aPerson, appoint, theAdministrator } from '../support/people.js';
import type { Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';

type Someone = GraphqlClient & { email: string };

const APPLIED = 'educators-programmers';
const OPEN = 'small-museums';
const ADD = 'mutation ($input: AddInstitutionInput!) { addInstitution(input: $input) { id } }';
const JOIN = 'mutation ($input: JoinCommunityInput!) { joinCommunity(input: $input) { id } }';
const START = 'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }';
const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { id } }';

describeWith('browser', hasBrowser)('by keyboard alone', () => {
  let browser: Browser;
  let product: Product;
  let remove: () => Promise<void>;
  let amara: Someone;
  let lena: Someone;
  let maude: Someone;
  const complaints: string[][] = [];

  /** A page of their own, where they have come in by the keyboard as well. */
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
    await staff.data(ADD, {
      input: {
        name: { en: 'Science House', fr: 'Maison des sciences' },
        kind: 'SCIENCE_CENTRE',
        country: 'CA',
        domains: ['sciencehouse.ca'],
        memberships: [{ association: 'casc', tie: 'MEMBER', from: '2020-01-01' }],
      },
    });
    amara = await aPerson(product, 'Amara Bell', 'EN', 'sciencehouse.ca');
    lena = await aPerson(product, 'Lena Fox');
    maude = await aPerson(product, 'Maude Roy');
    for (const slug of [APPLIED, OPEN]) await appoint(staff, lena, slug);
    browser = await startBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await remove?.();
  });

  it('one applies, is accepted and writes the first post', async () => {
    const applicant = await open(amara, `/c/${APPLIED}`);
    const { page } = applicant;
    await applicant.press(page.getByRole('link', { name: 'Apply to join Educators and Programmers' }));
    const send = page.getByRole('button', { name: 'Send the application' });
    await applicant.press(send, 'Space');
    const summary = page.getByRole('alert').filter({ hasText: '2 answers need your attention' });
    await applicant.arrives(summary.locator('..'));
    await applicant.press(summary.getByRole('button', { name: 'Your position' }));
    await applicant.arrives(page.getByRole('textbox', { name: 'Your position' }));
    await page.keyboard.type('Head of outreach');
    const language = page.getByLabel('Preferred language of the invitations');
    await applicant.tabTo(language);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await language.inputValue()).toBe('fr');
    await applicant.press(send);
    await applicant.arrives(page.getByRole('heading', { name: 'Your application has been sent' }));
    const takeBack = page.getByRole('button', { name: 'Take back the application to Educators and Programmers' });
    await applicant.press(takeBack);
    await applicant.escapeTo(takeBack);

    const facilitator = await open(lena, `/c/${APPLIED}`);
    const queue = facilitator.page;
    await facilitator.press(queue.getByRole('link', { name: /^Facilitate/ }));
    await facilitator.type(queue.getByLabel('A word to go with the decision (optional)'), 'Welcome, Amara.');
    const decline = queue.getByRole('button', { name: 'Decline Amara Bell' });
    await facilitator.press(decline);
    await facilitator.escapeTo(decline);
    const accept = queue.getByRole('button', { name: 'Accept Amara Bell' });
    await facilitator.press(accept, 'Space');
    await facilitator.escapeTo(accept);
    await facilitator.press(accept, 'Space');
    await facilitator.press(queue.getByRole('dialog').getByRole('button', { name: 'Accept' }), 'Space');
    await queue.getByText('Nobody is waiting.').waitFor();
    await facilitator.arrives(queue.getByText('No applications waiting'));

    await applicant.press(page.getByRole('link', { name: 'Go to the community' }));
    await applicant.press(page.getByRole('link', { name: 'Start a discussion' }).first());
    await applicant.type(page.getByLabel('Title'), 'Good morning');
    await applicant.type(page.getByRole('textbox', { name: 'Your post' }), 'I am glad to be here.');
    await applicant.press(page.getByRole('button', { name: 'Post', exact: true }));
    await page.getByRole('heading', { level: 1, name: 'Good morning' }).waitFor();
  }, 240_000);

  it('one reports a post, it is removed with a reason, its author reads why, and it is restored', async () => {
    for (const person of [amara, maude]) await person.data(JOIN, { input: { slug: OPEN } });
    const input = { communitySlug: OPEN, title: 'Which floor cleaner?', body: 'Ours is worn.' };
    const { startThread } = await amara.data<{ startThread: { id: string } }>(START, { input });
    await maude.data(REPLY, { input: { threadId: startThread.id, body: 'Buy MiracleShine from my shop.' } });
    const path = `/c/${OPEN}/d/${startThread.id}`;

    const reader = await open(amara, path);
    const more = reader.page.getByRole('button', { name: 'More about post 2' });
    await reader.press(more, 'Space');
    await reader.tabTo(reader.page.getByRole('button', { name: 'Copy link' }));
    await reader.page.keyboard.press('Escape');
    await reader.arrives(more);
    await reader.page.keyboard.press('Enter');
    await reader.press(reader.page.getByRole('button', { name: 'Report…' }));
    await reader.escapeTo(more);
    await reader.page.keyboard.press('Enter');
    await reader.press(reader.page.getByRole('button', { name: 'Report…' }));
    const dialog = reader.page.getByRole('dialog');
    await reader.type(dialog.getByLabel('Reason'), 'It only sells something.');
    await reader.press(dialog.getByRole('button', { name: 'Report', exact: true }));
    await dialog.waitFor({ state: 'detached' });
    await reader.arrives(more);

    const facilitator = await open(lena, `/c/${OPEN}/facilitate`);
    const { page } = facilitator;
    await facilitator.press(page.getByRole('link', { name: 'Reports' }));
    const removal = page.getByRole('button', { name: /^Remove the post/ });
    await facilitator.press(removal);
    await facilitator.escapeTo(removal);
    await page.keyboard.press('Enter');
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true });
    const reason = page.getByRole('dialog').getByLabel('Reason');
    await facilitator.press(confirm);
    await page.getByText('Give a reason.').waitFor();
    await facilitator.arrives(reason);
    await page.keyboard.type('Advertising.');
    await picture(page, 'by-keyboard-reason');
    await facilitator.press(confirm);
    await page.getByText('Nothing is waiting.').waitFor();
    await facilitator.arrives(page.getByText('No reports waiting'));

    const author = await open(maude, path);
    await author.page.getByText('Advertising.').waitFor();
    const show = author.page.getByRole('button', { name: 'Show what it said' });
    await author.press(show, 'Space');
    await author.page.getByText('MiracleShine').waitFor();
    await author.arrives(author.page.getByRole('button', { name: 'Hide what it said' }));

    await facilitator.press(page.getByRole('link', { name: 'Discussions' }));
    await facilitator.press(page.getByRole('link', { name: 'Which floor cleaner?', exact: true }));
    await facilitator.press(page.getByRole('button', { name: 'Restore' }));
    await facilitator.arrives(page.locator('#post-2'));
    await facilitator.press(page.getByRole('button', { name: 'More about post 2' }));
    await facilitator.press(page.getByRole('button', { name: 'Remove…' }));
    await facilitator.type(reason, 'Advertising, once more.');
    await facilitator.press(confirm);
    await page.getByRole('article').filter({ hasText: 'once more' }).waitFor();
    await facilitator.arrives(page.locator('#post-2'));
  }, 240_000);

  it('one removes a member', async () => {
    const facilitator = await open(lena, `/c/${OPEN}/members`);
    const { page } = facilitator;
    const more = page.getByRole('button', { name: 'More about Maude Roy' });
    await facilitator.press(more);
    await facilitator.press(page.getByRole('button', { name: 'Remove from the community…' }));
    await facilitator.escapeTo(more);
    await page.keyboard.press('Enter');
    await facilitator.press(page.getByRole('button', { name: 'Remove from the community…' }));
    const dialog = page.getByRole('dialog');
    await facilitator.type(dialog.getByLabel('Reason'), 'Only advertises.');
    await facilitator.press(dialog.getByRole('button', { name: 'Remove from the community', exact: true }));
    await facilitator.arrives(page.getByRole('heading', { name: '2 members' }));
    expect(await more.count()).toBe(0);
  }, 240_000);

  it('one shares a file and a link, and attaches a picture', async () => {
    const sharer = await open(amara, `/c/${OPEN}/library`);
    const { page } = sharer;
    /** The window for choosing files is the system's; what is chosen there is handed over. */
    const choose = async (button: Locator, name: string, mimeType: string, buffer: Buffer): Promise<void> => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), sharer.press(button)]);
      await chooser.setFiles({ name, mimeType, buffer });
    };
    const row = (text: string) => page.getByRole('listitem').filter({ hasText: text });
    await sharer.follow(page.getByRole('link', { name: 'Share a resource' }));
    await choose(page.getByRole('button', { name: 'Choose files' }), 'loan.pdf', 'application/pdf', samplePages(1));
    await row('loan.pdf').getByText('Uploaded').waitFor();
    const link = page.getByLabel('Or share a link');
    await sharer.type(link, 'signs');
    await page.keyboard.press('Enter');
    await page.getByText('Give the whole address of a public page').waitFor();
    await sharer.arrives(link);
    await page.keyboard.type('.invalid/guide');
    await page.keyboard.press('Enter');
    await sharer.arrives(link);
    await sharer.type(row('signs.invalid').getByLabel('Title'), 'Signs that are read');
    await sharer.press(page.getByRole('button', { name: 'Share 2 resources' }));
    await sharer.arrives(page.getByRole('heading', { name: 'What you share' }));
    await page.getByText('2 resources are in the library.').waitFor();
    await sharer.press(page.getByRole('link', { name: 'Back to the library' }));
    await page.getByRole('link', { name: 'Signs that are read' }).waitFor();
    await sharer.press(page.getByRole('link', { name: 'loan', exact: true }));
    const download = page.waitForEvent('download');
    await sharer.press(page.getByRole('link', { name: 'Download loan.pdf' }));
    expect((await download).suggestedFilename()).toBe('loan.pdf');

    await sharer.press(page.getByRole('link', { name: 'Small Museums' }).first());
    await sharer.press(page.getByRole('link', { name: 'Which floor cleaner?', exact: true }));
    await sharer.press(page.getByRole('button', { name: /Write a reply/ }));
    await sharer.arrives(page.getByRole('textbox', { name: 'Your reply' }));
    await page.keyboard.type('This one:');
    const bottle = await aPicture('#1b4d8f').png().toBuffer();
    await choose(page.getByRole('button', { name: 'Attach files' }), 'bottle.png', 'image/png', bottle);
    await sharer.type(page.getByLabel('What can be seen in the picture?'), 'A green bottle');
    await sharer.press(page.getByRole('button', { name: 'Post', exact: true }));
    await page.getByRole('article').getByRole('img', { name: 'A green bottle' }).waitFor();
  }, 240_000);

  it('without a complaint of the browser', () => {
    expect(complaints.flat()).toEqual([]);
  });
});
