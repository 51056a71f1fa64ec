import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core';

/** The browser that `npm test` found or brought; a single `jest` uses the machine's. */
export const BROWSER = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
/** Where the machine has no language, Chromium believes that no file of its own can have an é in its name. */
const SURROUNDINGS = { ...process.env, LC_ALL: 'C.UTF-8' };

/** Whether there is a browser at all. */
export const hasBrowser = existsSync(BROWSER);

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/**
 * One process for the pages of a site, and one thread for a page's script: a page opens in half the processor's time. What
 * pages may do to each other is the same.
 */
const LEAN = ['--process-per-site', '--disable-site-isolation-trials', '--js-flags=--single-threaded'];

/** Starts a real Chromium, with these flags besides our own; none: as people have it. */
export const startBrowser = (flags: readonly string[] = LEAN): Promise<Browser> =>
  chromium.launch({ executablePath: BROWSER, headless: true, env: SURROUNDINGS, args: [...FLAGS, ...flags] });

/** A Chromium as on somebody's telephone: what it keeps lies in the folder, and is there when it is started again. */
export async function startPhone(
  folder: string,
  origin: string,
  flags: readonly string[] = [],
): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: BROWSER,
    headless: true,
    env: SURROUNDINGS,
    args: [...FLAGS, ...flags],
    baseURL: origin,
    locale: 'en-CA',
    reducedMotion: 'reduce',
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  });
  context.setDefaultTimeout(45_000);
  return context;
}

/** How somebody looks at the site. */
export interface Look {
  readonly width?: number;
  readonly language?: 'en-CA' | 'fr-CA';
  readonly dark?: boolean;
  /** The system asks for more contrast. */
  readonly contrast?: 'more';
  /** The system's own few colours stand in place of all of ours. */
  readonly forcedColors?: 'active';
  /** The theme that was chosen on this device, and in the account. */
  readonly theme?: 'HIGH_CONTRAST';
  /** The size of text that was chosen on this device, in hundredths. */
  readonly textSize?: number;
}

/** What they have chosen on this device. */
const kept = ({ textSize, theme }: Look): { name: string; value: string }[] => [
  ...(textSize ? [{ name: 'copse.text-size', value: String(textSize) }] : []),
  ...(theme ? [{ name: 'copse.theme', value: theme }] : []),
];

/** A person's own browser profile, with reduced motion so that nothing is looked at halfway. */
export async function aWindow(
  browser: Browser,
  origin: string,
  look: Look = {},
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const width = look.width ?? 1280;
  const context = await browser.newContext({
    baseURL: origin,
    locale: look.language ?? 'en-CA',
    colorScheme: look.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    contrast: look.contrast ?? null,
    forcedColors: look.forcedColors ?? null,
    storageState: { cookies: [], origins: [{ origin, localStorage: kept(look) }] },
    viewport: { width, height: width < 700 ? 844 : 900 },
    deviceScaleFactor: 1,
    hasTouch: width < 700,
  });
  context.setDefaultTimeout(45_000);
  const page = await context.newPage();
  watchRequests(page);
  return { context, page, complaints: complaintsOf(page) };
}

const QUIET_WITHIN_MS = 45_000;
/** Said in the page, which settles it once it has nothing else to do. */
const IN_A_FREE_MOMENT = 'new Promise((now) => requestIdleCallback(() => setTimeout(now, 30), { timeout: 500 }))';

/** What the pages of {@link aWindow} have asked for and not been answered yet. */
const underWay = new WeakMap<Page, Set<Request>>();

function watchRequests(page: Page): void {
  const asked = new Set<Request>();
  underWay.set(page, asked);
  page.on('request', (request) => {
    // Nobody says what becomes of those that the former document had asked for.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) asked.clear();
    // Files that are sent and what sockets fall back to are XMLHttpRequests: pages show themselves without them.
    if (request.resourceType() !== 'xhr') asked.add(request);
  });
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
}

/**
 * Waits until a page of {@link aWindow} asks for nothing, and found time three times in a row to say so. Playwright's
 * `networkidle` is half a second on the clock, which is long for a page that is done and short for one that computes.
 */
export async function untilQuiet(page: Page): Promise<void> {
  const asked = underWay.get(page);
  if (!asked) throw new Error('Only pages of aWindow are watched.');
  const givenUp = Date.now() + QUIET_WITHIN_MS;
  for (let quiet = 0; quiet < 3;) {
    if (Date.now() > givenUp) throw new Error(`Still asking for ${[...asked].map((one) => one.url()).join(', ')}`);
    // A page that goes on to another address in that moment answers nothing.
    const answers = await page.evaluate(IN_A_FREE_MOMENT).then(
      () => true,
      () => false,
    );
    quiet = answers && asked.size === 0 ? quiet + 1 : 0;
  }
}

/**
 * What the page complains of, as it comes. "Not now" of the product (503 with the time to wait, which is what a machine says
 * that cannot keep up, to strangers first) is none: the client asks again, and what the story waits for must come all the
 * same. Any other 503 is one.
 */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  /** Addresses of answers that said so, and complaints about addresses; which of the two is heard of first is open. */
  const notNow: string[] = [];
  const refused: { readonly url: string; readonly words: string }[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', (response) => {
    if (response.status() !== 503 || response.headers()['retry-after'] === undefined) return;
    const at = refused.findIndex(({ url }) => url === response.url());
    if (at < 0) return void notNow.push(response.url());
    const [{ words } = { words: '' }] = refused.splice(at, 1);
    complaints.splice(complaints.indexOf(words), 1);
  });
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const { url } = message.location();
    const words = message.text();
    const is503 = /status of 503/.test(words);
    if (is503 && notNow.includes(url)) return void notNow.splice(notNow.indexOf(url), 1);
    if (is503) refused.push({ url, words });
    complaints.push(words);
  });
  return complaints;
}

/** Keeps a picture for the eye when COPSE_PICTURES names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['COPSE_PICTURES'];
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
