import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { writePage, type MailLanguage, type MailPage } from '#platform/mail';
import { forMail, renderMarkdown, textForMail } from '#platform/text';
import { violationsIn, WCAG } from '../support/axe.js';
import { aWindow, hasBrowser, picture, startBrowser } from '../support/browser.js';
import { describeWith } from '../support/requirement.js';

const SITE = 'https://copse.example.org';
const LONG = 'electroencephalographically'.repeat(6);
const POST = `> [Priya Raman](#post-3):
> What did you print them in?

Nylon (**PA12**), *sintered*; see <https://example.org/${LONG}>.

![A hand on the model](/files/0192/hand.png)

| Material | Price | Hours under the hands of visitors | ${LONG} |
|---|---|---|---|
| PA12 | 240 $ | 10,000 | yes |

1. Walls of 3.5 mm
2. ${LONG}

\`\`\`
layer_height = 0.1 # and a long line that has to go on somewhere beyond the edge of a telephone
${LONG}
\`\`\`

- [x] \`done\``;

/** Everything that a page may be made of, and more of it than fits. */
const everything = (language: MailLanguage): MailPage => ({
  language,
  site: SITE,
  subject: 'Tactile models',
  preview: 'After a year ours looks as on the first day.',
  over: language === 'FR' ? 'Expositions accessibles' : 'Accessible Exhibits',
  heading: `Tactile models: which materials survive 10,000 hands? ${LONG}`,
  blocks: [
    { kind: 'words', text: language === 'FR' ? 'Bonjour Amara,' : 'Hello Amara,' },
    { kind: 'section', title: language === 'FR' ? 'Vous suivez' : 'You follow' },
    {
      kind: 'item',
      title: `Audio description ${LONG}`,
      url: `${SITE}/c/x/d/1#post-7`,
      label: language === 'FR' ? 'Vous mentionne' : 'Mentions you',
      meta: '12 · Accessible Exhibits',
      author: 'Étienne Tremblay',
      excerpt: `We tried beacons and gave them up. ${LONG}`,
    },
    { kind: 'item', title: 'Second', url: `${SITE}/c/x/d/2`, lang: 'EN' },
    { kind: 'more', label: language === 'FR' ? 'Et 12 autres' : 'And 12 more', url: `${SITE}/inbox` },
    {
      kind: 'post',
      author: 'Priya Raman',
      meta: '14:05',
      html: forMail(renderMarkdown(POST), SITE, `${SITE}/c/x/d/1`),
      text: textForMail(POST),
    },
    { kind: 'button', label: language === 'FR' ? 'Lire et répondre' : 'Read and reply', url: `${SITE}/c/x/d/1#post-8` },
    { kind: 'words', text: language === 'FR' ? 'À bientôt.' : 'See you.', quiet: true },
  ],
  foot: [
    {
      text: 'You get each post.',
      links: [
        { label: 'Change', url: SITE },
        { label: 'Stop', url: SITE },
      ],
    },
  ],
});

describeWith('browser', hasBrowser)('a page of mail', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => browser.close());

  it('is looked at by an axe that finds what is wrong, also in a document that was opened later', async () => {
    const { context, page } = await aWindow(browser, SITE);
    for (const document of ['first', 'later']) {
      await page.goto('about:blank');
      await page.setContent('<html lang="en"><title>A</title><main><h1>A</h1><img src="data:,"></main></html>');
      const found = { id: 'image-alt', nodes: [{ target: 'img', html: '<img src="data:,">' }] };
      expect([document, await violationsIn(page, WCAG)]).toEqual([document, [found]]);
    }
    await context.close();
  });

  it.each(
    (['EN', 'FR'] as const).flatMap((language) =>
      [360, 1280].flatMap((width) => [false, true].map((dark) => ({ language, width, dark }))),
    ),
  )('fits, can be read by everybody and asks for nothing: %j', async ({ language, width, dark }) => {
    const { context, page } = await aWindow(browser, SITE, { width, dark });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.setContent(writePage(everything(language)).html);
    await picture(page, `mail-${language}-${width}-${dark ? 'dark' : 'light'}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).toBe(dark ? 'rgb(19, 21, 25)' : 'rgb(250, 248, 244)');
    const violations = await violationsIn(page, WCAG);
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
    const low = await page.getByRole('link', { name: /Read and reply|Lire et répondre/ }).boundingBox();
    expect(low?.height).toBeGreaterThanOrEqual(40);
    expect(asked).toEqual([]);
    await context.close();
  });

  it('fits a telephone also where a mail program drops style sheets', async () => {
    const { context, page } = await aWindow(browser, SITE, { width: 360 });
    const { html } = writePage({
      ...everything('EN'),
      blocks: everything('EN').blocks.filter(({ kind }) => kind !== 'post'),
    });
    await page.setContent(html.replace(/<style>.*<\/style>/s, ''));
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(
      await page.getByRole('link', { name: 'Read and reply' }).evaluate((link) => getComputedStyle(link).color),
    ).toBe('rgb(255, 255, 255)');
    await context.close();
  });
});
