import type { Locator, Page } from 'playwright-core';
import { untilFocused } from './focus.js';
import { PASSWORD } from '../../support/people.js';
import { until } from '../../support/until.js';

/** More stops than any page has. */
const MOST_STOPS = 150;

/** What is wrong with how the focus is shown; null when one sees where it is. Runs in the page. */
function faultOfFocus(): string | null {
  const element = document.activeElement;
  // Between the last stop and the first one the browser's own controls have it; main takes it after a change of page.
  if (!element || element === document.body || element.tagName === 'MAIN') return null;
  const named = `${element.tagName} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 50)}”`;
  const isRinged = (one: Element): boolean =>
    [null, '::after'].some((part) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one, part);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    });
  // A link that fills its row has it around the row, a text around its frame.
  let ring: Element | null = element;
  for (let up = 0; up < 4 && ring && !isRinged(ring); up += 1) ring = ring.parentElement;
  if (!ring || !isRinged(ring)) return `${named} has no ring`;
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const [x0, x1] = [Math.max(left, 0), Math.min(right, innerWidth)];
  const [y0, y1] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
  if (x0 >= x1 || y0 >= y1) return `${named} is out of view`;
  const hit = document.elementFromPoint((x0 + x1) / 2, (y0 + y1) / 2);
  // A label over its own control is part of it.
  const own = hit && (element.contains(hit) || hit.contains(element) || hit.closest('label')?.contains(element));
  return own ? null : `${named} lies under ${hit?.tagName} ${hit?.className}`;
}

/** Somebody at a page without a mouse. Nothing here clicks or gives the focus by itself; every stop must be seen. */
export class Keyboard {
  constructor(readonly page: Page) {}

  /** Walks with Tab until the control has the focus. */
  async tabTo(control: Locator): Promise<void> {
    await control.waitFor();
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await control.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
      await this.seeFocus();
    }
    throw new Error(`Tab does not reach ${String(control)}.`);
  }

  /** Walks to the control and presses a key on it. */
  async press(control: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.tabTo(control);
    await this.page.keyboard.press(key);
  }

  /** Walks to the link and follows it to another page, which takes the focus: what is walked to before would lose it. */
  async follow(link: Locator): Promise<void> {
    await this.press(link);
    await this.page.locator('#main:focus').waitFor();
  }

  /** Walks to the field and types. */
  async type(field: Locator, text: string): Promise<void> {
    await this.tabTo(field);
    await this.page.keyboard.type(text);
  }

  /** Fills the form of the page that asks who one is. */
  async enterAs(email: string): Promise<void> {
    await this.type(this.page.getByLabel('E-mail address'), email);
    await this.type(this.page.getByLabel('Password'), PASSWORD);
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('button', { name: /^Account of/ }).waitFor();
  }

  /** Waits until the focus has come to this by itself, and is seen there. */
  async arrives(at: Locator): Promise<void> {
    await untilFocused(at);
    await this.seeFocus();
  }

  /** Escape closes the dialog, and the focus is back where it was opened. */
  async escapeTo(opener: Locator): Promise<void> {
    await this.page.getByRole('dialog').waitFor();
    await untilFocused(this.page.getByRole('dialog'));
    await this.page.keyboard.press('Escape');
    await this.page.getByRole('dialog').waitFor({ state: 'detached' });
    await this.arrives(opener);
  }

  private async seeFocus(): Promise<void> {
    let fault: string | null = null;
    await until('the focus in view', async () => {
      fault = await this.page.evaluate(faultOfFocus);
      return fault === null;
    }).catch(() => {
      throw new Error(`The focus is not seen: ${fault}`);
    });
  }
}
