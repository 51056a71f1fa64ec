import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { aWindow, hasBrowser, startBrowser } from '../support/browser.js';
import { describeWith } from '../support/requirement.js';
import type { ReceivedMail } from '../support/smtp-mailbox.js';
import { faultsOf, linksIn, unsubscribeLinkOf } from './support/mail-reading.js';
import { MailSite, type Correspondent } from './support/mail-site.js';

const OPEN = 'small-museums';
const CHANGE = `mutation ($input: ChangeMailSubscriptionInput!) {
  changeMailSubscription(input: $input) { cadence digestStopped } }`;

describeWith('browser', hasBrowser)('mail', () => {
  let site: MailSite;
  let browser: Browser;
  let etienne: Correspondent;
  let nora: Correspondent;
  let oceane: Correspondent;
  let thread: string;

  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser(), MailSite.start()]);
    [etienne, nora, oceane] = await Promise.all([
      site.person('Étienne Tremblay', { language: 'FR', timeZone: 'America/Montreal' }),
      site.person('Nora Whitecloud', { language: 'EN', timeZone: 'America/Vancouver' }),
      site.person('Océane Roy', { language: 'FR', timeZone: 'America/St_Johns' }),
    ]);
    for (const one of [etienne, nora, oceane]) await site.join(one, OPEN);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.end();
  });

  it('ends by one click of a mail program, and by nothing that a machine does on the way', async () => {
    let came = await site.during(async () => {
      thread = await site.start(etienne, OPEN, 'A lamp for the planetarium', 'Which one do you have?');
      await site.digests();
    });
    const [digest] = came(nora);
    await site.dial(nora, OPEN, 'EACH');
    came = await site.during(() => site.reply(etienne, thread, 'Ours hums.'));
    const [letter] = came(nora);
    if (!letter || !digest) throw new Error('A message is missing.');
    const stopped = async (): Promise<boolean> => {
      const { mailSettings } = await nora.data<{ mailSettings: { digestStopped: boolean } }>(
        '{ mailSettings { digestStopped } }',
      );
      return mailSettings.digestStopped;
    };
    const stands = async (): Promise<unknown[]> => [await site.dialOf(nora, OPEN), await stopped()];

    // A scanner opens all that it finds, in every way that changes nothing, and lets the pages run.
    const links = new Set(
      [...linksIn(letter), ...linksIn(digest)].filter((link) => link.startsWith(site.product.now.origin)),
    );
    for (const link of links)
      for (const method of ['GET', 'HEAD', 'OPTIONS'])
        await fetch(link, { method }).then((answer) => answer.arrayBuffer());
    const scanner = await aWindow(browser, site.product.now.origin);
    for (const mail of [letter, digest]) {
      await scanner.page.goto(unsubscribeLinkOf(mail));
      await scanner.page.getByRole('heading', { level: 1 }).waitFor();
    }
    await scanner.context.close();
    expect(await stands()).toEqual(['EACH', false]);

    const click = async (mail: ReceivedMail, headers: Record<string, string> = {}): Promise<number> => {
      const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
      const { status } = await fetch(unsubscribeLinkOf(mail), { method: 'POST', body, headers, redirect: 'manual' });
      return status;
    };
    expect(await click(letter, { origin: 'https://mail.example' })).toBe(200);
    expect(await stands()).toEqual(['NONE', false]);
    expect(await click(letter)).toBe(200);
    // Who is signed in where it is done does not count: the link is its reader’s.
    expect(await click(digest, { ...oceane.credential, origin: 'https://mail.example' })).toBe(200);
    expect(await click(digest, oceane.credential)).toBe(200);
    expect(await stands()).toEqual(['NONE', true]);
    expect(await site.dialOf(oceane, OPEN)).toBe('DAILY');
    came = await site.during(() => site.reply(etienne, thread, 'Heard by nobody’s mail program.'));
    expect(came(nora)).toEqual([]);

    const undo = async (mail: ReceivedMail, input: Record<string, unknown>): Promise<unknown> =>
      site.product.now
        .client()
        .data(CHANGE, { input: { ...input, token: unsubscribeLinkOf(mail).split('/unsubscribe/')[1] } });
    expect(await undo(letter, { cadence: 'EACH' })).toMatchObject({ changeMailSubscription: { cadence: 'EACH' } });
    expect(await undo(digest, { digestStopped: false })).toMatchObject({
      changeMailSubscription: { digestStopped: false },
    });
    expect(await stands()).toEqual(['EACH', false]);
    came = await site.during(() => site.reply(etienne, thread, 'Heard again.'));
    expect(came(nora)).toMatchObject([{ text: expect.stringContaining('Heard again.') }]);
  });

  it('stops where an address is no more, says so on the site, and goes on when its owner says that it works', async () => {
    const asked: string[] = [];
    site.mailbox.answer = (address) => {
      asked.push(address);
      return address === nora.email ? { code: 550, text: '5.1.1 No such user here' } : null;
    };
    const settings = async (): Promise<unknown> => nora.data('{ mailSettings { refusedEmail } }');
    await site.during(() => site.reply(etienne, thread, 'To nobody.'));
    expect(asked.filter((address) => address === nora.email)).toHaveLength(1);
    expect(await settings()).toEqual({ mailSettings: { refusedEmail: nora.email } });
    await site.during(async () => {
      await site.reply(etienne, thread, 'Not even tried.');
      await site.digests();
    });
    expect(asked.filter((address) => address === nora.email)).toHaveLength(1);

    site.mailbox.answer = () => null;
    await nora.data('mutation { resumeMail { refusedEmail } }');
    expect(await settings()).toEqual({ mailSettings: { refusedEmail: null } });
    const came = await site.during(() => site.reply(etienne, thread, 'There again.'));
    expect(came(nora)).toMatchObject([{ text: expect.stringContaining('There again.') }]);
  });

  it('was whole and harmless, each message by its own name', () => {
    const { messages } = site.mailbox;
    expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(messages.length);
    expect(messages.flatMap(faultsOf)).toEqual([]);
  });
});
