import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aWindow, hasBrowser, startBrowser } from '../support/browser.js';
import { appoint } from '../support/people.js';
import { describeWith } from '../support/requirement.js';
import { enterAs } from '../support/sign-in.js';
import { headerOf, type ReceivedMail } from '../support/smtp-mailbox.js';
import { until } from '../support/until.js';
import {
  conversations,
  differencesOf,
  faultsOf,
  linksIn,
  listFaultsOf,
  show,
  withoutRe,
} from './support/mail-reading.js';
import { MailSite, type Correspondent } from './support/mail-site.js';

const OPEN = 'small-museums';
const PRIVATE = 'indigenous-practitioners';
const PHONE = { width: 390 };
const TITLE = 'Tactile models: which materials survive 10,000 hands?';
const FIRST = `We replace our tactile skull every spring, and **every spring** it costs us 240 $.

${'Visitors press where the bone is thinnest, and where a guide says “feel this”. '.repeat(12)}

- PLA: chips after a month
- nylon (PA12): see [the test](https://example.org/pa12?part=1&more=2#nylon)
- bronze: warm after a school class; [our library](/c/small-museums/library) has the bills`;
const SECRET = 'Zinnwaldite';

/** The links of a message to posts. */
const postsIn = (mail: ReceivedMail): string[] => linksIn(mail).filter((link) => /#post-\d+$/.test(link));

/** Waits for the post of the link as somebody sees it on arriving: not only on the page, but in the window. */
const arrivesAt = async (page: Page, link = ''): Promise<void> => {
  const id = /#(post-\d+)$/.exec(link)?.[1] ?? '';
  await until(`${id} in view`, () =>
    page.evaluate((post) => {
      const box = document.getElementById(post)?.getBoundingClientRect();
      return box !== undefined && box.height > 0 && box.top >= 0 && box.top < innerHeight;
    }, id),
  );
  expect(new URL(page.url()).hash).toBe(`#${id}`);
};

describeWith('browser', hasBrowser)('mail', () => {
  let site: MailSite;
  let browser: Browser;
  let priya: Correspondent;
  let etienne: Correspondent;
  let nora: Correspondent;
  let oceane: Correspondent;
  /** Ids of threads. */
  let models: string;
  let secret: string;
  /** What was written about `models`, to Nora. */
  const thread: ReceivedMail[] = [];
  const mention = (): string => `[@Océane Roy](/people/${oceane.id})`;
  const at = (place: string): string => `${site.product.now.origin}${place}`;

  beforeAll(async () => {
    [browser, site] = await Promise.all([startBrowser(), MailSite.start()]);
    [priya, etienne, nora, oceane] = await Promise.all([
      site.person('Priya Raman', { language: 'EN', timeZone: 'UTC' }),
      site.person('Étienne Tremblay', { language: 'FR', timeZone: 'America/Montreal' }),
      site.person('Nora Whitecloud', { language: 'EN', timeZone: 'America/Vancouver' }),
      site.person('Océane Roy', { language: 'FR', timeZone: 'America/St_Johns' }),
    ]);
    for (const one of [priya, etienne, nora, oceane]) await site.join(one, OPEN);
    for (const one of [priya, nora, oceane]) await appoint(site.staff, one, PRIVATE);
    for (const one of [priya, etienne]) await site.dial(one, OPEN, 'NONE');
    await site.dial(nora, OPEN, 'EACH');
    await site.dial(oceane, OPEN, 'MENTIONS');
  });
  afterAll(async () => {
    await browser?.close();
    await site?.end();
  });

  /** Looks at a message with a picture by this name; its links. */
  const isSound = async (mail: ReceivedMail, name: string): Promise<string[]> => {
    expect(listFaultsOf(mail, site.product.now.origin)).toEqual([]);
    const shown = await show(browser, mail, name);
    expect(shown.faults).toEqual([]);
    expect(differencesOf(mail, shown)).toEqual([]);
    return shown.links;
  };

  it('tells each post by itself where one asked for that, and a mention where one asked for those', async () => {
    let came = await site.during(async () => {
      models = await site.start(priya, OPEN, TITLE, FIRST);
    });
    expect([came(nora).length, came(oceane).length, came(priya).length]).toEqual([1, 0, 0]);
    const [first] = came(nora);
    expect(first).toMatchObject({ subject: `[Small Museums] ${TITLE}`, from: { name: 'Priya Raman via Copse' } });
    came = await site.during(() =>
      site.reply(etienne, models, `> [Priya Raman](#post-1):\n> bronze\n\nEt vous, ${mention()} ?`),
    );
    const [[second], [french]] = [came(nora), came(oceane)];
    if (!first || !second || !french) throw new Error('A letter is missing.');
    expect(second).toMatchObject({
      subject: `Re: [Small Museums] ${TITLE}`,
      from: { name: 'Étienne Tremblay via Copse' },
    });
    expect(french).toMatchObject({
      subject: `Re: [Petits musées] ${TITLE}`,
      from: { name: 'Étienne Tremblay via Copse' },
    });
    thread.push(first, second, french);

    const links = await isSound(first, 'letter-en');
    expect(links).toEqual(
      expect.arrayContaining([
        at(`/c/${OPEN}/library`),
        'https://example.org/pa12?part=1&more=2#nylon',
        at(`/c/${OPEN}/d/${models}#post-1`),
      ]),
    );
    expect(first.html).toContain('<html lang="en">');
    expect(french.html).toContain('<html lang="fr">');
    expect(await isSound(french, 'letter-fr')).toEqual(
      expect.arrayContaining([at(`/people/${oceane.id}`), at(`/c/${OPEN}/d/${models}#post-2`)]),
    );
    expect(french.text).toMatch(/> Priya Raman:\n> bronze\n\nEt vous, @Océane Roy \?/);
    for (const mail of [first, second])
      expect(headerOf(mail, 'List-Id')).toBe('"Small Museums" <small-museums.communities.localhost>');
  });

  it('brings the letters of a thread together in a mail program, and of no two threads', async () => {
    const came = await site.during(async () => {
      await site.start(etienne, OPEN, 'Free LED samples', 'Forty of them, while they last.');
      await site.reply(priya, models, 'Bronze it is, then.');
    });
    const [other, third] = ['Free LED samples', TITLE].map((title) =>
      came(nora).find(({ subject }) => subject?.endsWith(title)),
    );
    if (!other || !third || came(nora).length > 2) throw new Error('Not these letters came.');
    const [first, second] = thread;
    expect(new Set([first, second, third].map((mail) => withoutRe(mail?.subject))).size).toBe(1);
    // In whatever order they come.
    expect(conversations([third, other, first, second].flatMap((mail) => mail ?? []))).toEqual([
      [third, first, second],
      [other],
    ]);
  });

  it('tells the rest once a day, in one’s own language, and nothing twice when the dial is turned', async () => {
    let samples = '';
    let came = await site.during(async () => {
      await site.dial(nora, OPEN, 'DAILY');
      await site.dial(oceane, OPEN, 'DAILY');
      await site.reply(etienne, models, `And wood, ${mention()}? ${'We oil it every month. '.repeat(20)}`);
      samples = await site.start(etienne, OPEN, 'A lamp for the planetarium', 'Which one do you have?');
      const read = await site.start(etienne, OPEN, 'Keys of the cellar', 'They hang by the door.');
      secret = await site.start(priya, PRIVATE, `About ${SECRET}`, `It holds ${SECRET}.`);
      await nora.data('mutation ($id: ID!) { markRead(input: {threadId: $id, number: 1}) { id } }', { id: read });
    });
    expect([came(nora), came(oceane)]).toEqual([[], []]);

    came = await site.during(() => site.digests());
    const [[english], [french]] = [came(nora), came(oceane)];
    if (!english || !french || came(nora).length + came(oceane).length > 2) throw new Error('Not one digest each.');
    expect(english.subject).toMatch(/^New in your communities on Copse, \w+ \d+$/);
    expect(french.subject).toMatch(/^Du nouveau dans vos communautés sur Copse, \d+ \p{L}+$/u);
    const [inEnglish, inFrench] = [await isSound(english, 'digest-en'), await isSound(french, 'digest-fr')];
    for (const [mail, links] of [
      [english, inEnglish],
      [french, inFrench],
    ] as const) {
      expect(mail.from?.name).toBe('Copse');
      // Those who were mailed the first posts begin where that ended; of the private community nothing is named.
      expect(links).toEqual(
        expect.arrayContaining([
          at(`/c/${OPEN}/d/${models}#post-4`),
          at(`/c/${OPEN}/d/${samples}#post-1`),
          at(`/c/-/d/${secret}#post-1`),
        ]),
      );
      expect(links.filter((link) => link.includes(models))).toHaveLength(1);
      expect(mail.raw + mail.text + mail.html).not.toMatch(new RegExp(`${SECRET}|${PRIVATE}|Indigenous|autochtones`));
    }
    // What was read on the site is not told; a mention is told first.
    expect([english.text, french.text].map((text) => text?.includes('Keys of the cellar'))).toEqual([false, true]);
    expect(french.text).toMatch(/On vous mentionne\n-+\n\nTactile models/);
    expect(english.text).not.toContain('You are mentioned');

    came = await site.during(() => site.digests());
    expect([came(nora), came(oceane)]).toEqual([[], []]);
    came = await site.during(async () => {
      for (const one of [nora, oceane]) await site.dial(one, OPEN, 'EACH');
      await site.reply(priya, models, `${'Oil it every week. '.repeat(40)}`);
    });
    expect([came(nora), came(oceane)].map(([mail]) => mail?.subject)).toEqual([
      `Re: [Small Museums] ${TITLE}`,
      `Re: [Petits musées] ${TITLE}`,
    ]);
    came = await site.during(async () => {
      for (const one of [nora, oceane]) await site.dial(one, OPEN, 'DAILY');
      await site.digests();
    });
    expect([came(nora), came(oceane)]).toEqual([[], []]);
  });

  it('of a private community says nothing to whom it may be shown, until its reader asks for it', async () => {
    const names = new RegExp(`${SECRET}|Indigenous|autochtones|${PRIVATE}|Priya`, 'i');
    await site.dial(nora, PRIVATE, 'EACH');
    const tell = async (): Promise<ReceivedMail> => {
      const came = await site.during(() => site.reply(priya, secret, `More about ${SECRET}, and *where*.`));
      const [mail, ...more] = came(nora);
      if (!mail || more.length > 0) throw new Error('Not one letter came.');
      expect(mail).toMatchObject({ subject: 'New in one of your communities on Copse', from: { name: 'Copse' } });
      const head = mail.raw.slice(0, mail.raw.indexOf('\r\n\r\n'));
      expect(head).not.toMatch(names);
      expect(headerOf(mail, 'List-Id')).toMatch(/^<list-[0-9a-f]{32}\.localhost>$/);
      return mail;
    };
    const closed = await tell();
    expect(`${closed.text}${closed.html}`).not.toMatch(names);
    expect(await isSound(closed, 'letter-private')).toContain(at(`/c/-/d/${secret}#post-2`));
    await nora.data('mutation ($input: SetContentInMailInput!) { setContentInMail(input: $input) { id } }', {
      input: { slug: PRIVATE, content: true },
    });
    const open = await tell();
    expect(open.text).toContain(`More about ${SECRET}, and where.`);
    // Whom it is for is nobody’s affair, also where what was said is told.
    expect(`${open.text}${open.html}`).not.toMatch(/Indigenous|autochtones/);
    await isSound(open, 'letter-private-open');
    expect(conversations([closed, open, ...thread])).toHaveLength(2);
  });

  it('leads to the very post: of a public community anybody, of a private one whoever signs in', async () => {
    const guest = await aWindow(browser, site.product.now.origin, PHONE);
    const [open = '', shut = ''] = [thread, site.listMailTo(nora)].map(
      (mails) => mails.slice(-1).flatMap(postsIn)[0] ?? '',
    );
    await guest.page.goto(open);
    await arrivesAt(guest.page, open);
    await guest.page.goto(shut);
    await guest.page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await enterAs(guest.page, nora.email);
    await guest.page.getByText('More about').first().waitFor();
    await arrivesAt(guest.page, shut);
    await guest.context.close();

    const own = await aWindow(browser, site.product.now.origin, { ...PHONE, language: 'fr-CA', dark: true });
    await own.context.addCookies([site.cookieOf(oceane)]);
    const links = new Set(site.listMailTo(oceane).flatMap(postsIn));
    expect(links.size).toBeGreaterThanOrEqual(6);
    for (const link of links) {
      await own.page.goto(link);
      await arrivesAt(own.page, link);
    }
    expect([...guest.complaints, ...own.complaints]).toEqual([]);
    await own.context.close();
  });

  it('carries names, titles and words that were made to break it, as words', async () => {
    const evil =
      '"Q" <evil@evil.example>\r\nBcc: victim@evil.example\r\n\r\n=?utf-8?B?QmNjOg==?= https://evil.example/a \u202eflesti';
    const mallory = await site.person('Mallory Cone', { language: 'EN', timeZone: 'UTC' });
    const rename = 'mutation ($name: String) { updateSettings(input: {name: $name}) { id } }';
    for (const name of ['a\r\nBcc: b@c.ca', 'a\u202eb'])
      expect(await mallory.refusal(rename, { name })).toBe('BAD_USER_INPUT');
    await site.join(mallory, OPEN);
    await site.dial(nora, OPEN, 'EACH');
    // The door is shut to such names; mail does not rely on it.
    await site.product.rows('UPDATE accounts SET name = $2 WHERE id = $1', [mallory.id, `Mallory ${evil}`]);
    const body = `.\n..\nFrom here on\nBcc: victim@evil.example\n\n<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) ![y](https://evil.example/y.png)\n\n${'long'.repeat(500)}`;
    const came = await site.during(async () => {
      const id = await site.start(mallory, OPEN, 'Harmless', body);
      await site.product.rows('UPDATE threads SET title = $2 WHERE id = $1', [id, `Title ${evil}`]);
    });
    const [mail, ...more] = came(nora);
    if (!mail || more.length > 0) throw new Error('Not one letter came.');
    expect(faultsOf(mail)).toEqual([]);
    expect(mail.from?.address).toBe('noreply@localhost');
    for (const said of [mail.from?.name, mail.subject, mail.text?.split('\n')[1]])
      expect(said).not.toMatch(/@\S|:\/\/|\w\.\w|[\u202e\r\n]/);
    expect(mail.text).toMatch(/^\.\n\.\.\nFrom here on\nBcc: victim@evil\.example$/m);
    const shown = await show(browser, mail, 'letter-hostile');
    expect(shown.faults).toEqual([]);
    const strange = shown.links.filter((link) => !link.startsWith(site.product.now.origin));
    expect(strange.filter((link) => link !== 'https://evil.example/y.png')).toEqual([]);
    expect(site.mailbox.messages.filter(({ recipients }) => recipients.some((one) => one.includes('evil')))).toEqual(
      [],
    );
  });

  it('was whole and harmless, each message by its own name', () => {
    const { messages } = site.mailbox;
    expect(messages.length).toBeGreaterThan(15);
    expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(messages.length);
    expect(messages.flatMap(faultsOf)).toEqual([]);
  });
});
