import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { hasBrowser, picture, startBrowser } from '../support/browser.js';
import { CuttableLine } from '../support/cuttable-line.js';
import { freePort } from '../support/free-port.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { laidDown, sha256, twelveFiles, type OwnFile } from '../support/mixed-files.js';
import { aPerson } from '../support/people.js';
import { startProduct, type Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';
import { aWindowOf } from '../support/sign-in.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';
import { downloaded } from './support/downloads.js';

const MIB = 1024 * 1024;
const LIBRARY = '/c/small-museums/library';
const JOIN = 'mutation { joinCommunity(input: {slug: "small-museums"}) { id } }';
const WHAT_IS_THERE = `{ community(slug: "small-museums") {
  uploadLimits { usedBytes }
  resources(first: 50) { edges { node { title tags versions { fileName size sha256 } } } }
} }`;

interface WhatIsThere {
  community: {
    uploadLimits: { usedBytes: number };
    resources: {
      edges: {
        node: { title: string; tags: string[]; versions: { fileName: string; size: number; sha256: string }[] };
      }[];
    };
  };
}

describeWith('browser', hasBrowser)('twelve files', () => {
  let browser: Browser;
  let product: Product;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let port: number;
  let line: CuttableLine;
  let amara: GraphqlClient & { email: string };
  let context: BrowserContext;
  let page: Page;
  let files: OwnFile[];
  let complaints: string[];

  const start = async (): Promise<void> => {
    product = await startProduct({ dataDir: join(folder.path, 'data'), port });
  };
  beforeAll(async () => {
    [folder, port] = await Promise.all([temporaryFolder(), freePort()]);
    line = await CuttableLine.lay(port);
    [files, browser] = await Promise.all([twelveFiles(), startBrowser([line.flag]), start()]);
    amara = await aPerson(product, 'Amara Bell');
    await amara.data(JOIN);
    ({ context, page, complaints } = await aWindowOf(browser, product, amara));
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await line?.remove();
    await product?.end('SIGTERM');
    await folder?.remove();
  });

  const row = (name: string) => page.locator('main li').filter({ hasText: name });
  /** Waits until both large files are midway, where the line holds them; nothing else is under way then. */
  const bothMidway = (): Promise<unknown> => until('two files midway', () => line.held === 2);
  const bothWait = async (): Promise<void> => {
    for (const { name } of files.slice(0, 2)) await row(name).getByText('Waiting for the connection').waitFor();
  };

  it('arrive by themselves, whole and each once, though the line is cut and the server killed', async () => {
    const pieces: number[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PATCH') pieces.push(Number(request.headers()['upload-offset']));
    });
    await page.goto(LIBRARY);
    await page.getByRole('link', { name: 'Share a resource' }).click();
    await page.getByRole('button', { name: 'Choose files' }).waitFor();
    line.holdAfter(2 * MIB);
    await page.locator('input[type=file]').setInputFiles(await laidDown(join(folder.path, 'own'), files));
    await page.getByLabel('Licence').selectOption('CC_BY_4_0');
    await page.getByLabel('Tags').fill('Conservation, été');
    await page.getByRole('button', { name: 'Share 12 resources' }).click();

    // The museum's wireless network goes away, and the device knows it.
    await bothMidway();
    await picture(page, 'twelve-files-midway');
    await context.setOffline(true);
    line.cut();
    await bothWait();
    line.mend();
    line.holdAfter(2 * MIB);
    await context.setOffline(false);
    // The line is cut where nobody is told.
    await bothMidway();
    line.cut();
    await bothWait();
    line.mend();
    line.holdAfter(2 * MIB);
    // The server dies as in a power cut.
    await bothMidway();
    await product.kill();
    line.mend();
    await bothWait();
    await picture(page, 'twelve-files-waiting');
    // And an answer is lost behind it: the resource is there, and the page has not heard so.
    let lost = 0;
    await page.route('**/graphql', async (route) => {
      if (lost > 0 || !route.request().postData()?.includes('"uploadId"')) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort('connectionreset');
    });
    await start();
    await page.getByText('12 resources are in the library.').waitFor();
    await picture(page, 'twelve-files-shared');

    expect(lost).toBe(1);
    expect(pieces.filter((offset) => offset > 0 && offset < 8 * MIB).length).toBeGreaterThan(1);
    expect(pieces.some((offset) => offset >= 8 * MIB)).toBe(true);
    const { community } = await amara.data<WhatIsThere>(WHAT_IS_THERE);
    const there = community.resources.edges.map(({ node }) => node);
    const known = (one: { fileName: string; size: number; sha256: string }): string =>
      `${one.fileName} ${one.size} ${one.sha256}`;
    expect(there.flatMap(({ versions }) => versions.map(known)).toSorted()).toEqual(
      files.map(({ name, bytes }) => known({ fileName: name, size: bytes.length, sha256: sha256(bytes) })).toSorted(),
    );
    expect(there.every(({ tags }) => tags.join() === 'Conservation,été')).toBe(true);
    expect(community.uploadLimits.usedBytes).toBe(files.reduce((sum, { bytes }) => sum + bytes.length, 0));
  }, 240_000);

  it('stand in the library, and each is fetched as it was sent, under its own name', async () => {
    await page.getByRole('link', { name: 'Back to the library' }).click();
    const titles = page.locator('main li h3');
    await until('twelve rows', async () => (await titles.count()) === 12);
    await picture(page, 'twelve-files-library');
    expect((await titles.allTextContents()).toSorted()).toEqual(
      files.map(({ name }) => name.replace(/\.\w+$/, '')).toSorted(),
    );
    for (const { name, bytes } of files) {
      await page.getByRole('link', { name: name.replace(/\.\w+$/, ''), exact: true }).click();
      const came = await downloaded(page, page.getByRole('link', { name: `Download ${name}` }));
      expect([came.name, sha256(came.bytes)]).toEqual([name, sha256(bytes)]);
      await page.goBack();
    }
  }, 240_000);

  it('are not held up by files that cannot be shared, which are named with the reason before anything is sent', async () => {
    const begun: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && new URL(request.url()).pathname.startsWith('/uploads'))
        begun.push(request.url());
    });
    await page.goto(`${LIBRARY}/share`);
    await page.getByText('At most 100').waitFor();
    const choose = (chosen: Record<string, string>): Promise<void> =>
      page.locator('input[type=file]').setInputFiles(
        Object.entries(chosen).map(([name, text]) => ({
          name,
          mimeType: 'application/x-any',
          buffer: Buffer.from(text),
        })),
      );
    await choose({ 'drawing.svg': '<svg/>', 'minutes.doc': 'old', 'nothing.txt': '' });
    await row('drawing.svg').getByText('Save it as “.png”').waitFor();
    await row('minutes.doc').getByText('Save it as “.docx”').waitFor();
    await row('nothing.txt').getByText('This file is empty.').waitFor();
    expect([begun, await page.getByRole('button', { name: /^Share \d/ }).count()]).toEqual([[], 0]);
    await choose({ 'lies.png': 'no picture', 'good.txt': 'plain words' });
    await row('lies.png').getByText('is not what “.png” in its name says').waitFor();
    await picture(page, 'twelve-files-refused');
    await page.getByRole('button', { name: 'Share 1 resource' }).click();
    await page.getByRole('link', { name: 'good', exact: true }).waitFor();
  });

  it('without a complaint of the browser but that there was no connection', () => {
    expect(complaints.filter((line) => !/Failed to load resource: net::|WebSocket/.test(line))).toEqual([]);
  });
});
