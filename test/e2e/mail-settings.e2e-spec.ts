import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { aWindow, hasBrowser, startBrowser } from '../support/browser.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { OwnProduct } from '../support/own-product.js';
import { aPerson, appoint, lettersTo, theAdministrator } from '../support/people.js';
import { describeWith } from '../support/requirement.js';
import { until } from '../support/until.js';
import { enter, settle } from './screens/looking.js';

const JOIN = 'mutation { joinCommunity(input: {slug: "small-museums"}) { id } }';
const CADENCE = '{ community(slug: "small-museums") { mailCadence watchLevel } }';
const START = 'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }';
const INVITE = 'mutation ($input: InviteToCommunityInput!) { inviteToCommunity(input: $input) { id } }';

describeWith('browser', hasBrowser)('what mail comes', () => {
  let browser: Browser;
  let own: OwnProduct;
  let member: GraphqlClient & { email: string };
  let staff: GraphqlClient;
  let window: { context: BrowserContext; page: Page; complaints: string[] };

  const set = async (): Promise<{ mailCadence: string; watchLevel: string }> =>
    (await member.data<{ community: { mailCadence: string; watchLevel: string } }>(CADENCE)).community;

  beforeAll(async () => {
    own = await OwnProduct.start();
    staff = await theAdministrator(own.now);
    member = await aPerson(own.now, 'Amara Okafor');
    await member.data(JOIN);
    browser = await startBrowser();
    window = await aWindow(browser, own.now.origin);
    await enter(window.context, own.now.origin, member.cookieHeader);
  });
  afterAll(async () => {
    await browser?.close();
    await own?.end();
  });

  it('is a dial in the head of a community, by the keyboard as well, and the same one in the settings', async () => {
    const { page } = window;
    await page.goto('/c/small-museums');
    const dial = page.getByRole('button', { name: /^E-mail:/ });
    await dial.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'E-mail: Every message' }).waitFor();
    expect(await dial.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: /^Follow –/ }).click();
    await page.getByRole('button', { name: /^Following/ }).click();
    await until('both to be kept', async () => {
      const { mailCadence, watchLevel } = await set();
      return mailCadence === 'EACH' && watchLevel === 'WATCHING';
    });

    await page.goto('/settings/mail');
    const list = page.getByLabel('E-mail from Small Museums');
    expect(await list.inputValue()).toBe('EACH');
    await page.getByText('None comes at the moment').waitFor();
    await list.selectOption('DAILY');
    await page.getByText('Saved').first().waitFor();
    await page.getByText(/^Next digest: (today|tomorrow) at/).waitFor();
    await page.getByRole('button', { name: 'Stop the digest' }).click();
    await page.getByText('The digest is stopped').waitFor();
    expect(await own.rows('SELECT digest_stopped_at IS NOT NULL AS stopped FROM mail_settings')).toEqual([
      { stopped: true },
    ]);
    await page.getByRole('button', { name: 'Let the digest come again' }).click();
    await page.getByText('The digest is stopped').waitFor({ state: 'detached' });
  });

  it('tells the time zone of the device, by which the digest comes until one is chosen', async () => {
    const [kept] = await own.rows<{ zone: string }>('SELECT device_time_zone AS zone FROM mail_settings');
    const zone = await window.page.evaluate(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
    expect(kept?.zone).toBe(zone);
  });

  it('says on every page that an address refuses our mail, until its owner says that it works again', async () => {
    const { page } = window;
    await own.rows('UPDATE mail_settings SET refused_email = $1, refused_at = now()', [member.email]);
    await page.goto('/c/small-museums');
    const strip = page.getByRole('region', { name: 'Your e-mail does not arrive' });
    await strip.getByRole('link', { name: 'See what to do' }).click();
    await page.getByRole('button', { name: 'The address works again' }).click();
    await page.getByRole('button', { name: 'The address works again' }).waitFor({ state: 'detached' });
    expect(await own.rows('SELECT refused_email FROM mail_settings')).toEqual([{ refused_email: null }]);
    await page.goto('/c/small-museums');
    await page.getByRole('button', { name: /^E-mail:/ }).waitFor();
    expect(await strip.count()).toBe(0);
    expect(window.complaints).toEqual([]);
  });

  describe('by the link of a mail', () => {
    let path: string;
    let visitor: { context: BrowserContext; page: Page; complaints: string[] };

    beforeAll(async () => {
      await member.data('mutation { setMailCadence(input: {slug: "small-museums", cadence: EACH}) { id } }');
      const other = await aPerson(own.now, 'Priya Raman');
      await other.data(JOIN);
      await other.data(START, { input: { communitySlug: 'small-museums', title: 'Which glue?', body: 'Ours fails.' } });
      path = await until('the letter about the post', async () => {
        const letters = await lettersTo(own.now.dataDir, member.email);
        return letters.flatMap(({ text }) => /\/unsubscribe\/[\w-]+/.exec(text)?.[0] ?? [])[0];
      });
      visitor = await aWindow(browser, own.now.origin, { width: 390 });
    });
    afterAll(() => visitor?.context.close());

    it('changes nothing by being opened, and is kept from search engines', async () => {
      const answer = await fetch(own.now.origin + path, { headers: { accept: 'text/html' } });
      expect([answer.status, answer.headers.get('x-robots-tag')]).toEqual([200, 'noindex, nofollow']);
      await visitor.page.goto(path);
      await visitor.page.getByRole('heading', { level: 1, name: 'E-mail from Small Museums' }).waitFor();
      await settle(visitor.page);
      expect((await set()).mailCadence).toBe('EACH');
    });

    it('stops without a sign-in, says so, and takes it back', async () => {
      const { page } = visitor;
      await page.getByRole('button', { name: 'Stop this mail' }).click();
      await page.getByText('Stopped: no more mail comes about what is written in Small Museums.').waitFor();
      expect((await set()).mailCadence).toBe('NONE');
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('It is set to Every message now.').waitFor();
      expect((await set()).mailCadence).toBe('EACH');
      await page.getByRole('radio', { name: /^Weekly/ }).check();
      await page.getByText('It is set to Weekly now.').waitFor();
      expect((await set()).mailCadence).toBe('WEEKLY');
    });

    it('says of a link that leads to nothing what one can do', async () => {
      await visitor.page.goto(`${path}x`);
      await visitor.page.getByRole('heading', { level: 1, name: 'This link does not work any more' }).waitFor();
      expect(visitor.complaints).toEqual([]);
    });
  });

  it('comes from a community that one enters by an invitation to one’s own address, without its link', async () => {
    const leader = await aPerson(own.now, 'Odile Marchand');
    await appoint(staff, leader, 'indigenous-practitioners');
    await leader.data(INVITE, { input: { slug: 'indigenous-practitioners', emails: [member.email] } });
    const { page } = window;
    await page.goto('/c/indigenous-practitioners');
    await page.getByRole('button', { name: 'Accept the invitation to Indigenous Practitioners' }).click();
    await page.getByRole('button', { name: 'E-mail: Daily' }).waitFor();
    await page.goto('/settings/mail');
    const said = page.getByRole('checkbox', { name: /^Its mail may say what was written/ });
    expect(await said.isChecked()).toBe(false);
    await said.check();
    await until('the choice to be kept', async () => {
      const rows = await own.rows<{ content_in_mail: boolean }>('SELECT content_in_mail FROM community_preferences');
      return rows.some(({ content_in_mail: content }) => content);
    });
  });
});
