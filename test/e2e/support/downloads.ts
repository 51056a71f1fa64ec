import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';

/** Presses what begins a download, and takes what comes: the name that the browser gives it, and its bytes. */
export async function downloaded(page: Page, link: Locator): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
