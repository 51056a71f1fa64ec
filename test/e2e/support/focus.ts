import type { Locator } from 'playwright-core';
import { until } from '../../support/until.js';

/** Waits until the element, or something in it, has the focus. */
export async function untilFocused(what: Locator): Promise<void> {
  await what.waitFor();
  await until(`the focus on ${String(what)}`, () => what.evaluate((element) => element.matches(':focus-within')));
}
