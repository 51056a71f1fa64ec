import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { run } from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

/** What everybody must be able to use. */
export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] as const;
/** The same, and what is good style besides. */
export const WCAG_AND_PRACTICE = [...WCAG, 'best-practice'] as const;

/** A rule that a page breaks, and the elements that break it. */
export interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: string; readonly html: string }[];
}

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Windows each new document of which has axe. */
const prepared = new WeakSet<BrowserContext>();

/**
 * What axe finds in a page that has no frames. Documents that a window opens after the first look bring axe along, and of
 * its report only what is broken leaves the page: sending both about took a third of the time of whoever looks at many screens.
 */
export async function violationsIn(page: Page, rules: readonly string[]): Promise<Violation[]> {
  // It is in the page alone: a frame would not be looked into, and nothing would say so.
  if (page.frames().length > 1) throw new Error(`${page.url()} has frames.`);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await bring(page);
  return page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as { axe: { run: typeof run } };
    const { violations } = await axe.run({ runOnly: [...tags], resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ target, html }) => ({ target: target.join(' '), html })),
    }));
  }, rules);
}

async function bring(page: Page): Promise<void> {
  const context = page.context();
  if (!prepared.has(context)) {
    prepared.add(context);
    await context.addInitScript({ content: AXE });
  }
  // What the page allows itself does not bind the browser's own tools. They stay: with them a page would come on line again
  // that somebody has taken off it.
  const devtools = await context.newCDPSession(page);
  const { exceptionDetails } = await devtools.send('Runtime.evaluate', { expression: `${AXE};0` });
  if (exceptionDetails) throw new Error(`Axe did not begin: ${exceptionDetails.text}`);
}
