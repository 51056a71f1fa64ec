import type { Page } from 'playwright-core';
import type { Who } from './site.js';

/** A screen in one of its states. */
export interface Screen {
  readonly name: string;
  readonly who: Who;
  readonly path: string;
  /** Looked at in every look, as what most people see; the others in two. */
  readonly main?: true;
  /** What is arranged before the page is opened; requests that it intercepts are let through again afterwards. */
  readonly before?: (page: Page) => Promise<unknown>;
  /** What brings it into the state. */
  readonly act?: (page: Page) => Promise<void>;
  /** Something on it stays under way, and is not waited for: `act` waits for what is to be seen. */
  readonly unfinished?: true;
}

/** Presses the first button whose name begins so, in either language. */
export const press = async (page: Page, name: RegExp): Promise<void> => {
  await page.getByRole('button', { name }).first().click();
};
/** Opens the menu of which the button has this name, and takes one of its items. */
export const take = async (page: Page, menu: RegExp, item: RegExp): Promise<void> => {
  await press(page, menu);
  await press(page, item);
  await page.getByRole('dialog').waitFor();
};
/** Waits for the dialog that opens. */
export const dialog = (page: Page): Promise<void> => page.getByRole('dialog').waitFor();
/** Answers one of the page's changes in the server's place, so that what it leaves behind is seen and nothing is changed. */
export const asIfDone =
  (operation: string, data: Readonly<Record<string, unknown>>) =>
  async (page: Page): Promise<void> => {
    await page.route('**/graphql', (route) => {
      const asked = route.request().postData()?.includes(`mutation ${operation}`);
      return asked ? route.fulfill({ json: { data } }) : route.continue();
    });
  };
