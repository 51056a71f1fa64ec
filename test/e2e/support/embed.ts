import type { Page } from 'playwright-core';
import { until } from '../../support/until.js';

/** Every answer comes from this machine; what runs, does so in far less. */
const QUIET_MS = 1_000;

/** Puts these addresses into the page in every way in which something could run; answers once the browser has tried them all. */
export async function embedAll(page: Page, addresses: readonly string[]): Promise<void> {
  const quiet = quietness(page);
  await page.evaluate(tryEverything, addresses);
  await quiet();
}

/** Runs in the page. What is refused there is what should be, so no error matters. */
async function tryEverything(addresses: readonly string[]): Promise<void> {
  const put = (name: string, attributes: Record<string, string>): void => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    document.body.append(element);
  };
  const tries: Promise<unknown>[] = [];
  const attempt = (work: () => unknown): void => {
    tries.push(
      (async () => {
        await work();
      })().catch(() => undefined),
    );
  };
  for (const url of addresses) {
    put('img', { src: url });
    put('iframe', { src: url });
    put('object', { data: url });
    put('embed', { src: url });
    put('script', { src: url });
    put('script', { src: url, type: 'module' });
    put('link', { rel: 'stylesheet', href: url });
    const video = document.createElement('video');
    const track = document.createElement('track');
    Object.assign(track, { src: url, kind: 'metadata', default: true });
    Object.assign(video, { src: url, preload: 'auto', muted: true });
    video.append(track);
    document.body.append(video);
    const style = document.createElement('style');
    style.textContent = `@import "${url}"; @font-face { font-family: f; src: url("${url}") } iframe { font-family: f }`;
    document.head.append(style);
    attempt(() => import(url));
    attempt(() => new Worker(url));
    attempt(() => new SharedWorker(url));
    attempt(() => navigator.serviceWorker.register(url, { scope: '/' }));
  }
  await Promise.all(tries);
}

/** Notes what a page asks for and is told; the answer waits until nothing has come for a while. */
export function quietness(page: Page): () => Promise<void> {
  let last = Date.now();
  const mark = (): void => {
    last = Date.now();
  };
  // How some requests end is never told: those of workers, and those that became a download.
  page.on('request', mark).on('response', mark).on('requestfinished', mark).on('requestfailed', mark);
  return async () => {
    await until('quiet', () => Date.now() - last > QUIET_MS);
  };
}
