import type { BrowserContext, Page } from 'playwright-core';
import { violationsIn, WCAG_AND_PRACTICE } from '../../support/axe.js';
import { untilQuiet, type Look } from '../../support/browser.js';

/** All screens, the main ones, or the others. */
type Looks = Readonly<Record<string, Look & { readonly of?: 'main' | 'others' }>>;

/** Whether a screen is looked at in this look. */
export const isLookedAt = (isMain: boolean, of: 'main' | 'others' | undefined): boolean =>
  of === undefined || (of === 'main') === isMain;

/** Everything is looked at in the first two; the others see what most people see, where their width or words differ. */
const ALL: Looks = {
  'desktop, English, light': {},
  'phone, French, dark': { width: 390, language: 'fr-CA', dark: true },
  'phone, English, light': { width: 390, of: 'main' },
  'desktop, French, dark': { language: 'fr-CA', dark: true, of: 'main' },
  'narrow reflow, French': { width: 320, language: 'fr-CA', of: 'main' },
  'phone, French, high contrast, largest text': {
    width: 390,
    language: 'fr-CA',
    contrast: 'more',
    textSize: 140,
    of: 'main',
  },
  'phone, English, dark, high contrast chosen': { width: 390, dark: true, theme: 'HIGH_CONTRAST', of: 'main' },
  'desktop, French, the colours of the system': { language: 'fr-CA', forcedColors: 'active', of: 'main' },
  'desktop, English, dark, high contrast, largest text': { dark: true, contrast: 'more', textSize: 140, of: 'main' },
};

/**
 * What there is time for on a developer's machine: each screen once, the main ones where most differences come together.
 * The build server takes all (COPSE_TEST_LOOKS).
 */
const SOON: Looks = {
  'desktop, English, light': { of: 'others' },
  'narrow reflow, French, dark': { width: 320, language: 'fr-CA', dark: true, of: 'main' },
};

/** How the screens are looked at in this run. */
export const LOOKS = process.env['COPSE_TEST_LOOKS'] === 'all' ? ALL : SOON;

/** What somebody has chosen in their account, as this look has it: it stands before what the device keeps. */
export const choices = ({ language, theme }: Look): { language: string; theme: string } => ({
  language: language === 'fr-CA' ? 'FR' : 'EN',
  theme: theme ?? 'SYSTEM',
});

/** Keeps these choices in the account. */
export const CHOOSE =
  'mutation ($language: Language!, $theme: Theme!) { updateSettings(input: {language: $language, theme: $theme}) { id } }';

/** Gives a window somebody's session. */
export async function enter(context: BrowserContext, origin: string, cookieHeader: string | undefined): Promise<void> {
  const [name, ...value] = cookieHeader?.split('=') ?? [];
  if (name) await context.addCookies([{ name, value: value.join('='), url: origin }]);
}

/** Waits until the page is all there. */
export async function settle(page: Page): Promise<void> {
  await page
    .locator('h1')
    .first()
    .waitFor()
    .catch(async () => {
      throw new Error(`No heading at ${page.url()}: ${await page.locator('body').innerText()}`);
    });
  await untilQuiet(page);
  await page
    .locator('[aria-busy="true"]')
    .waitFor({ state: 'detached' })
    .catch(() => undefined);
}

/** What is wrong with the page as it is shown: what axe finds, and that it must be scrolled sideways. */
export async function faultsOf(page: Page, name: string): Promise<string[]> {
  // The window is made as tall as the page: what lies halfway under a sticky header or bar is a matter of how far one
  // has scrolled, and nothing else may be covered.
  const shown = page.viewportSize() ?? { width: 1280, height: 900 };
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (height > shown.height) await page.setViewportSize({ width: shown.width, height });
  // What is as high as a part of the window has grown with it.
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
  const violations = await violationsIn(page, WCAG_AND_PRACTICE);
  const uncovered = await Promise.all(
    violations.map(async ({ id, nodes }) => ({
      id,
      targets:
        id === 'target-size'
          ? await besideWhatIsOpen(
              page,
              nodes.map(({ target }) => target),
            )
          : nodes.map(({ target }) => target),
    })),
  );
  if (height > shown.height) await page.setViewportSize(shown);
  const sideways = await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
  return [
    ...uncovered.flatMap(({ id, targets }) => (targets.length > 0 ? [`${name}: ${id} at ${targets.join(', ')}`] : [])),
    ...(sideways > 0 ? [`${name}: ${sideways} px wider than the window`] : []),
  ];
}

/** Those of these elements over which no menu lies that somebody has just opened and can close again. */
function besideWhatIsOpen(page: Page, selectors: readonly string[]): Promise<string[]> {
  return page.evaluate((all) => {
    const open = [...document.querySelectorAll('[aria-expanded="true"][aria-controls]')].flatMap((button) => {
      const panel = document.getElementById(button.getAttribute('aria-controls') ?? '');
      return panel ? [panel.getBoundingClientRect()] : [];
    });
    return all.filter((selector) => {
      const box = document.querySelector(selector)?.getBoundingClientRect();
      const meets = (panel: DOMRect): boolean =>
        box !== undefined &&
        box.left < panel.right &&
        box.right > panel.left &&
        box.top < panel.bottom &&
        box.bottom > panel.top;
      return !open.some(meets);
    });
  }, selectors as string[]);
}
