import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, picture, startBrowser } from '../support/browser.js';
import { freePort } from '../support/free-port.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson, appoint, theAdministrator } from '../support/people.js';
import { startProduct, type Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';
import { aWindowOf, enterAs } from '../support/sign-in.js';
import { SlowPost } from '../support/slow-post.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

type Someone = GraphqlClient & { email: string; id: string };

const HALF = 'Half a thought about';
const [PRIVATE, PUBLIC] = ['night-shift', 'small-museums'];
const CREATE = 'mutation ($input: CreateCommunityInput!) { createCommunity(input: $input) { id } }';
const RULES = 'mutation ($input: ChangeCommunityRulesInput!) { changeCommunityRules(input: $input) { id } }';
const JOIN = 'mutation ($input: JoinCommunityInput!) { joinCommunity(input: $input) { id } }';
const START = 'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }';
const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { id } }';
const REMOVE_POST = 'mutation ($input: RemovePostInput!) { removePost(input: $input) { id } }';
const REMOVE_MEMBER = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { id } }';
const ARCHIVE = 'mutation ($input: ArchiveCommunityInput!) { archiveCommunity(input: $input) { id } }';
const REVIVE = 'mutation ($input: ReviveCommunityInput!) { reviveCommunity(input: $input) { id } }';
const SUSPEND = 'mutation ($input: SuspendAccountInput!) { suspendAccount(input: $input) }';
const LIFT = 'mutation ($input: LiftSuspensionInput!) { liftSuspension(input: $input) }';
/** The letter that waits each time while something happens. */
const TOLD = 'A post of yours was removed';

describeWith('browser', hasBrowser)('a door closes on somebody inside', () => {
  let browser: Browser;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let product: Product;
  let staff: GraphqlClient;
  let lead: Someone;
  let amara: Someone;
  const post = new SlowPost();

  const someone = async (name: string): Promise<Someone> => {
    const person = await aPerson(product, name);
    const { me } = await person.data<{ me: { id: string } }>('{ me { id } }');
    return Object.assign(person, { id: me.id });
  };

  /** A thread of the facilitator's, with a reply of the member's. */
  const aThread = async (slug: string): Promise<{ threadId: string; postId: string }> => {
    const input = { communitySlug: slug, title: 'Which lamps last?', body: 'Ours do not.' };
    const { startThread } = await lead.data<{ startThread: { id: string } }>(START, { input });
    const answer = { threadId: startThread.id, body: 'Mine do.' };
    const { reply } = await amara.data<{ reply: { id: string } }>(REPLY, { input: answer });
    return { threadId: startThread.id, postId: reply.id };
  };

  /** The member's page on the thread, with a reply half written; `frames` is all that its socket receives. */
  const halfWritten = async (slug: string, threadId: string): Promise<{ page: Page; frames: string[] }> => {
    const { page } = await aWindowOf(browser, product, amara);
    const frames: string[] = [];
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(payload.toString())));
    await page.goto(`/c/${slug}/d/${threadId}`);
    await page.getByRole('button', { name: /Write a reply/ }).click();
    await page.getByRole('textbox', { name: 'Your reply' }).fill(HALF);
    await page.getByText('Saved on this device').waitFor();
    return { page, frames };
  };

  /** A letter to the member about a removed post is on its way while this happens; it is called back. */
  const whileALetterWaits = async (postId: string, meanwhile: () => Promise<unknown>): Promise<void> => {
    const input = { postId, reason: 'A shop’s link.' };
    await post.holdDuring(() => lead.data(REMOVE_POST, { input }), meanwhile);
  };

  beforeAll(async () => {
    folder = await temporaryFolder();
    const port = await freePort();
    const env = { RATE_LIMITS: 'sign-in-address=1000/600,new-reply=1000/600,new-thread=1000/600' };
    // The people come while mail is kept in files; the door closes on a site that sends it.
    product = await startProduct({ dataDir: `${folder.path}/data`, port, env });
    staff = await theAdministrator(product);
    lead = await someone('Lena Fox');
    amara = await someone('Amara Bell');
    const words = { en: 'Night Shift', fr: 'Équipe de nuit' };
    await staff.data(CREATE, {
      input: {
        slug: PRIVATE,
        association: 'astc',
        name: words,
        summary: words,
        visibility: 'PRIVATE',
        joinPolicy: 'OPEN',
        eligibility: 'ANYONE',
      },
    });
    await staff.data(RULES, { input: { slug: PRIVATE, status: 'OPERATIONAL' } });
    for (const slug of [PRIVATE, PUBLIC]) await appoint(staff, lead, slug);
    await amara.data(JOIN, { input: { slug: PRIVATE } });
    await product.stop();
    product = await startProduct({
      dataDir: `${folder.path}/data`,
      port,
      env: { ...env, SMTP_URL: await post.listen() },
    });
    browser = await startBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await product?.end('SIGTERM');
    await post.close();
    await folder?.remove();
  });

  /** How many of these letters went out. */
  const told = (): number => post.taken.filter((subject) => subject === TOLD).length;

  it('and where none does, a letter that waits goes out', async () => {
    const { postId } = await aThread(PRIVATE);
    await whileALetterWaits(postId, async () => undefined);
    expect(told()).toBe(1);
  }, 240_000);

  it('by removal: the page says so, nothing more is heard, the text is kept, the letter is called back', async () => {
    const { threadId, postId } = await aThread(PRIVATE);
    const { page, frames } = await halfWritten(PRIVATE, threadId);
    const { page: other } = await aWindowOf(browser, product, lead);
    await other.goto(`/c/${PRIVATE}/d/${threadId}`);
    const hear = async (body: string): Promise<void> => {
      await lead.data(REPLY, { input: { threadId, body } });
      await other.getByText(body).waitFor();
    };
    await hear('Said before the door closed.');
    await page.getByText('Said before the door closed.').waitFor();

    await whileALetterWaits(postId, async () => {
      const input = { slug: PRIVATE, accountId: amara.id, reason: 'You moved on.' };
      await lead.data(REMOVE_MEMBER, { input });
      await page.getByRole('heading', { name: 'You are no longer a member' }).waitFor();
      await page.getByText('What you were writing is kept on this device.').waitFor();
    });
    await picture(page, 'door-closes-removed');
    expect(await page.getByText('Said before the door closed.').count()).toBe(0);
    expect(await amara.refusal(REPLY, { input: { threadId, body: HALF } })).toBe('NOT_FOUND');
    await post.untilTaken('You are no longer in “Night Shift”');

    await hear('Said after the door closed.');
    // What the member's socket hears after it is the proof that it was not told this.
    await amara.data(JOIN, { input: { slug: PUBLIC } });
    await until('news of another community', () =>
      frames.some((frame) => frame.includes('standing:changed') && frame.includes(PUBLIC)),
    );
    const closed = frames.findIndex((frame) => frame.includes('room:closed') && frame.includes(threadId));
    expect(closed).toBeGreaterThan(-1);
    expect(frames.slice(0, closed).join()).toContain('post:created');
    expect(frames.slice(closed + 1).filter((frame) => /post:|thread:/.test(frame))).toEqual([]);
    expect(told()).toBe(1);

    // A facilitator lets them in again, and the text is there.
    await appoint(staff, amara, PRIVATE);
    await page.goto(`/c/${PRIVATE}/d/${threadId}`);
    await page.getByRole('button', { name: `Continue your draft: ${HALF}` }).waitFor();
  }, 240_000);

  it('by archiving: the reply box goes from the open page, and comes back with the community', async () => {
    const { threadId, postId } = await aThread(PUBLIC);
    const { page } = await halfWritten(PUBLIC, threadId);
    await whileALetterWaits(postId, async () => {
      await staff.data(ARCHIVE, { input: { slug: PUBLIC } });
      await page.getByText('This community is archived.').waitFor();
    });
    await picture(page, 'door-closes-archived');
    expect(await page.getByRole('textbox', { name: 'Your reply' }).count()).toBe(0);
    expect(await amara.refusal(REPLY, { input: { threadId, body: HALF } })).toBe('FORBIDDEN');
    expect(told()).toBe(1);

    await staff.data(REVIVE, { input: { slug: PUBLIC } });
    await page.getByRole('button', { name: `Continue your draft: ${HALF}` }).waitFor();
  }, 240_000);

  it('by removal where everybody may read: the page stays, without the reply box', async () => {
    const { threadId } = await aThread(PUBLIC);
    const { page } = await halfWritten(PUBLIC, threadId);
    await lead.data(REMOVE_MEMBER, { input: { slug: PUBLIC, accountId: amara.id, reason: 'You moved on.' } });
    await page.getByRole('alert').filter({ hasText: 'You are no longer a member. Your text is kept.' }).waitFor();
    await picture(page, 'door-closes-removed-public');
    expect(await page.getByRole('textbox', { name: 'Your reply' }).count()).toBe(0);
    expect(await page.getByRole('article').filter({ hasText: 'Mine do.' }).count()).toBe(1);
    expect(await amara.refusal(REPLY, { input: { threadId, body: HALF } })).toBe('FORBIDDEN');
    await appoint(staff, amara, PUBLIC);
    await page.getByRole('button', { name: `Continue your draft: ${HALF}` }).waitFor();
  }, 240_000);

  it('by suspension: signed out everywhere, and signing in says until when and why', async () => {
    const { threadId, postId } = await aThread(PUBLIC);
    const { page } = await halfWritten(PUBLIC, threadId);
    const { page: second } = await aWindowOf(browser, product, amara);
    await second.goto(`/c/${PRIVATE}/members`);
    await second.getByRole('heading', { name: '2 members' }).waitFor();
    await whileALetterWaits(postId, async () => {
      const input = { accountId: amara.id, until: '2031-05-04T12:00:00Z', reason: 'The same link in every thread.' };
      await staff.data(SUSPEND, { input });
      await page.getByRole('link', { name: 'Sign in to reply' }).waitFor();
      await second.getByRole('link', { name: 'Sign in to join' }).waitFor();
      expect(await second.getByRole('heading', { name: '2 members' }).count()).toBe(0);
    });
    expect(await amara.data('{ me { id } }')).toEqual({ me: null });
    expect(await amara.refusal(REPLY, { input: { threadId, body: HALF } })).toBe('UNAUTHENTICATED');
    await post.untilTaken('Your account is suspended');
    expect(told()).toBe(1);

    await page.getByRole('link', { name: 'Sign in to reply' }).click();
    await enterAs(page, amara.email);
    await page.getByText('suspended until the end of May 4, 2031. Reason: The same link in every thread.').waitFor();
    await picture(page, 'door-closes-suspended');
    await staff.data(LIFT, { input: { accountId: amara.id } });
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: `Continue your draft: ${HALF}` }).waitFor();
  }, 240_000);
});
