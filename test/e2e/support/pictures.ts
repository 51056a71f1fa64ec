import type { Locator } from 'playwright-core';
import { until } from '../../support/until.js';

/** How many colours a picture or a canvas shows; a blank one shows one, what has not come none. Runs in the page. */
function coloursOf(element: Element): number {
  const loaded = element instanceof HTMLImageElement ? element.complete && element.naturalWidth > 0 : true;
  if (!loaded || !(element instanceof HTMLImageElement || element instanceof HTMLCanvasElement)) return 0;
  const canvas = document.createElement('canvas');
  canvas.width = 100;
  canvas.height = 140;
  const pen = canvas.getContext('2d');
  pen?.drawImage(element, 0, 0, canvas.width, canvas.height);
  const dots = pen?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
  const colours = new Set<string>();
  for (let at = 0; at < dots.length; at += 4) colours.add(dots.subarray(at, at + 4).join());
  return colours.size;
}

/** Waits until something is to be seen in the picture or on the canvas: more than one colour. */
export async function untilDrawn(what: Locator): Promise<void> {
  await what.waitFor();
  await until(`something to be seen in ${String(what)}`, async () => (await what.evaluate(coloursOf)) > 1);
}

/** Waits until the picture has come, of whatever colour it is. */
export async function untilLoaded(what: Locator): Promise<void> {
  await what.waitFor();
  await until(`the picture ${String(what)}`, async () => (await what.evaluate(coloursOf)) > 0);
}
