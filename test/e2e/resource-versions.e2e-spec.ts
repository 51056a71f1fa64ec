import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { samplePages } from '#platform/testing';
import { hasBrowser, picture, startBrowser } from '../support/browser.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { sha256, windows1252 } from '../support/mixed-files.js';
import { OwnProduct } from '../support/own-product.js';
import { aPerson, appoint, letterTo, theAdministrator } from '../support/people.js';
import { describeWith } from '../support/requirement.js';
import { aWindowOf } from '../support/sign-in.js';
import { until } from '../support/until.js';
import { downloaded } from './support/downloads.js';
import { untilFocused } from './support/focus.js';
import { untilDrawn } from './support/pictures.js';

type Someone = GraphqlClient & { email: string };

const JOIN = 'mutation { joinCommunity(input: {slug: "small-museums"}) { id } }';
const LIBRARY = '/c/small-museums/library';
const REPORT = 'Constat d’état – été 2026';
const FIRST = { name: `${REPORT}.pdf`, mimeType: 'application/pdf', buffer: samplePages(3) };
const SECOND = { name: `${REPORT} (révisé).pdf`, mimeType: 'application/pdf', buffer: samplePages(2) };
const CELLS = [
  ['Février', '412', ''],
  ['Août', '1980', 'L’œuvre prêtée'],
];
const VISITS = {
  name: 'Fréquentation.csv',
  mimeType: 'text/csv',
  buffer: windows1252(['Mois;Visites;Note', ...CELLS.map((row) => row.join(';'))].join('\r\n')),
};

describeWith('browser', hasBrowser)('a resource and its versions', () => {
  let browser: Browser;
  let own: OwnProduct;
  let email: string;
  let amara: Page;
  let etienne: Page;
  let lena: Page;
  let report: string;
  const complaints: string[][] = [];

  beforeAll(async () => {
    [browser, own] = await Promise.all([startBrowser(), OwnProduct.start()]);
    const [staff, ...people] = await Promise.all([
      theAdministrator(own.now),
      ...['Amara Bell', 'Étienne Lavoie', 'Lena Fox'].map((name) => aPerson(own.now, name)),
    ]);
    const [amaras, etiennes, lenas] = people as [Someone, Someone, Someone];
    ({ email } = amaras);
    await Promise.all([amaras.data(JOIN), etiennes.data(JOIN), appoint(staff, lenas, 'small-museums')]);
    const windows = await Promise.all([
      aWindowOf(browser, own.now, amaras),
      aWindowOf(browser, own.now, etiennes),
      aWindowOf(browser, own.now, lenas, { width: 390 }),
    ]);
    complaints.push(...windows.map((window) => window.complaints));
    [amara, etienne, lena] = windows.map(({ page }) => page) as [Page, Page, Page];
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await own?.end();
  });

  const open = async (page: Page, title: string): Promise<void> => {
    await page.goto(LIBRARY);
    await page.getByRole('link', { name: title, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  };
  const download = (page: Page, name: string) => downloaded(page, page.getByRole('link', { name: `Download ${name}` }));

  it('is shared, and somebody else sees the first page of it, turns the others, and takes it home', async () => {
    await amara.goto(`${LIBRARY}/share`);
    await amara.getByRole('button', { name: 'Choose files' }).waitFor();
    await amara.locator('input[type=file]').setInputFiles([FIRST, VISITS]);
    await amara.getByRole('button', { name: 'Share 2 resources' }).click();
    await amara.getByText('2 resources are in the library.').waitFor();
    await amara.getByRole('link', { name: REPORT }).click();
    await untilDrawn(amara.getByRole('img', { name: `First page of “${REPORT}”` }));

    await open(etienne, REPORT);
    report = etienne.url();
    await untilDrawn(etienne.getByRole('img', { name: `First page of “${REPORT}”` }));
    await etienne.getByText('This is the first of 3 pages.').waitFor();
    await picture(etienne, 'resource-first-page');
    const viewer = etienne.getByRole('button', { name: 'Open full viewer' });
    await viewer.focus();
    await etienne.keyboard.press('Enter');
    const pages = etienne.getByRole('dialog', { name: REPORT });
    const shown = (number: number) => pages.getByRole('region', { name: `${REPORT}, page ${number} of 3` });
    await untilDrawn(shown(1).locator('canvas'));
    // What is on the page is text as well as a picture.
    await shown(1).getByText('Copse').waitFor({ state: 'attached' });
    for (const [key, number] of [
      ['PageDown', 2],
      ['End', 3],
      ['ArrowLeft', 2],
      ['Home', 1],
    ] as const) {
      await etienne.keyboard.press(key);
      await untilDrawn(shown(number).locator('canvas'));
    }
    await picture(etienne, 'resource-viewer');
    await etienne.keyboard.press('Escape');
    await pages.waitFor({ state: 'detached' });
    await untilFocused(viewer);

    const home = await download(etienne, FIRST.name);
    expect([home.name, sha256(home.bytes)]).toEqual([FIRST.name, sha256(FIRST.buffer)]);
    // Looking at it counted for nothing; taking it did.
    await etienne.getByText('1 download', { exact: true }).waitFor();
  }, 240_000);

  it('shows a table of an older program as a table, with its letters', async () => {
    await open(etienne, 'Fréquentation');
    const table = etienne.getByRole('region', { name: `Table of ${VISITS.name}` }).getByRole('table');
    await table.waitFor();
    await picture(etienne, 'resource-table');
    expect(await table.getByRole('columnheader').allTextContents()).toEqual(['Mois', 'Visites', 'Note']);
    expect(await table.getByRole('cell').allTextContents()).toEqual(CELLS.flat());
    const home = await download(etienne, VISITS.name);
    expect([home.name, home.bytes.equals(VISITS.buffer)]).toEqual([VISITS.name, true]);
  }, 240_000);

  it('gets a new version with a note, and the first one back', async () => {
    await amara.getByRole('button', { name: 'Add a version' }).click();
    const dialog = amara.getByRole('dialog', { name: 'Add a version' });
    await dialog.getByLabel('The new file').setInputFiles(SECOND);
    await dialog.getByLabel('What changed').fill('Photographs of the frame, and the signature');
    await dialog.getByRole('button', { name: 'Add the version' }).click();
    await dialog.waitFor({ state: 'detached' });
    await amara.getByRole('heading', { name: /^Version 2/ }).waitFor();

    await etienne.goto(report);
    const version = (page: Page, number: number) =>
      page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: new RegExp(`^Version ${number}`) }) });
    await version(etienne, 2).getByText('Photographs of the frame, and the signature').waitFor();
    await version(etienne, 2).getByText('Current version').waitFor();
    expect(await etienne.getByRole('button', { name: /Restore|Add a version/ }).count()).toBe(0);
    await etienne.getByText('This is the first of 2 pages.').waitFor();
    const newer = await download(etienne, SECOND.name);
    expect([newer.name, sha256(newer.bytes)]).toEqual([SECOND.name, sha256(SECOND.buffer)]);
    const older = await downloaded(etienne, version(etienne, 1).getByRole('link', { name: FIRST.name }));
    expect([older.name, sha256(older.bytes)]).toEqual([FIRST.name, sha256(FIRST.buffer)]);

    await version(amara, 1)
      .getByRole('button', { name: /^Restore/ })
      .click();
    await version(amara, 3).getByText('The same as version 1').waitFor();
    await untilFocused(amara.getByRole('heading', { name: 'Versions' }));
    await picture(amara, 'resource-versions');
    await etienne.reload();
    await version(etienne, 3).getByText('Current version').waitFor();
    expect(await etienne.locator('ol > li h3').count()).toBe(3);
    await etienne.getByText('This is the first of 3 pages.').waitFor();
    const again = await download(etienne, FIRST.name);
    expect(sha256(again.bytes)).toBe(sha256(FIRST.buffer));
  }, 240_000);

  it('tells the second of two editors what the first has done, and keeps what was typed', async () => {
    for (const page of [amara, lena]) {
      await page.goto(report);
      await page.getByRole('link', { name: 'Edit', exact: true }).click();
      await page.getByLabel('Title').waitFor();
    }
    await lena.getByLabel('Tags').fill('constat, prêt');
    await amara.getByLabel('Authors').fill('Maison des sciences');
    await lena.getByRole('button', { name: 'Save', exact: true }).click();
    await lena.getByRole('link', { name: 'prêt', exact: true }).waitFor();
    await amara.getByRole('button', { name: 'Save', exact: true }).click();
    const told = amara.getByRole('alert').filter({ hasText: 'Somebody else changed this' });
    await told.waitFor();
    await untilFocused(told);
    await picture(amara, 'resource-conflict');
    expect(await amara.getByLabel('Authors').inputValue()).toBe('Maison des sciences');
    await told.getByRole('button', { name: 'Discard my changes and start from there' }).click();
    await until('the tags of the other', async () => (await amara.getByLabel('Tags').inputValue()) === 'constat, prêt');
    await amara.getByLabel('Authors').fill('Maison des sciences');
    await amara.getByRole('button', { name: 'Save', exact: true }).click();
    await amara.getByRole('heading', { level: 1, name: REPORT }).waitFor();
    await amara.getByText('Maison des sciences').waitFor();
    await amara.getByRole('link', { name: 'prêt', exact: true }).waitFor();
  }, 240_000);

  it('is deleted by whoever shared it, and brought back', async () => {
    const address = (await etienne.getByRole('link', { name: /^Download/ }).getAttribute('href')) ?? '';
    const status = async (page: Page): Promise<number> => (await page.request.get(address)).status();
    expect(await status(etienne)).toBe(200);
    await amara.getByRole('button', { name: 'Delete…' }).click();
    await amara.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await amara.getByText('The person who shared this resource deleted it').waitFor();
    await picture(amara, 'resource-deleted');
    await etienne.reload();
    await etienne.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    expect(await status(etienne)).toBe(404);
    await etienne.goto(LIBRARY);
    await etienne.getByRole('link', { name: 'Fréquentation' }).waitFor();
    expect(await etienne.getByRole('link', { name: REPORT }).count()).toBe(0);

    await amara.goto(LIBRARY);
    await amara.getByRole('link', { name: 'Recently deleted' }).click();
    await amara.getByRole('button', { name: `Restore ${REPORT}` }).click();
    await amara.getByText('There is nothing that you could bring back.').waitFor();
    await open(etienne, REPORT);
    expect([await status(etienne), etienne.url()]).toEqual([200, report]);
  }, 240_000);

  it('is deleted by a facilitator, with a reason that the sharer reads', async () => {
    await lena.goto(report);
    await lena.getByRole('button', { name: 'Delete…' }).click();
    const dialog = lena.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByText('Give a reason.').waitFor();
    await dialog.getByLabel('Reason').fill('It names the owner of the painting.');
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await lena.getByText('Reason: It names the owner of the painting.').waitFor();
    await picture(lena, 'resource-removed-390');
    const { text } = await letterTo(own.dataDir, email, 'A resource of yours was removed');
    expect(text).toContain(`The resource “${REPORT}” that you shared was removed by a facilitator.`);
    expect(text).toContain('It names the owner of the painting.');
    await amara.goto(report);
    await amara.getByText('Reason: It names the owner of the painting.').waitFor();
    expect(await amara.getByRole('button', { name: /^(?:Restore|Edit|Delete)/ }).count()).toBe(0);
    await etienne.reload();
    await etienne.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    await lena.getByRole('button', { name: 'Restore' }).first().click();
    await lena.getByText('Others no longer see it.').waitFor({ state: 'detached' });
    await open(amara, REPORT);
  }, 240_000);

  it('without a complaint of the browser', () => {
    expect(complaints.flat().filter((line) => !/status of 404/.test(line))).toEqual([]);
  });
});
