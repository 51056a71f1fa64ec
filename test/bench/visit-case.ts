import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { temporaryFolder } from '../support/temporary-folder.js';
import type { Bench, CaseName, Round } from './case.js';
import type { BenchThread } from './dataset.js';
import { startProduct } from './processes.js';

/** What a first visit may take (docs/performance.md): milliseconds until the largest part is painted, thousandths of layout shift. */
const MAY_BE = { lcp: 2_000, cls: 50 };
/** "Slow 4G" of Chromium's own tools: 1.6 Mbit/s down and 0.75 up of which nine tenths are had, and each request 562.5 ms late. */
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };
const SLOWER_PROCESSOR = 4;
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** What the page itself has seen; said in the page. */
interface Seen {
  lcp: number;
  cls: number;
}
const WATCH = `(() => {
  const seen = (globalThis.seen = { lcp: 0, cls: 0 });
  const watch = (type, see) => new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
  watch('largest-contentful-paint', (entry) => { seen.lcp = entry.startTime; });
  watch('layout-shift', (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
})()`;

/** Somebody's first visit of a discussion on a telephone, on a slow line and a processor a quarter as fast as this one. */
export async function visits(name: CaseName, { around, settings, dataset }: Bench): Promise<Round[]> {
  const product = await startProduct(around);
  const folder = await temporaryFolder();
  const browser = await aBrowser(folder.path);
  try {
    const visit = async (at: number): Promise<Seen> => {
      const thread = dataset.threads[at % dataset.threads.length];
      if (!thread) throw new Error('There is no thread to visit.');
      return await seenOf(browser, `http://127.0.0.1:${product.port}`, thread);
    };
    // The first one finds the server's files unread.
    await visit(0);
    const rounds: Round[] = [];
    for (let at = 1; at <= settings.starts; at += 1) {
      const { lcp, cls } = await visit(at);
      rounds.push(name === 'visit.lcp' ? { ours: lcp, limit: MAY_BE.lcp } : { ours: cls * 1_000, limit: MAY_BE.cls });
    }
    return rounds;
  } finally {
    await browser.close();
    await product.stop();
    await folder.remove();
  }
}

async function seenOf(browser: Browser, origin: string, { id, communitySlug }: BenchThread): Promise<Seen> {
  const context = await browser.newContext({ ...PHONE, baseURL: origin, locale: 'fr-CA' });
  const page = await context.newPage();
  await page.addInitScript(WATCH);
  const tools = await context.newCDPSession(page);
  await tools.send('Network.emulateNetworkConditions', SLOW_4G);
  await tools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_PROCESSOR });
  await page.goto(`/c/${communitySlug}/d/${id}`, { waitUntil: 'networkidle' });
  const seen = await page.evaluate<Seen>('seen');
  await context.close();
  if (seen.lcp === 0) throw new Error('The page painted nothing.');
  return seen;
}

/** The one of the tests. */
async function aBrowser(folder: string): Promise<Browser> {
  const { findBrowser } = (await import(join(import.meta.dirname, '../../../scripts/browser.mjs'))) as {
    findBrowser: (folder: string) => Promise<{ path: string | null; reason?: string }>;
  };
  const { path, reason } = await findBrowser(folder);
  if (!path) throw new Error(`There is no browser: ${reason}`);
  return chromium.launch({
    executablePath: path,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}
