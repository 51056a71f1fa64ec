import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { BrowserContext, Page, Request } from 'playwright-core';
import { hasBrowser, picture, startPhone } from '../support/browser.js';
import { CuttableLine } from '../support/cuttable-line.js';
import { aSound, laidDown, sha256 } from '../support/mixed-files.js';
import { OwnProduct } from '../support/own-product.js';
import { aPerson } from '../support/people.js';
import { describeWith } from '../support/requirement.js';
import { signIn } from '../support/sign-in.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';
import { downloaded } from './support/downloads.js';

const MIB = 1024 * 1024;
const SHARE = '/c/small-museums/library/share';
const JOIN = 'mutation { joinCommunity(input: {slug: "small-museums"}) { id } }';
const DAYS = 5;
const TALK = { name: 'Conférence – début de l’été.wav', bytes: aSound(11 * MIB) };

describeWith('browser', hasBrowser)("a phone's upload", () => {
  let own: OwnProduct;
  let line: CuttableLine;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let phone: BrowserContext;
  let path: string;
  const complaints: string[] = [];

  /** The browser of the telephone, with all that it had kept. */
  const takePhone = async (): Promise<Page> => {
    phone = await startPhone(join(folder.path, 'phone'), own.now.origin, [line.flag]);
    const page = phone.pages()[0] ?? (await phone.newPage());
    page.on('pageerror', (error) => complaints.push(error.message));
    return page;
  };
  beforeAll(async () => {
    [own, folder] = await Promise.all([OwnProduct.start(), temporaryFolder()]);
    line = await CuttableLine.lay(own.now.port);
    [path = ''] = await laidDown(join(folder.path, 'own'), [TALK]);
  }, 240_000);
  afterAll(async () => {
    await phone?.close();
    await line?.remove();
    await own?.end();
    await folder?.remove();
  });

  it('is paused, and goes on another day with what is missing and nothing else', async () => {
    const amara = await aPerson(own.now, 'Amara Bell');
    await amara.data(JOIN);
    let page = await takePhone();
    await signIn(page, amara.email);
    await page.goto(SHARE);
    await page.getByText('At most 100').waitFor();
    line.holdAfter(4 * MIB);
    await page.locator('input[type=file]').setInputFiles(path);
    await until('the file midway', () => line.held === 1);
    await page.getByRole('button', { name: `Pause ${TALK.name}` }).click();
    await page.getByText('Paused').waitFor();
    await picture(page, 'another-day-paused');
    await page.close();
    await phone.close();

    // Days go by; the server was started anew meanwhile, and has swept what nobody came back to.
    line.mend();
    await own.killAndStart();
    const [upload] = await own.rows<{ id: string }>(
      `UPDATE uploads SET touched_at = touched_at - $1::interval, created_at = created_at - $1::interval RETURNING id`,
      [`${DAYS} days`],
    );
    await own.task('sweep-uploads');

    page = await takePhone();
    const asked: Request[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.startsWith('/uploads')) asked.push(request);
    });
    await page.goto(SHARE);
    const begun = page.getByRole('listitem').filter({ hasText: TALK.name });
    await page.getByRole('heading', { name: 'Started on this device' }).waitFor();
    await begun.getByRole('button', { name: `Give up ${TALK.name}` }).waitFor();
    await picture(page, 'another-day-begun');
    const before = line.bytes;
    await page.locator('input[type=file]').setInputFiles(path);
    await page.getByText('Uploaded').waitFor();
    const sent = line.bytes - before;
    expect(await page.getByRole('heading', { name: 'Started on this device' }).count()).toBe(0);

    const pieces = asked.filter((request) => request.method() === 'PATCH');
    const [first, ...others] = pieces.map((request) => Number(request.headers()['upload-offset']));
    const there = first ?? 0;
    expect(there).toBeGreaterThan(0);
    expect(others).toEqual(TALK.bytes.length - there > 8 * MIB ? [there + 8 * MIB] : []);
    // No upload was begun but the one of that day, and over the line went the rest of its bytes and a few words.
    expect(new Set(asked.map((request) => new URL(request.url()).pathname))).toEqual(
      new Set([`/uploads/${upload?.id}`]),
    );
    expect(sent).toBeGreaterThanOrEqual(TALK.bytes.length - there);
    expect(sent).toBeLessThan(TALK.bytes.length - there + 0.25 * MIB);
  }, 240_000);

  it('is shared then, whole', async () => {
    const [page] = phone.pages() as [Page];
    await page.getByLabel('Title').fill('A talk on small budgets');
    await page.getByRole('button', { name: 'Share 1 resource' }).click();
    await page.getByRole('link', { name: 'A talk on small budgets' }).click();
    const came = await downloaded(page, page.getByRole('link', { name: `Download ${TALK.name}` }));
    await picture(page, 'another-day-shared');
    expect([came.name, sha256(came.bytes)]).toEqual([TALK.name, sha256(TALK.bytes)]);
    const [left] = await own.rows<{ uploads: number; bytes: number }>(
      'SELECT (SELECT count(*)::int FROM uploads) AS uploads, bytes::int AS bytes FROM community_storage',
    );
    expect(left).toEqual({ uploads: 0, bytes: TALK.bytes.length });
    await page.goto(SHARE);
    await page.getByText('At most 100').waitFor();
    expect(await page.getByText(TALK.name).count()).toBe(0);
  }, 240_000);

  it('without a complaint of the browser', () => {
    expect(complaints).toEqual([]);
  });
});
