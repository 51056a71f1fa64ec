import type { BrowserContext, Page, Route } from 'playwright-core';
import type { Site, Who } from './site.js';

/** A route of the client and somebody for whom it has something to ask the server. */
export interface Asking {
  readonly who: Who;
  readonly path: string;
  /** Gone through on a developer's machine as well; the build server takes all. */
  readonly main?: true;
  /** Nobody comes to it from another page. */
  readonly isOpened?: true;
}

/**
 * Every route that asks something before it can be shown. Of private answers alone: a public page brings its first ones along, and
 * waits for nothing.
 */
export const asking = ({ ids, tokens }: Site, resourceId: string): Readonly<Record<string, Asking>> => ({
  '/': { who: 'member', path: '/', main: true },
  '/communities': { who: 'member', path: '/communities', main: true },
  '/search': { who: 'member', path: '/search?q=models', main: true },
  '/inbox': { who: 'member', path: '/inbox', main: true },
  '/people/$id': { who: 'member', path: `/people/${ids.member}` },
  '/unsubscribe/$token': { who: 'nobody', path: '/unsubscribe/a-link-that-leads-to-nothing' },
  '/invitation': { who: 'applicant', path: `/invitation#token=${tokens.fresh}`, isOpened: true },
  '/c/$slug/': { who: 'member', path: '/c/small-museums', main: true },
  '/c/$slug/library': { who: 'member', path: '/c/small-museums/library', main: true },
  '/c/$slug/members': { who: 'member', path: '/c/small-museums/members' },
  '/c/$slug/about': { who: 'member', path: '/c/small-museums/about' },
  '/c/$slug/facilitate': { who: 'lead', path: '/c/educators-programmers/facilitate' },
  '/c/$slug/apply': { who: 'declined', path: '/c/educators-programmers/apply' },
  '/c/$slug/edit': { who: 'lead', path: '/c/small-museums/edit' },
  '/c/$slug/new': { who: 'member', path: '/c/small-museums/new' },
  '/c/$slug/d/$id/{-$title}': { who: 'member', path: `/c/small-museums/d/${ids.open}`, main: true },
  '/c/$slug/library/share': { who: 'member', path: '/c/small-museums/library/share' },
  '/c/$slug/r/$id/{-$title}': { who: 'member', path: `/c/small-museums/r/${resourceId}`, main: true },
  '/c/$slug/r/$id/edit': { who: 'member', path: `/c/small-museums/r/${resourceId}/edit` },
  '/settings/sessions': { who: 'member', path: '/settings/sessions' },
  '/settings/tokens': { who: 'member', path: '/settings/tokens' },
  '/settings/mail': { who: 'member', path: '/settings/mail', main: true },
  '/admin/': { who: 'staff', path: '/admin' },
  '/admin/communities': { who: 'staff', path: '/admin/communities' },
  '/admin/communities/new': { who: 'staff', path: '/admin/communities/new' },
  '/admin/communities/$slug': { who: 'staff', path: '/admin/communities/small-museums' },
  '/admin/institutions': { who: 'staff', path: '/admin/institutions' },
  '/admin/institutions/$id': { who: 'staff', path: `/admin/institutions/${ids.institution}` },
  '/admin/programmes': { who: 'staff', path: '/admin/programmes' },
  '/admin/programmes/$slug': { who: 'staff', path: '/admin/programmes/tam-microgrant' },
  '/admin/accounts': { who: 'staff', path: '/admin/accounts' },
  '/admin/audit': { who: 'staff', path: '/admin/audit' },
  '/admin/mailbox': { who: 'staff', path: '/admin/mailbox' },
});

/** Routes that can be shown without an answer: forms, and what the address says. */
export const ASKS_NOTHING = [
  '/sign-in',
  '/sign-up',
  '/verify',
  '/confirm-email',
  '/forgot-password',
  '/reset-password',
  '/claim',
  '/settings/',
  '/settings/security',
  '/settings/account',
];

/** Every question but who is looking, which comes with the page, goes that way. */
export const answers = (page: Page, how: (route: Route) => unknown): Promise<unknown> =>
  page.route('**/graphql', (route) => {
    const asked = route.request().postData() ?? '';
    return /query (?!Viewer\b)/.test(asked) ? how(route) : route.continue();
  });

/** Nothing comes; the page waits. */
export const silence = (): void => undefined;
/** "Not now", as a machine says it that cannot keep up. */
export const notNow = (route: Route): Promise<void> =>
  route.fulfill({
    status: 503,
    headers: { 'retry-after': '1' },
    json: { errors: [{ message: 'Not now.', extensions: { code: 'UNAVAILABLE' } }] },
  });

/** Goes to an address as a link of the page does, without loading a document, unless it is opened by itself. */
export const follow = async (page: Page, { path, isOpened }: Asking): Promise<void> => {
  if (isOpened) return void (await page.goto(path));
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
};

/** The line to the server is gone for this window, or there again. */
export const isOffline = (context: BrowserContext, offline: boolean): Promise<void> => context.setOffline(offline);
