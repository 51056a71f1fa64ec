import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { v7 } from 'uuid';
import { sampleOffice } from '#platform/testing';
import { hasBrowser, picture, startBrowser } from '../support/browser.js';
import { aPhotograph, aPicture, sha256 } from '../support/mixed-files.js';
import { OwnProduct } from '../support/own-product.js';
import { aPerson } from '../support/people.js';
import { describeWith } from '../support/requirement.js';
import { aWindowOf } from '../support/sign-in.js';
import { until } from '../support/until.js';
import { downloaded } from './support/downloads.js';
import { untilLoaded } from './support/pictures.js';

const JOIN = 'mutation { joinCommunity(input: {slug: "small-museums"}) { id } }';
const START = `mutation { startThread(input: {
  communitySlug: "small-museums", title: "How do you hang this?", body: "It has no wire."}) { id } }`;
const FORM = { name: 'Prêt d’œuvres.docx', mimeType: 'application/octet-stream', buffer: sampleOffice('docx') };

/** Copies a picture as the system's own copying does: only what the clipboard keeps of it comes out again. */
async function copy(page: Page, png: Buffer): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(async (data) => {
    const content = Uint8Array.from(atob(data), (sign) => sign.codePointAt(0) ?? 0);
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([content], { type: 'image/png' }) })]);
  }, png.toString('base64'));
}

/** Pastes a file that was copied among files: the system's clipboard takes none from a page, so the event is made. */
async function pasteFile(page: Page, name: string, type: string, bytes: Buffer): Promise<void> {
  await page.evaluate(
    ([fileName, mediaType, data]) => {
      const clipboardData = new DataTransfer();
      const content = Uint8Array.from(atob(data), (sign) => sign.codePointAt(0) ?? 0);
      clipboardData.items.add(new File([content], fileName, { type: mediaType }));
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    },
    [name, type, bytes.toString('base64')] as const,
  );
}

describeWith('browser', hasBrowser)('a picture in a post', () => {
  let browser: Browser;
  let own: OwnProduct;
  let amara: Page;
  let etienne: Page;
  const addresses: string[] = [];
  const complaints: string[][] = [];

  beforeAll(async () => {
    [browser, own] = await Promise.all([startBrowser(), OwnProduct.start()]);
    const people = await Promise.all([aPerson(own.now, 'Amara Bell'), aPerson(own.now, 'Étienne Lavoie')]);
    await Promise.all(people.map((person) => person.data(JOIN)));
    const { startThread } = await people[1].data<{ startThread: { id: string } }>(START);
    const windows = await Promise.all(people.map((person) => aWindowOf(browser, own.now, person)));
    complaints.push(...windows.map((window) => window.complaints));
    [amara, etienne] = windows.map(({ page }) => page) as [Page, Page];
    for (const page of [amara, etienne]) {
      await page.goto(`/c/small-museums/d/${startThread.id}`);
      await page.getByText('It has no wire.').waitFor();
    }
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await own?.end();
  });

  const post = (page: Page) => page.getByRole('article').filter({ hasText: 'Like this, with two hooks' });
  const shown = (page: Page, alt: string) => post(page).getByRole('img', { name: alt });
  const bytesAt = async (page: Page, address: string): Promise<Buffer> => (await page.request.get(address)).body();

  it('is pasted, asks what can be seen in it, and stands in the other window at once, with a file below', async () => {
    await amara.getByRole('button', { name: /Write a reply/ }).click();
    const text = amara.getByRole('textbox', { name: 'Your reply' });
    await text.fill('Like this, with two hooks:');
    await copy(amara, await aPicture('#1b4d8f').png().toBuffer());
    await text.focus();
    await amara.keyboard.press('ControlOrMeta+V');
    const files = amara.getByRole('region', { name: 'Files of your post' }).getByRole('listitem');
    const asked = files.getByLabel('What can be seen in the picture?');
    await asked.first().waitFor();
    await asked.first().fill('Two hooks on a rail');
    await text.focus();
    await pasteFile(amara, 'Façade, août.jpg', 'image/jpeg', await aPhotograph('#7a3b12'));
    await asked.nth(1).waitFor();
    await files.nth(1).getByText('Say it in a sentence for people who cannot see it.').waitFor();
    await picture(amara, 'post-asks-for-words');
    await asked.nth(1).fill('The front of the house, [brown]');
    const [chooser] = await Promise.all([
      amara.waitForEvent('filechooser'),
      amara.getByRole('button', { name: 'Attach files' }).click(),
    ]);
    await chooser.setFiles(FORM);
    // It is posted as soon as the file has arrived, without being asked again.
    await amara.getByRole('button', { name: 'Post', exact: true }).click();
    for (const page of [etienne, amara]) {
      for (const alt of ['Two hooks on a rail', 'The front of the house, [brown]']) {
        await shown(page, alt).scrollIntoViewIfNeeded();
        await untilLoaded(shown(page, alt));
      }
    }
    await picture(etienne, 'post-with-pictures');
    const [alone] = await Promise.all([etienne.waitForEvent('popup'), shown(etienne, 'Two hooks on a rail').click()]);
    await alone.waitForLoadState();
    expect(alone.url()).toMatch(/\/files\/[^/]+\/[^/]+\.png$/);
    await alone.close();
    const link = post(etienne).getByRole('link', { name: FORM.name });
    const form = await downloaded(etienne, link);
    expect([form.name, sha256(form.bytes)]).toEqual([FORM.name, sha256(FORM.buffer)]);
    addresses.push((await link.getAttribute('href')) ?? '');
  }, 240_000);

  it('says nothing of where it was taken', async () => {
    const taken = await aPhotograph('#7a3b12');
    expect(taken.includes('Birch Cameras')).toBe(true);
    for (const alt of ['Two hooks on a rail', 'The front of the house, [brown]']) {
      const address = (await shown(etienne, alt).getAttribute('src')) ?? '';
      addresses.push(address);
      const bytes = await bytesAt(etienne, address);
      const { exif, xmp, iptc, format, width } = await sharp(bytes).metadata();
      expect([exif, xmp, iptc]).toEqual([undefined, undefined, undefined]);
      expect([format, width]).toEqual(alt.startsWith('Two') ? ['png', 160] : ['jpeg', 640]);
      expect(bytes.includes('Birch Cameras') || bytes.includes('Exif')).toBe(false);
    }
  }, 240_000);

  it('stays in view on a small window with its words, what is wrong beside it, and the button', async () => {
    await etienne.setViewportSize({ width: 390, height: 640 });
    await etienne
      .getByRole('button', { name: /Write a reply/ })
      .last()
      .click();
    await etienne.getByRole('textbox', { name: 'Your reply' }).fill('One line after the other.\n'.repeat(20));
    const inView = (what: Locator) => async (): Promise<boolean> => {
      const box = await what.boundingBox();
      if (box === null || box.y <= 0 || box.y + box.height > 640) return false;
      // And nothing lies over it, such as the bar of buttons.
      return what.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        const upmost = document.elementFromPoint(left + width / 2, top + height / 2);
        return upmost !== null && (element.contains(upmost) || upmost.contains(element));
      });
    };
    const files = etienne.getByRole('region', { name: 'Files of your post' }).getByRole('listitem');
    const choose = async (file: typeof FORM): Promise<void> => {
      const [chooser] = await Promise.all([
        etienne.waitForEvent('filechooser'),
        etienne.getByRole('button', { name: 'Attach files' }).click(),
      ]);
      await chooser.setFiles(file);
    };
    const png = await aPicture('#1b4d8f').png().toBuffer();
    await choose({ name: 'Hooks.png', mimeType: 'image/png', buffer: png });
    await until('the question for words in view', inView(files.getByLabel('What can be seen in the picture?')));
    await choose({ name: 'Not one.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('words') });
    await until('what is wrong in view', inView(files.getByText('What is in this file is not what')));
    const button = etienne.getByRole('button', { name: 'Post', exact: true });
    await until('the button in view', inView(button));
    // What only arrives moves nobody's page.
    const sent = Promise.withResolvers<void>();
    await etienne.route('**/uploads', async (route) => {
      await sent.promise;
      await route.continue();
    });
    await choose({ name: 'Notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Two hooks, three rails.') });
    await until('the file that is under way', inView(files.getByText('Notes.txt')));
    await etienne.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
    sent.resolve();
    await etienne.getByText('Notes.txt has arrived.').waitFor({ state: 'attached' });
    const inTwoFrames = 'new Promise((now) => requestAnimationFrame(() => requestAnimationFrame(() => now(scrollY))))';
    expect(await etienne.evaluate(inTwoFrames)).toBe(0);
    await etienne.unroute('**/uploads');
    await files
      .filter({ hasText: 'Notes.txt' })
      .getByRole('button', { name: /^Remove/ })
      .click();
    await button.click();
    await until('the refusal in view', inView(etienne.locator('main').getByText('Not all files have arrived')));
    await picture(etienne, 'post-refused-on-a-phone');
    // What was begun goes on at its end.
    await files
      .nth(1)
      .getByRole('button', { name: /^Remove/ })
      .click();
    await etienne.getByRole('button', { name: 'Close', exact: true }).click();
    await etienne.getByRole('button', { name: /Continue your draft/ }).click();
    await etienne.keyboard.type('The end');
    expect(await etienne.getByRole('textbox', { name: 'Your reply' }).inputValue()).toMatch(/^One line[^]*The end$/);
    await etienne.getByRole('button', { name: 'Discard' }).click();
    await etienne
      .getByRole('dialog')
      .getByRole('button', { name: /^Discard/ })
      .click();
    // A menu that has no room below its button opens above it.
    const more = post(etienne).getByRole('button', { name: /^More about/ });
    await more.evaluate((button) =>
      window.scrollBy({ top: button.getBoundingClientRect().bottom - window.innerHeight + 10, behavior: 'instant' }),
    );
    await more.evaluate((button: HTMLElement) => button.click());
    await until('all of the menu in view', inView(etienne.getByRole('button', { name: /^Report/ })));
    await etienne.keyboard.press('Escape');
    await etienne.setViewportSize({ width: 1280, height: 900 });
  }, 240_000);

  it('goes with its post, for everybody and at once', async () => {
    await post(amara)
      .getByRole('button', { name: /^More about/ })
      .click();
    await amara.getByRole('button', { name: 'Delete…' }).click();
    await amara
      .getByRole('dialog')
      .getByRole('button', { name: /^Delete/ })
      .click();
    await post(etienne).waitFor({ state: 'detached' });
    const nothing = await bytesAt(etienne, `/files/${v7()}/nothing.png`);
    expect(addresses).toHaveLength(3);
    for (const page of [amara, etienne]) {
      for (const address of addresses) {
        const answer = await page.request.get(address);
        expect([answer.status(), await answer.text()]).toEqual([404, nothing.toString()]);
      }
    }
    // Nothing is left in the draft that would bring it back.
    await until(
      'no draft',
      async () => (await amara.getByRole('button', { name: /Continue your draft/ }).count()) === 0,
    );
  }, 240_000);

  it('without a complaint of the browser', () => {
    expect(complaints.flat()).toEqual([]);
  });
});
