import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { GraphqlClient } from '../../support/graphql-client.js';
import { EMPTY, type Trap } from './trap.js';

/** With every answer about a file. */
export const SHUT = {
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

/** A file that was taken, as it is fetched. */
export interface Taken {
  readonly name: string;
  readonly address: string;
  readonly mediaType: string;
  readonly inline: boolean;
  /** Of what comes; null: it is ours and may be anything. */
  readonly sha256: string | null;
}

/** Somebody's browser, and what it noticed. */
export interface Looking {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Every address that it asked for. */
  readonly asked: ReadonlySet<string>;
  /** What must not be: boxes, marks of programs that ran, requests to any other origin, workers that stay. */
  readonly harm: () => Promise<string[]>;
}

/** A new browser profile of this person's; from now on the trap hears what comes out of it. */
export async function aLookWith(browser: Browser, person: GraphqlClient, trap: Trap): Promise<Looking> {
  const context = await browser.newContext({ baseURL: person.origin });
  const [name = '', value = ''] = person.credential['cookie']?.split('=') ?? [];
  await context.addCookies([{ name, value, url: person.origin }]);
  const seen: string[] = [];
  const asked = new Set<string>();
  context.on('dialog', (dialog) => {
    seen.push(`box: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('request', (request) => {
    asked.add(request.url());
    const { origin, pathname } = new URL(request.url());
    // blob: and data: have no origin, and reach nobody.
    if (origin !== person.origin && origin !== 'null' && pathname !== EMPTY) seen.push(`asked: ${request.url()}`);
  });
  trap.asked.length = 0;
  const harm = async (): Promise<string[]> => {
    const frames = context.pages().flatMap((page) => page.frames());
    const marks = await Promise.all(
      frames.map((frame) => frame.evaluate(() => (globalThis as { ran?: string }).ran ?? null).catch(() => null)),
    );
    const workers = context.serviceWorkers().map((worker) => `worker: ${worker.url()}`);
    return [...seen, ...marks.filter((mark) => mark !== null), ...trap.asked, ...workers];
  };
  return { context, page: await context.newPage(), asked, harm };
}
