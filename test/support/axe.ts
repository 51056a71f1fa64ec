import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Of the axe that Playwright's part of it brings, the short form. */
const AXE = await readFile(
  createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
);

/**
 * Axe, ready in a page that has no frames. It is handed over as the browser takes it fastest, and puts its report together in
 * the page itself: otherwise a page of its own is opened for each report, to have those of foreign frames in it as well.
 */
export async function axeIn(page: Page): Promise<AxeBuilder> {
  // It is in the page alone: a frame would not be looked into, and nothing would say so.
  if (page.frames().length > 1) throw new Error(`${page.url()} has frames.`);
  const devtools = await page.context().newCDPSession(page);
  const { exceptionDetails } = await devtools.send('Runtime.evaluate', { expression: `${AXE};0` });
  await devtools.detach();
  if (exceptionDetails) throw new Error(`Axe did not begin: ${exceptionDetails.text}`);
  return new AxeBuilder({ page, axeSource: ';' }).options({ resultTypes: ['violations'] }).setLegacyMode();
}
